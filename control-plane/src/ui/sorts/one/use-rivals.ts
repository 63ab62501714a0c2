'use client';
import type { SortDetail, SortSummary } from '@longshore/schemas';
import { useQueries, useQuery } from '@tanstack/react-query';
import { doneSortsQuery, endedSortQuery } from '../../api/sort-queries.ts';
import { hadSameElements, mayBeSame } from './find-rivals.ts';

/** So many are looked at more closely. */
const MOST_ASKED = 12;

/** The other sorts of the same elements; undefined: not known yet. */
export function useRivals(sort: SortDetail): SortSummary[] | undefined {
  const enabled = sort.state === 'SUCCEEDED';
  const done = useQuery({ ...doneSortsQuery(), enabled });
  const others = (done.data?.items ?? []).filter(({ id }) => id !== sort.id);
  const certain = others.filter((other) => mayBeSame(sort, other) === 'yes');
  const doubtful = others.filter((other) => mayBeSame(sort, other) === 'ask the hash').slice(0, MOST_ASKED);
  const asked = useQueries({
    queries: doubtful.map(({ id }) => ({ ...endedSortQuery(id), enabled })),
  });
  if (!enabled || done.data === undefined || asked.some(({ isPending }) => isPending)) return undefined;
  const proved = asked.flatMap(({ data }) => (data !== undefined && hadSameElements(sort, data) ? [data] : []));
  return [...certain, ...proved];
}
