import { type SortSummary, sortHasEnded } from '@longshore/schemas';

/** Whether what a sort was given can be sorted once more: its topics are there, and it was given something. */
export function inputIsKept({ state, resultUntil }: Pick<SortSummary, 'state' | 'resultUntil'>): boolean {
  return sortHasEnded(state) ? resultUntil !== null : state !== 'AWAITING_INPUT';
}
