import { SORT_STATE_NAMES, type SortStateName } from '@longshore/schemas';
import type { SortFilter } from '../api/sort-queries.ts';
import type { FilterToken } from '../parts/filter-tokens.ts';

export const SORT_FILTER_KEYS = ['state'] as const;
export type SortToken = FilterToken<(typeof SORT_FILTER_KEYS)[number]>;

function stateNamed(word: string): SortStateName | undefined {
  return SORT_STATE_NAMES.find((name) => name === word.toUpperCase().replaceAll('-', '_'));
}

/** A state as one types it: `awaiting-input`. */
export function stateWord(state: SortStateName): string {
  return state.toLowerCase().replaceAll('_', '-');
}

/** The request that tokens stand for; what names no state is left out. */
export function sortFilterOf(tokens: readonly SortToken[]): SortFilter {
  const states = tokens
    .filter(({ key }) => key === 'state')
    .flatMap(({ value }) => value.split(',').flatMap((word) => stateNamed(word) ?? []));
  return states.length === 0 ? {} : { state: [...new Set(states)] };
}

/** The tokens with one state put in or taken out. */
export function toggleSortState(tokens: readonly SortToken[], state: SortStateName): SortToken[] {
  const chosen = sortFilterOf(tokens).state ?? [];
  const next = chosen.includes(state) ? chosen.filter((other) => other !== state) : [...chosen, state];
  return next.length === 0 ? [] : [{ key: 'state', value: next.map(stateWord).join(',') }];
}
