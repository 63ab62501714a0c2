import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { loadStackConfig, type StackConfig } from '../config.ts';
import { ensureBareCheckPackages } from '../prepare/packages.ts';
import { runCommand } from '../prepare/run-command.ts';
import { StackError } from '../stack-error.ts';
import { interruptible } from '../terminal/interruption.ts';
import { Steps, seconds } from '../terminal/steps.ts';
import { BareNetwork } from './bare-network.ts';
import { copyMachineSettings } from './copy-machine-settings.ts';
import { makeDebianRoot } from './make-debian-root.ts';
import { removeAbandonedNetworks } from './remove-abandoned-networks.ts';
import { removeBareRoot } from './remove-bare-root.ts';
import { runInside } from './run-inside.ts';

const bytesNeeded = 6 * 1024 ** 3;

/**
 * `longshore bare-check`: the demo from a clean clone of HEAD on a minimal Debian, in a network of its own. Says what
 * it saw, and removes everything again.
 */
export async function bareCheckCommand(): Promise<void> {
  const config = loadStackConfig();
  const steps = new Steps();
  const startedAt = performance.now();
  const exitCode = await interruptible(
    (interrupted) => bareCheck(config, steps, interrupted),
    () => steps.line('Interrupted; removing what was made.'),
  );
  const took = seconds(performance.now() - startedAt);
  process.stdout.write(exitCode === 0 ? `\nbare-check passed in ${took}\n` : `\nbare-check failed after ${took}\n`);
  if (exitCode !== 0) process.exitCode = 1;
}

async function bareCheck(config: StackConfig, steps: Steps, interrupted: AbortSignal): Promise<number> {
  if (!config.runsAsRoot) throw new StackError('bare-check makes a system root and a network · run it as root');
  const folder = join(config.stateDirectory, 'bare-check');
  const root = join(folder, 'root');
  mkdirSync(folder, { recursive: true });
  // What an earlier one left that was killed.
  await removeBareRoot(root);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytesNeeded) {
    const free = (bavail * bsize) / 1024 ** 3;
    throw new StackError(`bare-check needs 6 GiB on the disk of ${folder} · ${free.toFixed(1)} GiB are free`);
  }
  await ensureBareCheckPackages(config, steps, interrupted);
  await removeAbandonedNetworks();
  await warnOfChanges(config, steps);
  const network = new BareNetwork();
  try {
    await steps.run('Minimal Debian', () => makeDebianRoot(root, config.cacheDirectory, interrupted));
    const settings = await copyMachineSettings(root);
    steps.line(`copied from this machine: ${settings.join(', ')}`);
    await network.open();
    return await runInside(root, network.name, config.repositoryRoot, interrupted);
  } catch (error) {
    throw interrupted.aborted ? interrupted.reason : error;
  } finally {
    await network.close();
    await steps.run('Removing what was made', () => removeBareRoot(root));
  }
}

/** What is not committed is not in the clone: better said than wondered at. */
async function warnOfChanges(config: StackConfig, steps: Steps): Promise<void> {
  const changed = await runCommand(['git', 'status', '--porcelain'], { cwd: config.repositoryRoot });
  const count = changed.split('\n').filter(Boolean).length;
  const head = await runCommand(['git', 'log', '-1', '--format=%h %s'], { cwd: config.repositoryRoot });
  steps.line(`checks ${head.trim()}${count === 0 ? '' : ` · without ${count} change(s) that are not committed`}`);
}
