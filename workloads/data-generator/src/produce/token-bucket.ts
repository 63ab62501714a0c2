/** A rate limit as a value: how many records may go now, and when that was counted. */
export interface TokenBucket {
  ratePerSecond: number;
  tokens: number;
  countedAtMs: number;
}

/** Most records that may go at once after a pause, as a time at the set rate: little, so that a rate looks like one. */
const BURST_MS = 100;
/** Records are released in steps of about this time where the rate allows, rather than one by one. */
const STEP_MS = 20;

export function createTokenBucket(ratePerSecond: number, nowMs: number): TokenBucket {
  return { ratePerSecond, tokens: 0, countedAtMs: nowMs };
}

/**
 * Takes up to `wanted` tokens. Pure: the clock is an argument, the bucket is not changed.
 *
 * @returns the bucket afterwards, how many records may go, and, when none may, how long to wait before asking again
 */
export function takeTokens(
  bucket: TokenBucket,
  wanted: number,
  nowMs: number,
): { bucket: TokenBucket; granted: number; waitMs: number } {
  const { ratePerSecond } = bucket;
  const most = Math.max(1, (ratePerSecond * BURST_MS) / 1_000);
  // A clock that went back earns nothing, and is counted from anew.
  const elapsedMs = Math.max(0, nowMs - bucket.countedAtMs);
  const tokens = Math.min(most, bucket.tokens + (elapsedMs * ratePerSecond) / 1_000);
  const step = Math.max(1, Math.min(wanted, Math.floor((ratePerSecond * STEP_MS) / 1_000)));
  if (tokens < step) {
    return {
      bucket: { ratePerSecond, tokens, countedAtMs: nowMs },
      granted: 0,
      waitMs: Math.max(1, Math.ceil(((step - tokens) * 1_000) / ratePerSecond)),
    };
  }
  const granted = Math.min(wanted, Math.floor(tokens));
  return { bucket: { ratePerSecond, tokens: tokens - granted, countedAtMs: nowMs }, granted, waitMs: 0 };
}
