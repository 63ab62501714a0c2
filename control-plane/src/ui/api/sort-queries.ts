import type { SortStateName } from '@longshore/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiAddress, request } from './request.ts';

/** What a list of sorts is narrowed by. */
export interface SortFilter {
  state?: readonly SortStateName[];
}

/** Changes of sorts and of their jobs are told together. */
const movesWithJobs = { subjects: ['jobs'] };
const part = encodeURIComponent;

/** So many sorts that have not ended are counted. */
const OPEN_COUNTED = 100;
/** How many are looked through for others of the same input. */
const LOOKED_THROUGH = 200;

export const sortPagesQuery = (filter: SortFilter) =>
  infiniteQueryOptions({
    queryKey: ['sorts', 'pages', filter],
    queryFn: ({ signal, pageParam }) =>
      request('/sorts', {
        query: { ...filter, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta: movesWithJobs,
  });

/** Those that have not ended. */
export const openSortsQuery = () =>
  queryOptions({
    queryKey: ['sorts', 'open'],
    queryFn: ({ signal }) =>
      request('/sorts', { query: { state: ['AWAITING_INPUT', 'QUEUED', 'RUNNING'], limit: OPEN_COUNTED }, signal }),
    meta: movesWithJobs,
  });

/** Those that ended well: another of the same input may be among them. */
export const doneSortsQuery = () =>
  queryOptions({
    queryKey: ['sorts', 'done'],
    queryFn: ({ signal }) => request('/sorts', { query: { state: ['SUCCEEDED'], limit: LOOKED_THROUGH }, signal }),
    meta: movesWithJobs,
  });

/** Those that this window has deleted: a page on its way out would only be told that they are gone. */
export const deletedSorts = new Set<string>();

export const sortQuery = (id: string) =>
  queryOptions({
    queryKey: ['sorts', 'one', id],
    queryFn: ({ signal }) => request(`/sorts/${part(id)}`, { signal }),
    enabled: (query) => !deletedSorts.has(query.state.data?.id ?? id),
    meta: movesWithJobs,
  });

/** A sort that has ended well, for the hash of its elements: nothing of it changes any more. */
export const endedSortQuery = (id: string) =>
  queryOptions({
    queryKey: ['sorts', 'ended', id],
    queryFn: ({ signal }) => request(`/sorts/${part(id)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

/** Elements of a result, which never changes. */
export const sortElementsQuery = (id: string, from: number, limit: number) =>
  queryOptions({
    queryKey: ['sorts', 'elements', id, from, limit],
    queryFn: ({ signal }) => request(`/sorts/${part(id)}/elements`, { query: { from, limit }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

/** Where a whole result is downloaded from. */
export function sortResultAddress(id: string): string {
  return apiAddress(`/sorts/${part(id)}/result`);
}
