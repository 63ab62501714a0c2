import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const leftoversSchema = z.array(z.object({ name: z.string(), pid: z.number(), startTicks: z.string() }));

/** Tells a process from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/<pid>/stat: when it started, in clock ticks since boot. */
  readonly startTicks: string;
}

/** @returns `undefined` when no such process lives (a zombie does not) */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain anything; the fields after the last parenthesis begin with the third.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : { pid, startTicks: fields[19] ?? '' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

/**
 * Ends what a supervisor that was killed left running. The kernel has already told those processes to stop; this
 * waits for them, and kills what does not end.
 *
 * @returns the names of services that were still running
 */
export async function clearLeftovers(processesFile: string, graceMs: number): Promise<string[]> {
  let text: string;
  try {
    text = readFileSync(processesFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const alive = (recorded: ProcessIdentity): boolean =>
    processIdentity(recorded.pid)?.startTicks === recorded.startTicks;
  const found = leftoversSchema.parse(JSON.parse(text)).filter(alive);
  for (const { pid } of found) signalUnlessGone(pid, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (found.some(alive) && performance.now() < deadline) await delay(100);
  for (const left of found.filter(alive)) signalUnlessGone(-left.pid, 'SIGKILL');
  rmSync(processesFile, { force: true });
  return found.map(({ name }) => name);
}

function signalUnlessGone(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
