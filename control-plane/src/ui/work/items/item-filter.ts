import { ID_PATTERN, WORK_ITEM_STATUSES, WORK_TYPES, type WorkItemStatus, type WorkType } from '@longshore/schemas';
import type { WorkItemFilter } from '../../api/work-queries.ts';
import type { FilterToken } from '../../parts/filter-tokens.ts';

export const ITEM_KEYS = ['type', 'state', 'worker'] as const;
export type ItemToken = FilterToken<(typeof ITEM_KEYS)[number]>;

/** What ids begin with. */
const ID_START = /^[0-9a-f]{1,8}(?:-[0-9a-f]{0,4}){0,3}(?:-[0-9a-f]{0,12})?$/;

/** What is wrong with a token, in words; null when nothing is. */
export function itemFault({ key, value }: ItemToken): string | null {
  if (key === null) return ID_START.test(value.toLowerCase()) ? null : 'an item is searched for by the start of its id';
  if (value === '') return `say what after ${key}:`;
  if (key === 'worker') return ID_PATTERN.test(value.toLowerCase()) ? null : 'the whole id of a worker';
  const known: readonly string[] = key === 'type' ? WORK_TYPES : WORK_ITEM_STATUSES;
  const unknown = value.split(',').find((word) => !known.includes(word.toLowerCase()));
  return unknown === undefined ? null : `no ${key} is called ${unknown}; there are ${known.join(', ')}`;
}

/** The request that tokens stand for; tokens with a fault are left out, and of two that exclude each other the last counts. */
export function itemRequest(tokens: readonly ItemToken[]): WorkItemFilter {
  const filter: WorkItemFilter = {};
  for (const token of tokens) {
    if (itemFault(token) !== null) continue;
    const value = token.value.toLowerCase();
    if (token.key === null) filter.q = value;
    else if (token.key === 'worker') filter.worker = value;
    else if (token.key === 'type') filter.type = added(filter.type, value, WORK_TYPES);
    else filter.status = added(filter.status, value, WORK_ITEM_STATUSES);
  }
  return filter;
}

function added<Name extends string>(before: readonly Name[] = [], value: string, names: readonly Name[]): Name[] {
  const words = value.split(',');
  return names.filter((name) => before.includes(name) || words.includes(name));
}

/** The tokens with one state or one type put in or taken out. */
export function toggleToken(
  tokens: readonly ItemToken[],
  key: 'type' | 'state',
  value: WorkType | WorkItemStatus,
): ItemToken[] {
  const { type = [], status = [] } = itemRequest(tokens);
  const chosen: readonly string[] = key === 'type' ? type : status;
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const others = tokens.filter((token) => token.key !== key);
  return next.length === 0 ? others : [{ key, value: next.join(',') }, ...others];
}
