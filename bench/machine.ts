import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { engineJson } from '../test/hosts/engine-request.ts';

/** Where and on what a measurement was made: a figure without it compares with nothing. */
export interface Computer {
  processor: string;
  cores: number;
  memoryBytes: number;
  kernel: string;
  node: string;
}

/** A computer with the engine whose containers were measured. */
export interface Machine extends Computer {
  engine: string;
}

/** Describes this machine. */
export function describeComputer(): Computer {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.version,
  };
}

/** Describes this machine and the engine at a socket. */
export async function describeMachine(socketPath: string): Promise<Machine> {
  const { Version } = await engineJson<{ Version: string }>(socketPath, 'GET', '/version');
  return { ...describeComputer(), engine: Version };
}

/** What every result says of how it came about. */
export interface Occasion {
  at: string;
  commit: string;
  machine: Computer;
  /** The machine's load over the minute before the measurements. */
  loadBefore: number;
}

/** This machine at this moment, before anything is started. */
export function describeOccasion(root: string): Occasion {
  return {
    at: new Date().toISOString(),
    commit: describeCommit(root),
    machine: describeComputer(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** On what it was measured, in one line. */
export function measuredOn(result: { machine: Computer & { engine?: string }; commit: string }): string {
  const { processor, cores, engine, node } = result.machine;
  return [
    `${processor}, ${cores} cores`,
    ...(engine === undefined ? [] : [`engine ${engine}`]),
    `Node ${node}`,
    `commit ${result.commit.slice(0, 12)}`,
  ].join('; ');
}

/** The commit that is measured; a plus says that the tree has changes of its own. */
export function describeCommit(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', 'HEAD')}${changed ? '+' : ''}`;
}
