/** One time that something on a page moved without being asked to. */
export interface Shift {
  atMs: number;
  value: number;
  /** It followed an input of the user, who may expect it. */
  byInput: boolean;
}

const GAP_MS = 1_000;
const WINDOW_MS = 5_000;

/**
 * How much a page moved at its worst: the largest sum of shifts that came within a second of each other, over at most
 * five (Cumulative Layout Shift, web.dev/articles/cls).
 */
export function cumulativeShift(shifts: readonly Shift[]): number {
  let worst = 0;
  let sum = 0;
  let beganAtMs = Number.NEGATIVE_INFINITY;
  let lastAtMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, value } of shifts.filter(({ byInput }) => !byInput).toSorted((a, b) => a.atMs - b.atMs)) {
    if (atMs - lastAtMs >= GAP_MS || atMs - beganAtMs >= WINDOW_MS) {
      sum = 0;
      beganAtMs = atMs;
    }
    sum += value;
    lastAtMs = atMs;
    worst = Math.max(worst, sum);
  }
  return worst;
}
