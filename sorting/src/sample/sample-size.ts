/** What balance is wanted of how many elements in how many parts. */
export interface BalanceWanted {
  count: number;
  parts: number;
  /** By how much the largest part may be larger than the mean: 0.05 for five hundredths. */
  excess?: number;
}

/** Of so many sorts one may have a larger part than wanted. */
const SORTS_FOR_ONE_MISS = 1_000;

/**
 * How many elements to draw so that no part is larger than wanted.
 *
 * With s drawn for each part, the largest of the parts exceeds α times the mean with a probability of at most
 * n·exp(−(1 − 1/α)²·α·s/2): theorem B.4 of Blelloch, Leiserson, Maggs, Plaxton, Smith and Zagha, "A comparison of sorting
 * algorithms for the Connection Machine CM-2", SPAA 1991. It holds for distinct elements, which ours always are, since
 * equal keys are told apart by position.
 */
export function sampleSize({ count, parts, excess = 0.05 }: BalanceWanted): number {
  const alpha = 1 + excess;
  const drawnForEach = (2 * Math.log(Math.max(2, count) * SORTS_FOR_ONE_MISS)) / ((1 - 1 / alpha) ** 2 * alpha);
  return Math.min(count, Math.ceil(drawnForEach) * parts);
}
