import { ATTEMPT_STATES, type Desired, type Observed } from '@longshore/schemas';

/** Whether an agent may yet have to make an attempt's container, and so to get its image. */
export function mayBeMade(desired: Desired, observed: Observed): boolean {
  if (desired !== 'RUN') return false;
  return observed === 'UNKNOWN' || ATTEMPT_STATES[observed].rank < ATTEMPT_STATES.STARTING.rank;
}
