import { describeDistribution } from '../distribution.ts';
import type { PageReading } from './in-page.ts';
import { cumulativeShift } from './layout-shift.ts';
import type { PagesFigures } from './pages-result.ts';
import { describeScripts, type Scripts } from './scripts.ts';
import { NotedWindow, type WindowOptions } from './window.ts';

export interface LoadsMeasurement {
  window: WindowOptions;
  loads: number;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

export interface LoadsFigures {
  firstPageMs: PagesFigures['firstPageMs'];
  /** Of each load. */
  shifts: number[];
  /** Of the load that took the most. */
  scripts: Scripts;
}

const warmUps = 2;

/** Opens the page of jobs again and again: in a browser that has never seen it, and then once more in the same one. */
export async function measureLoads({ window, loads, onProgress, signal }: LoadsMeasurement): Promise<LoadsFigures> {
  const cold: number[] = [];
  const warm: number[] = [];
  const shifts: number[] = [];
  const scripts: Scripts[] = [];
  for (let load = 0; load < warmUps + loads; load += 1) {
    signal.throwIfAborted();
    await using opened = await NotedWindow.open(window);
    const first = await look(opened, () => opened.gotoJobs());
    const again = await look(opened, () => opened.reload());
    if (load < warmUps) continue;
    cold.push(first.shownAtMs);
    warm.push(again.shownAtMs);
    shifts.push(...[first, again].map(({ reading }) => cumulativeShift(reading.shifts)));
    scripts.push(describeScripts(first.reading.fetched, first.shownAtMs));
    onProgress(cold.length, loads);
  }
  const [most] = scripts.toSorted((a, b) => b.bytes - a.bytes);
  if (most === undefined) throw new RangeError('Nothing was loaded');
  const firstPageMs = { cold: describeDistribution(cold), warm: describeDistribution(warm) };
  return { firstPageMs, shifts, scripts: most };
}

async function look(
  opened: NotedWindow,
  go: () => Promise<number>,
): Promise<{ shownAtMs: number; reading: PageReading }> {
  const shownAtMs = await go();
  await opened.settle();
  return { shownAtMs, reading: await opened.read() };
}
