import type { KitchenChanges, OrderState } from '@longshore/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What a list of orders is narrowed by. */
export interface OrderFilter {
  state?: readonly OrderState[];
  /** That has it, or had it last. */
  kitchen?: string;
  run?: string;
  /** The start of the id. */
  q?: string;
}

/** Loads fall and couriers arrive also when nothing is hinted at. */
const LOOK_EVERY_MS = 5_000;

const meta = { subjects: ['kitchens'] };
const part = encodeURIComponent;

export const kitchensQuery = () =>
  queryOptions({
    queryKey: ['kitchens', 'list'],
    queryFn: ({ signal }) => request('/kitchens', { signal }),
    refetchInterval: LOOK_EVERY_MS,
    meta,
  });

export const kitchenQuery = (id: string) =>
  queryOptions({
    queryKey: ['kitchens', 'one', id],
    queryFn: ({ signal }) => request(`/kitchens/${part(id)}`, { signal }),
    meta,
  });

export const kitchenNetworkQuery = () =>
  queryOptions({
    queryKey: ['kitchens', 'network'],
    queryFn: ({ signal }) => request('/kitchen-network', { signal }),
    meta,
  });

/** What happened in the last so many milliseconds, in pieces that begin at whole multiples of themselves. */
export const kitchenMeasuresQuery = (spanMs: number, pieces: number) =>
  queryOptions({
    queryKey: ['kitchens', 'measures', spanMs, pieces],
    queryFn: ({ signal }) => {
      const pieceMs = spanMs / pieces;
      const until = (Math.floor(Date.now() / pieceMs) + 1) * pieceMs;
      return request('/kitchen-network/measures', {
        query: { from: new Date(until - spanMs).toISOString(), until: new Date(until).toISOString(), pieces },
        signal,
      });
    },
    placeholderData: keepPreviousData,
    // A piece is not over sooner, and nobody reads figures that change four times a second.
    refetchInterval: Math.max(1_000, spanMs / pieces / 4),
  });

/** Asks for changes of orders after a number; whoever asks keeps the number. */
export function askForChanges(after: number, signal: AbortSignal): Promise<KitchenChanges> {
  return request('/kitchen-network/changes', { query: { after }, signal });
}

export const orderPagesQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['kitchens', 'orders', filter],
    queryFn: ({ signal, pageParam }) =>
      request('/orders', {
        query: { ...filter, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta,
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['kitchens', 'order', id],
    queryFn: ({ signal }) => request(`/orders/${part(id)}`, { signal }),
    meta,
  });

export const kitchenRunsQuery = () =>
  queryOptions({
    queryKey: ['kitchens', 'runs'],
    queryFn: ({ signal }) => request('/kitchen-runs', { signal }),
    meta,
  });

export const kitchenRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['kitchens', 'run', id],
    queryFn: ({ signal }) => request(`/kitchen-runs/${part(id)}`, { signal }),
    meta,
  });

/** What happened in a run that has ended, which never changes. */
export const runRecordingQuery = (id: string) =>
  queryOptions({
    queryKey: ['kitchens', 'recording', id],
    queryFn: ({ signal }) => request(`/kitchen-runs/${part(id)}/recording`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

export const compareRunsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['kitchens', 'compare', ids],
    queryFn: ({ signal }) => request('/kitchen-runs/compare', { query: { ids: ids.join(',') }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
