import { FAILURES, type FailureCode, type RetryPolicy } from '@longshore/schemas';

/** How an attempt failed, and how many tries its task had. */
export interface FailedTry {
  code: FailureCode;
  /** What the one who saw it fail said: a failure that is said not to be retryable is not retried. */
  retryable: boolean;
  /** Tries so far, this one included. */
  attemptsMade: number;
  /** A user wants the job stopped. */
  stopWanted: boolean;
}

export type RetryDecision =
  | { retry: true; delayMs: number; because: string }
  | { retry: false; delayMs: null; because: string };

/** Share of the delay that chance may take away, so that tasks that failed together do not come back together. */
const JITTER = 0.5;

/**
 * How long before the next try: it doubles with each try from `initialDelayMs` up to `maxDelayMs`, less a random share
 * of up to half of it.
 *
 * @param attemptsMade - tries so far
 * @param chance - a random number in 0..1
 */
export function retryDelayMs(
  attemptsMade: number,
  policy: Pick<RetryPolicy, 'initialDelayMs' | 'maxDelayMs'>,
  chance: number,
): number {
  const grown = policy.initialDelayMs * 2 ** Math.min(Math.max(0, attemptsMade - 1), 40);
  return Math.round(Math.min(grown, policy.maxDelayMs) * (1 - JITTER * chance));
}

/**
 * Whether a failed task is tried again, after which delay, and why.
 *
 * @param chance - a random number in 0..1, for the delay
 */
export function decideRetry(failed: FailedTry, policy: RetryPolicy, chance: number): RetryDecision {
  const { words } = FAILURES[failed.code];
  const no = (because: string): RetryDecision => ({ retry: false, delayMs: null, because });
  if (failed.stopWanted) return no('a stop is wanted');
  if (!policy.reasons.includes(failed.code)) return no(`not tried again: ${words.toLowerCase()}`);
  if (!failed.retryable && FAILURES[failed.code].retryable)
    return no('the agent says that another try would go the same way');
  if (failed.attemptsMade >= policy.maxAttempts) {
    return no(`all ${policy.maxAttempts} tries are used up`);
  }
  const delayMs = retryDelayMs(failed.attemptsMade, policy, chance);
  return {
    retry: true,
    delayMs,
    because: `try ${failed.attemptsMade + 1} of ${policy.maxAttempts} in ${(delayMs / 1000).toFixed(1)} s`,
  };
}
