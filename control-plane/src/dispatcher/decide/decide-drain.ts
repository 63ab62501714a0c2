import { ATTEMPT_STATES, type AttemptState, type DrainState } from '@longshore/schemas';

/** A drain as it is known, and the time that counts for it. */
export interface DrainFacts {
  state: DrainState;
  elapsedMs: number;
  /** Null: what runs is waited for as long as it takes. */
  deadlineMs: number | null;
  whenDeadline: 'stop' | 'leave';
}

/** An attempt on the agent that has not ended. */
export interface DrainedAttempt {
  id: string;
  desired: 'RUN' | 'STOP' | 'REMOVE';
  observed: AttemptState;
}

export interface DrainDecision {
  state: DrainState;
  /** To be stopped here because they have not started: they go elsewhere at once. */
  notStarted: string[];
  /** To be stopped here because the deadline has passed. */
  overdue: string[];
}

/** Whether an attempt's container may have been started, as far as was reported. */
export function mayHaveStarted(observed: AttemptState): boolean {
  return ATTEMPT_STATES[observed].rank >= ATTEMPT_STATES.STARTING.rank;
}

/**
 * Decides what the drain of an agent needs now: what has not started moves at once, what runs is waited for until the
 * deadline and then moved too, or left, as was wished. What slipped in while the agent was being cordoned moves as well.
 *
 * @param open - every attempt on the agent that has not ended
 */
export function decideDrain(drain: DrainFacts, open: readonly DrainedAttempt[]): DrainDecision {
  const passed = drain.deadlineMs !== null && drain.elapsedMs >= drain.deadlineMs;
  const here = open.filter(({ desired }) => desired === 'RUN');
  const notStarted = here.filter(({ observed }) => !mayHaveStarted(observed)).map(({ id }) => id);
  const started = here.filter(({ observed }) => mayHaveStarted(observed)).map(({ id }) => id);
  const overdue = passed && drain.whenDeadline === 'stop' ? started : [];
  const onlyLeft = started.length > 0 && started.length === open.length;
  const leaves = passed && drain.whenDeadline === 'leave' && onlyLeft;
  const state = open.length === 0 ? 'DRAINED' : leaves ? 'LEFT' : 'DRAINING';
  return { state, notStarted, overdue };
}
