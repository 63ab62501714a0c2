import { rm } from 'node:fs/promises';
import { mergeRuns } from '../merge/merge-runs.ts';
import type { Order } from '../order.ts';
import { RunWriter, readRun } from './spill-file.ts';

/** So many runs are merged at once: each is an open file, and a piece of it in memory. */
const MOST_OPEN = 64;

/**
 * Merges runs, neighbours with each other, until so few are left that they can be merged at once.
 *
 * @param newPath - gives a path for another file
 * @returns the paths of the runs that are left, in the same order
 */
export async function compactRuns(
  paths: readonly string[],
  order: Order,
  newPath: () => string,
  mostOpen: number = MOST_OPEN,
): Promise<readonly string[]> {
  let runs = paths;
  while (runs.length > mostOpen) {
    const merged: string[] = [];
    for (let from = 0; from < runs.length; from += mostOpen) {
      const path = newPath();
      await mergeTo(path, runs.slice(from, from + mostOpen), order);
      merged.push(path);
    }
    runs = merged;
  }
  return runs;
}

async function mergeTo(path: string, runs: readonly string[], order: Order): Promise<void> {
  using writer = new RunWriter(path);
  for await (const block of mergeRuns(runs.map(readRun), order)) writer.write(block);
  await Promise.all(runs.map((run) => rm(run)));
}
