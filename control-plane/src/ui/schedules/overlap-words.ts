import type { OverlapPolicy } from '@longshore/schemas';

/** What happens when a time comes while a job of the schedule has not ended. */
export const OVERLAP_WORDS: Readonly<Record<OverlapPolicy, string>> = {
  skip: 'Leave the time out',
  allow: 'Start another beside it',
  replace: 'Stop it, then start the next',
};
