import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../../workloads/sorter/src/main.ts');

/** How a coordinator or sorter ended. */
export interface SortProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

/** A coordinator (index 0) or sorter in a process of its own. */
export interface SortProcess {
  readonly ended: Promise<SortProcessEnd>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a coordinator or sorter, as an agent starts its container. */
export function startSortProcess(environment: Readonly<Record<string, string>>): SortProcess {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env.PATH ?? '', KAFKAJS_NO_PARTITIONER_WARNING: '1', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([exitCode, signal]) => ({
    exitCode: exitCode as number | null,
    signal: signal as NodeJS.Signals | null,
    stderr,
  }));
  return { ended, kill: (signal) => child.kill(signal) };
}

/** Runs a task to its end: one that was killed is replaced by another attempt, as the control plane does. */
export async function runSortTask(
  environment: Readonly<Record<string, string>>,
  firstOnly: Readonly<Record<string, string>> = {},
): Promise<SortProcessEnd & { attempts: number }> {
  let end = await startSortProcess({ ...environment, ...firstOnly }).ended;
  let attempts = 1;
  for (; end.signal !== null && attempts < 5; attempts += 1) end = await startSortProcess(environment).ended;
  return { ...end, attempts };
}
