import type { AgentDetail } from '@longshore/schemas';

/** A point of a chart; a figure that is null is a gap. */
export interface HistoryPoint {
  atMs: number;
  cores: number | null;
  mebibytes: number | null;
}

/** Reports that may be missed before the line is broken. */
const MISSED_REPORTS = 3;

/**
 * The samples as points of a chart, with a break wherever nothing was heard for several intervals: a gap is a gap, not
 * a line.
 *
 * @param intervalMs - how often the agent reports
 */
export function historyPoints(history: AgentDetail['history'], intervalMs: number): HistoryPoint[] {
  const points: HistoryPoint[] = [];
  for (const { at, cpuMillis, memoryBytes } of history) {
    const atMs = Date.parse(at);
    const last = points.at(-1);
    if (last !== undefined && atMs - last.atMs > MISSED_REPORTS * intervalMs + 1_000) {
      points.push({ atMs: last.atMs + intervalMs, cores: null, mebibytes: null });
    }
    points.push({ atMs, cores: cpuMillis / 1_000, mebibytes: memoryBytes / 1_048_576 });
  }
  return points;
}
