/** How long the supervisor waits before it starts a dead service again. */
export interface BackoffPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly factor: number;
  /** A service that ran at least this long starts again with the first delay. */
  readonly forgiveAfterMs: number;
}

export const restartPolicy: BackoffPolicy = {
  firstDelayMs: 500,
  maxDelayMs: 30_000,
  factor: 2,
  forgiveAfterMs: 60_000,
};

/**
 * Decides the delay before the next start: exponential, capped, and spread by ±20 % so that services that died
 * together do not come back in the same instant.
 *
 * @param consecutive how many times in a row the service died early, before this death
 * @param ranMs how long it ran before it died
 * @param random a number in [0, 1)
 */
export function restartDelay(
  policy: BackoffPolicy,
  consecutive: number,
  ranMs: number,
  random: number,
): { readonly delayMs: number; readonly consecutive: number } {
  const failures = ranMs >= policy.forgiveAfterMs ? 0 : consecutive;
  const capped = Math.min(policy.maxDelayMs, policy.firstDelayMs * policy.factor ** failures);
  return { delayMs: Math.round(capped * (0.8 + 0.4 * random)), consecutive: failures + 1 };
}
