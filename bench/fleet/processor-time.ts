import { readdirSync, readFileSync } from 'node:fs';

/** A process and what it has used, its ended children that it waited for included. */
export interface ProcessUse {
  pid: number;
  parent: number;
  usedMs: number;
}

/** What was used up to a moment. */
export interface ProcessorUse {
  /** By containers. */
  containersMs: number;
  /** By all that is measured, containers too. */
  allMs: number;
  processes: readonly ProcessUse[];
}

/** The kernel counts in hundredths of a second towards programs, whatever it does inside (proc(5), USER_HZ). */
const tickMs = 10;

/** Reads what all processes that run have used by now (proc(5)). */
export function readProcesses(): ProcessUse[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const line = readStat(pid);
    return line === null ? [] : [processUseOf(line)];
  });
}

/** One process of its line in `/proc/<pid>/stat`. Its name is in brackets, and may hold anything. */
export function processUseOf(line: string): ProcessUse {
  const afterName = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(afterName[number - 3]);
  return {
    pid: Number.parseInt(line, 10),
    parent: field(4),
    usedMs: (field(14) + field(15) + field(16) + field(17)) * tickMs,
  };
}

/**
 * What each part has used between two readings. A process counts for the nearest part above it; what belongs to none,
 * such as the shims above containers, is `rest`.
 */
export function useByPart(
  before: ProcessorUse,
  after: ProcessorUse,
  parts: Readonly<Record<string, readonly number[]>>,
): Record<string, number> {
  const names = Object.keys(parts);
  const [usedBefore, usedAfter] = [usedByParts(before, parts), usedByParts(after, parts)];
  const used: Record<string, number> = Object.fromEntries(
    names.map((name) => [name, (usedAfter[name] ?? 0) - (usedBefore[name] ?? 0)]),
  );
  used.containers = after.containersMs - before.containersMs;
  const all = after.allMs - before.allMs;
  return { ...used, rest: all - Object.values(used).reduce((total, part) => total + part, 0), all };
}

function usedByParts({ processes }: ProcessorUse, parts: Readonly<Record<string, readonly number[]>>) {
  const byPid = new Map(processes.map((one) => [one.pid, one]));
  const partOf = new Map(Object.entries(parts).flatMap(([name, pids]) => pids.map((pid) => [pid, name] as const)));
  const used: Record<string, number> = {};
  for (const one of processes) {
    let above: ProcessUse | undefined = one;
    while (above !== undefined && !partOf.has(above.pid)) above = byPid.get(above.parent);
    const name = above === undefined ? undefined : partOf.get(above.pid);
    if (name !== undefined) used[name] = (used[name] ?? 0) + one.usedMs;
  }
  return used;
}

function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // It ended between the two looks.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
