import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inheritedEnvironment } from './config.ts';

const run = promisify(execFile);

/** Tests stand beside the code and are in no build. */
const withoutTests = ':(exclude,glob)**/*.test.ts';

/**
 * The version of what is built from `inputs`: that of the agent's package.json, and the last commit that changed any of
 * them, such as `0.1.0+20261121065228.af33c6e`. Its time comes before its hash, so that a later build has a higher
 * version for a package manager too. `.changed` follows where the files are not as that commit has them; outside of a
 * git repository there is the version alone.
 */
export async function agentVersion(root: string, inputs: readonly string[]): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'agent/package.json'), 'utf8')) as { version: string };
  const files = ['--', ...inputs, withoutTests];
  const commit = await git(root, ['log', '-1', '--date=format-local:%Y%m%d%H%M%S', '--format=%cd.%h', ...files]);
  if (commit === null || commit === '') return version;
  const changed = await git(root, ['status', '--porcelain', ...files]);
  return `${version}+${commit}${changed === '' ? '' : '.changed'}`;
}

/** What git says; null where there is no git, or no repository. */
async function git(root: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', root, ...args], { env: { ...inheritedEnvironment(), TZ: 'UTC' } });
    return stdout.trim();
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT' || (code === 128 && /not a git repository|dubious ownership/.test(stderr ?? ''))) return null;
    throw error;
  }
}
