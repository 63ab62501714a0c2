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

/** What is known of a try that failed, whatever it was a try of. */
export interface KnownTry {
  /** Why it is not tried again whatever the number of tries; null: another try may go better. */
  hopeless: string | null;
  /** Tries so far, this one included. */
  attemptsMade: number;
}

/**
 * Whether something is tried again, after which delay, and why.
 *
 * @param chance - a random number in 0..1, for the delay
 */
export function decideAnotherTry(
  { hopeless, attemptsMade }: KnownTry,
  policy: Pick<RetryPolicy, 'maxAttempts' | 'initialDelayMs' | 'maxDelayMs'>,
  chance: number,
): RetryDecision {
  if (hopeless !== null) return { retry: false, delayMs: null, because: hopeless };
  if (attemptsMade >= policy.maxAttempts) {
    return { retry: false, delayMs: null, because: `all ${policy.maxAttempts} tries are used up` };
  }
  const delayMs = retryDelayMs(attemptsMade, policy, chance);
  return {
    retry: true,
    delayMs,
    because: `try ${attemptsMade + 1} of ${policy.maxAttempts} in ${(delayMs / 1000).toFixed(1)} s`,
  };
}

/** Why a task is not tried again, however many tries it has left; null: it may be. */
function hopelessBecause(failed: FailedTry, policy: RetryPolicy): string | null {
  if (failed.stopWanted) return 'a stop is wanted';
  if (!policy.reasons.includes(failed.code)) return `not tried again: ${FAILURES[failed.code].words.toLowerCase()}`;
  if (!failed.retryable && FAILURES[failed.code].retryable)
    return 'the agent says that another try would go the same way';
  return null;
}

/**
 * Whether a failed task is tried again, after which delay, and why.
 *
 * @param chance - a random number in 0..1, for the delay
 */
export function decideRetry(failed: FailedTry, policy: RetryPolicy, chance: number): RetryDecision {
  const { attemptsMade } = failed;
  return decideAnotherTry({ hopeless: hopelessBecause(failed, policy), attemptsMade }, policy, chance);
}
