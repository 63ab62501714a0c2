import type { AttemptState, JobState } from '@longshore/schemas';

/** What a decision did, for the metrics: collected while it is made, counted once it is committed. */
export interface Tally {
  readonly attemptsEnded: { end: AttemptState; reason: string | null }[];
  readonly jobsEnded: JobState[];
  /** For each first attempt that was placed, the seconds since its job was submitted. */
  readonly placedAfterSeconds: number[];
}

/** A tally with nothing in it. */
export function emptyTally(): Tally {
  return { attemptsEnded: [], jobsEnded: [], placedAfterSeconds: [] };
}
