/**
 * Jain's index of how evenly something is divided: (Σx)²/(n·Σx²). 1 when all have the same, 1/n when one has
 * everything, and k/n when k of n share it alike. R. Jain, D. Chiu, W. Hawe, "A quantitative measure of fairness and
 * discrimination for resource allocation in shared computer systems", DEC Research Report TR-301 (1984).
 *
 * @param shares - what each has, none below 0; of kitchens the share of its cooks' time that each was at work
 * @returns 1 where nobody has anything: nothing is uneven then
 */
export function balanceIndex(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}
