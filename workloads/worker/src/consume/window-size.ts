/** So much work may be held ahead of what is being worked on: what a crash costs, and what other workers cannot take. */
const AHEAD_MS = 200;
const MOST = 256;

/**
 * How many items are held at once. Short ones are claimed ahead, so that the way to the control plane and back is not
 * waited for with each; long ones are not, so that other workers get their share.
 *
 * @param concurrency - how many are worked on at once
 * @param averageMs - how long one takes; null: not known yet
 */
export function windowSize(concurrency: number, averageMs: number | null): number {
  if (averageMs === null) return concurrency;
  const ahead = Math.floor((concurrency * AHEAD_MS) / Math.max(averageMs, 0.1));
  return Math.min(Math.max(concurrency, ahead), Math.max(MOST, concurrency));
}

/** The average with one more, the newest weighing most. */
export function averageWith(averageMs: number | null, tookMs: number): number {
  return averageMs === null ? tookMs : averageMs * 0.9 + tookMs * 0.1;
}
