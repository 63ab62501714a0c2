import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadStackConfig } from '../../cli/src/stack/config.ts';
import { prepareInfrastructure } from '../../cli/src/stack/prepare/infrastructure.ts';
import { ensureTestPackages } from '../../cli/src/stack/prepare/packages.ts';
import { interruptible } from '../../cli/src/stack/terminal/interruption.ts';
import { Steps } from '../../cli/src/stack/terminal/steps.ts';
import { connectEngine } from '../../deploy/images/engine-api.ts';
import { engineRequest } from '../hosts/engine-request.ts';
import { startHosts } from '../hosts/start-hosts.ts';
import { unpackDebianPackage } from '../hosts/unpack-debian-package.ts';
import { findCompose } from './compose-program.ts';
import { ComposeProject } from './compose-project.ts';
import { makeLocalImages } from './local-images.ts';
import { readOfficialNames } from './official-names.ts';

const RECORDS = 10_000;

/**
 * `longshore compose-check`: brings docker-compose.yml up for real, runs a generator job through it, and takes it down,
 * in an engine of its own in a network namespace of its own. Where no registry can be reached the images of others are
 * made here, from the same programs, under the same names; Kafka UI and Grafana, which cannot be had, are left out.
 */
async function composeCheck(interrupted: AbortSignal): Promise<void> {
  const config = loadStackConfig();
  const steps = new Steps();
  await ensureTestPackages(config, ['services', 'engine', 'hosts'], steps, interrupted);
  const programs = await prepareInfrastructure(config, steps);
  const file = join(config.repositoryRoot, 'docker-compose.yml');
  const names = readOfficialNames(readFileSync(file, 'utf8'));

  await using fleet = await steps.run('An engine of its own', () => startHosts(1));
  const [host] = fleet.hosts;
  if (host === undefined) throw new Error('the simulated host did not start');
  const engine = connectEngine(host.engineUrl);
  const { body } = await engineRequest(host.socketPath, 'GET', '/version');
  const { ApiVersion: engineApi } = JSON.parse(body.toString('utf8')) as { ApiVersion: string };
  const compose = await steps.run('docker compose', () => findCompose(config.cacheDirectory, engineApi));
  interrupted.throwIfAborted();
  const prometheus = await steps.run('Prometheus', () => unpackDebianPackage('prometheus', 'usr/bin/prometheus'));
  await steps.run('Images of the same programs', () =>
    makeLocalImages({
      engine,
      repositoryRoot: config.repositoryRoot,
      programs,
      prometheus,
      names,
      onImage: (name) => steps.line(`  ${name}`),
    }),
  );

  const project = new ComposeProject({ compose, file, host, repositoryRoot: config.repositoryRoot, interrupted });
  try {
    await steps.run('docker compose up, all healthy', () => project.up(['kafka-ui', 'grafana']));
    for (const line of await project.health()) steps.line(`  ${line}`);
    const [first, again] = await steps.run('docker compose run first-admin, twice', async () => [
      await project.firstAdmin(),
      await project.firstAdmin(),
    ]);
    if (!/password +\S{20,}/.test(first)) throw new Error('no password of the first administrator was shown');
    if (/password +\S{20,}/.test(again))
      throw new Error('a password was shown when there was an administrator already');
    const job = await steps.run(`A job of ${RECORDS} records`, () => project.runGenerator('compose-check', RECORDS));
    if (job.state !== 'SUCCEEDED') throw new Error(`the job ended ${job.state}: ${JSON.stringify(job.reason)}`);
    const distinct = await steps.run('Reading them back', () => project.countDistinctKeys('compose-check'));
    if (distinct !== RECORDS) throw new Error(`${distinct} distinct records in the topic, not ${RECORDS}`);
    await steps.run('docker compose restart of a broker', () => project.restart('kafka-2'));
    const second = await steps.run('A second job after it', () => project.runGenerator('compose-check-2', RECORDS));
    if (second.state !== 'SUCCEEDED') throw new Error(`the second job ended ${second.state}`);
  } catch (error) {
    interrupted.throwIfAborted();
    for (const line of await project.lastWords()) steps.line(line);
    throw error;
  } finally {
    await steps.run('docker compose down', () => project.down());
  }
  const left = await project.containersLeft();
  if (left.length > 0) throw new Error(`containers were left behind: ${left.join(', ')}`);
  steps.line(`${RECORDS} of ${RECORDS} distinct records, job SUCCEEDED, nothing left behind.`);
}

const steps = new Steps(process.stderr);
try {
  await interruptible(composeCheck, () => steps.line('Interrupted; taking everything down.'));
} catch (error) {
  steps.line(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
