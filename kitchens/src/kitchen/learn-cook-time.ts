/** A dish counts so much into the average time of its kitchen: some twenty are remembered. */
const NEWEST_COUNTS = 0.1;

/**
 * The average time of a kitchen's dishes, in milliseconds, after one more.
 *
 * @param averageMs - that before it; 0: none yet
 * @param tookMs - what the kitchen says of it; what cannot be changes nothing
 */
export function learnCookTime(averageMs: number, tookMs: number | undefined): number {
  if (tookMs === undefined || !Number.isFinite(tookMs) || tookMs < 0) return averageMs;
  return averageMs === 0 ? tookMs : averageMs + NEWEST_COUNTS * (tookMs - averageMs);
}
