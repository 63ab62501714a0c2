import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Looked at again so often; what waits is tried, and tests come back, between changes of jobs. */
const CALM_MS = 10_000;
const WAITING_MS = 1_000;

/** How many deliveries are shown. */
const DELIVERIES_SHOWN = 50;

export const webhooksQuery = () =>
  queryOptions({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal }) => request('/webhooks', { signal }),
    meta: { subjects: ['jobs'] },
    refetchInterval: CALM_MS,
  });

/** Those that this window has deleted: a page on its way out would only be told that they are gone. */
export const deletedWebhooks = new Set<string>();

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => request(`/webhooks/${encodeURIComponent(id)}`, { signal }),
    enabled: (query) => !deletedWebhooks.has(query.state.data?.id ?? id),
    meta: { subjects: ['jobs'] },
    refetchInterval: CALM_MS,
  });

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'deliveries', id],
    queryFn: ({ signal }) =>
      request(`/webhooks/${encodeURIComponent(id)}/deliveries`, {
        query: { limit: DELIVERIES_SHOWN },
        signal,
      }),
    enabled: () => !deletedWebhooks.has(id),
    meta: { subjects: ['jobs'] },
    refetchInterval: ({ state }) =>
      state.data?.items.some((delivery) => delivery.state === 'PENDING') ? WAITING_MS : CALM_MS,
  });
