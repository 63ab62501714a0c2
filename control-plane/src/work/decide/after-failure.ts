import { WORK_FAILURES, WORK_RETRY, type WorkFailure } from '@longshore/schemas';
import { decideAnotherTry } from '../../retry/decide-retry.ts';
import type { HeldItem, ItemChange } from './item-facts.ts';

/**
 * What becomes of an item of which a try failed: another try after a delay, or the dead letters.
 *
 * @param chance - a random number in 0..1, for the delay
 */
export function afterFailure(
  { tries, maxTries, workerId }: Pick<HeldItem, 'tries' | 'maxTries' | 'workerId'>,
  failure: WorkFailure,
  chance: number,
): ItemChange {
  const { retryable, words } = WORK_FAILURES[failure.code];
  const hopeless = retryable ? null : 'another try would go the same way';
  const next = decideAnotherTry({ hopeless, attemptsMade: tries }, { ...WORK_RETRY, maxAttempts: maxTries }, chance);
  const lapsed = failure.code === 'WORKER_LOST';
  return {
    status: next.retry ? 'queued' : 'failed',
    tries,
    dueInMs: next.delayMs ?? 0,
    workerId,
    claimHash: null,
    leaseMs: null,
    progress: null,
    result: null,
    failure,
    moment: {
      what: next.retry ? (lapsed ? 'lapsed' : 'retried') : 'failed',
      message: `${words}: ${failure.message} (${next.because})`.slice(0, 500),
    },
  };
}
