/** What was used at a moment. */
export interface UsageSample {
  at: string;
  cpuMillis: number;
  memoryBytes: number;
}

/** A point of a chart; a figure that is null is a gap. */
export interface UsagePoint {
  atMs: number;
  cores: number | null;
  mebibytes: number | null;
}

/** Samples that may be missed before the line is broken. */
const MISSED_SAMPLES = 3;

/**
 * The samples as points of a chart, with a break wherever nothing was heard for several intervals: a gap is a gap, not
 * a line.
 *
 * @param intervalMs - how often there is a sample
 */
export function usagePoints(samples: readonly UsageSample[], intervalMs: number): UsagePoint[] {
  const points: UsagePoint[] = [];
  for (const { at, cpuMillis, memoryBytes } of samples) {
    const atMs = Date.parse(at);
    const last = points.at(-1);
    if (last !== undefined && atMs - last.atMs > MISSED_SAMPLES * intervalMs + 1_000) {
      points.push({ atMs: last.atMs + intervalMs, cores: null, mebibytes: null });
    }
    points.push({ atMs, cores: cpuMillis / 1_000, mebibytes: memoryBytes / 1_048_576 });
  }
  return points;
}
