import type { WorkItemStatus, WorkType } from '@longshore/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addDepths, DEPTHS_KEPT_MS, type Depths } from '../work/depths.ts';
import { request } from './request.ts';

/** What a list of items is narrowed by. */
export interface WorkItemFilter {
  type?: readonly WorkType[];
  status?: readonly WorkItemStatus[];
  /** That this worker holds, or held last. */
  worker?: string;
  /** The start of the id. */
  q?: string;
}

/** Rates fall, ages rise and workers fall silent also when nothing is hinted at. */
const LOOK_EVERY_MS = 5_000;

const meta = { subjects: ['queues'] };
const part = encodeURIComponent;

export const workQueuesQuery = () =>
  queryOptions({
    queryKey: ['work', 'queues'],
    queryFn: async ({ signal, client }) => {
      const queues = await request('/work-queues', { signal });
      client.setQueryData<Depths>(DEPTHS_KEY, (before = {}) => addDepths(before, queues.items, Date.now()));
      return queues;
    },
    refetchInterval: LOOK_EVERY_MS,
    meta,
  });

const DEPTHS_KEY = ['work-depths'];

/** How many items waited since this browser has looked at the queues; it asks nobody. */
export const depthsQuery = () =>
  queryOptions({ queryKey: DEPTHS_KEY, queryFn: (): Depths => ({}), enabled: false, gcTime: DEPTHS_KEPT_MS });

export const workersQuery = () =>
  queryOptions({
    queryKey: ['work', 'workers'],
    queryFn: ({ signal }) => request('/workers', { signal }),
    refetchInterval: LOOK_EVERY_MS,
    meta,
  });

export const workItemPagesQuery = (filter: WorkItemFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['work', 'items', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      request('/work-items', {
        query: { ...filter, limit, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta,
  });

export const workItemsQuery = (filter: WorkItemFilter, limit: number) =>
  queryOptions({
    queryKey: ['work', 'some-items', filter, limit],
    queryFn: ({ signal }) => request('/work-items', { query: { ...filter, limit }, signal }),
    meta,
  });

export const workItemQuery = (id: string) =>
  queryOptions({
    queryKey: ['work', 'item', id],
    queryFn: ({ signal }) => request(`/work-items/${part(id)}`, { signal }),
    meta,
  });

export const chainsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['work', 'chains'],
    queryFn: ({ signal, pageParam }) =>
      request('/chains', { query: { ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta,
  });

export const chainQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['work', 'chain', name],
    queryFn: ({ signal, pageParam }) =>
      request(`/chains/${part(name)}`, { query: { ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta,
  });
