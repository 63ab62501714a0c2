import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { engineJson } from '../test/hosts/engine-request.ts';

/** Where and on what a measurement was made: a figure without it compares with nothing. */
export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  kernel: string;
  node: string;
  engine: string;
}

/** Describes this machine and the engine at a socket. */
export async function describeMachine(socketPath: string): Promise<Machine> {
  const { Version } = await engineJson<{ Version: string }>(socketPath, 'GET', '/version');
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.version,
    engine: Version,
  };
}

/** The commit that is measured; a plus says that the tree has changes of its own. */
export function describeCommit(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', 'HEAD')}${changed ? '+' : ''}`;
}
