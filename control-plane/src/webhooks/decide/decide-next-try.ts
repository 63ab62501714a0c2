import type { RetryPolicy } from '@longshore/schemas';
import { retryDelayMs } from '../../retry/decide-retry.ts';

/** What a try to deliver came to. */
export type TryOutcome =
  | { kind: 'answered'; status: number; retryAfterMs: number | null }
  /** Nothing came back, or not in time. */
  | { kind: 'unanswered' }
  /** Not sent: the address is one that must not be asked. Another try would go the same way. */
  | { kind: 'refused' };

export type NextTry =
  | { state: 'DELIVERED' }
  /** `gone`: the receiver says that it is gone for good, so that nothing more is to be sent there. */
  | { state: 'FAILED'; gone: boolean }
  | { state: 'PENDING'; delayMs: number };

const hour = 3_600_000;

/** Thirteen delays, of 15 s, 30 s, a minute … six hours: all tries together take between ten hours and 21. */
export const DELIVERY_RETRY: Readonly<Pick<RetryPolicy, 'maxAttempts' | 'initialDelayMs' | 'maxDelayMs'>> = {
  maxAttempts: 14,
  initialDelayMs: 15_000,
  maxDelayMs: 6 * hour,
};

const GONE = 410;

/**
 * What follows from a try: an answer of 2xx is a delivery, 410 an end for good, and whatever else is tried again after
 * the delay of the retry policy (no sooner than the receiver asked for) until the tries are used up.
 *
 * @param tries - so far, this one included
 * @param once - only one try is wanted, as for a test
 * @param chance - a random number in 0..1
 */
export function decideNextTry(outcome: TryOutcome, tries: number, once: boolean, chance: number): NextTry {
  if (outcome.kind === 'refused') return { state: 'FAILED', gone: false };
  if (outcome.kind === 'answered') {
    if (outcome.status >= 200 && outcome.status < 300) return { state: 'DELIVERED' };
    if (outcome.status === GONE) return { state: 'FAILED', gone: true };
  }
  if (once || tries >= DELIVERY_RETRY.maxAttempts) return { state: 'FAILED', gone: false };
  const wantedMs = outcome.kind === 'answered' ? (outcome.retryAfterMs ?? 0) : 0;
  const delayMs = Math.max(retryDelayMs(tries, DELIVERY_RETRY, chance), wantedMs);
  return { state: 'PENDING', delayMs: Math.min(delayMs, DELIVERY_RETRY.maxDelayMs) };
}
