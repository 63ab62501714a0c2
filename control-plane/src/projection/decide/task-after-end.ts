import { FAILURES, type FailureCode, isPerHost, type TaskState } from '@longshore/schemas';
import { decideRetry, retryDelayMs } from '../../retry/decide-retry.ts';
import type { AttemptFacts } from '../attempt-facts.ts';

/** What becomes of a task when its attempt has ended. */
export interface TaskAfterEnd {
  state: TaskState;
  /** For a task that backs off: how long. */
  retryInMs: number | null;
  /** For the timeline, when there is something to say beside the end itself. */
  words: string | null;
}

/** A per-host job runs until it is stopped: whatever ended its container, its agent starts another. */
function startedAgain({ attemptsMade, spec }: AttemptFacts, chance: number): TaskAfterEnd {
  const retryInMs = retryDelayMs(attemptsMade, spec.retry, chance);
  const words = `Started again in ${(retryInMs / 1000).toFixed(1)} s: a per-host job runs until it is stopped`;
  return { state: 'BACKOFF', retryInMs, words };
}

/**
 * Decides about the task of an attempt that has just ended.
 *
 * @param ended - the attempt, its end folded in
 * @param chance - a random number in 0..1, for the jitter
 */
export function taskAfterEnd(ended: AttemptFacts, chance: number): TaskAfterEnd {
  const end = (state: TaskState, words: string | null = null): TaskAfterEnd => ({ state, retryInMs: null, words });
  const moved = ended.observed === 'STOPPED' && ended.desired === 'STOP';
  if (isPerHost(ended.spec) && !ended.stopWanted && !moved) return startedAgain(ended, chance);
  if (ended.observed === 'SUCCEEDED') return end('SUCCEEDED');
  if (ended.observed === 'STOPPED') {
    // Stopped to go elsewhere, not because a user wanted an end.
    if (ended.desired === 'STOP' && !ended.stopWanted) {
      const because = ended.movedBecause === null ? '' : `: ${ended.movedBecause}`;
      return end('QUEUED', `Stopped to be placed again${because}. This does not count as a try`);
    }
    return end('STOPPED');
  }
  const code: FailureCode = ended.reason?.code ?? (ended.observed === 'LOST' ? 'LOST' : 'UNKNOWN');
  const retryable = ended.reason?.retryable ?? FAILURES[code].retryable;
  const decision = decideRetry(
    { code, retryable, attemptsMade: ended.attemptsMade - ended.moves, stopWanted: ended.stopWanted },
    ended.spec.retry,
    chance,
  );
  if (decision.retry)
    return { state: 'BACKOFF', retryInMs: decision.delayMs, words: `Another try: ${decision.because}` };
  // What a stop overtook would have been tried again: it ended because of the stop, not because it failed.
  if (ended.stopWanted && (retryable || code === 'STOPPED_BY_REQUEST')) return end('STOPPED');
  return end('FAILED', `No other try: ${decision.because}`);
}
