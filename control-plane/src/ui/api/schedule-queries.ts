import {
  cronSchema,
  pageOf,
  scheduleDetailSchema,
  schedulePreviewSchema,
  scheduleSummarySchema,
  zoneSchema,
} from '@longshore/schemas';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Changes of schedules and of their jobs are told together. */
const movesWithJobs = { subjects: ['jobs'] };

export const schedulesQuery = () =>
  queryOptions({
    queryKey: ['schedules', 'list'],
    queryFn: ({ signal }) => request('/schedules', pageOf(scheduleSummarySchema), { query: { limit: 200 }, signal }),
    meta: movesWithJobs,
  });

/** Those that this window has deleted: a page on its way out would only be told that they are gone. */
export const deletedSchedules = new Set<string>();

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ['schedules', 'one', id],
    queryFn: ({ signal }) => request(`/schedules/${encodeURIComponent(id)}`, scheduleDetailSchema, { signal }),
    enabled: (query) => !deletedSchedules.has(query.state.data?.id ?? id),
    meta: movesWithJobs,
  });

/** What an expression means; not asked before it looks like one. */
export const schedulePreviewQuery = (cron: string, zone: string) =>
  queryOptions({
    queryKey: ['schedules', 'preview', cron, zone],
    queryFn: ({ signal }) =>
      request('/schedules/preview', schedulePreviewSchema, { method: 'POST', body: { cron, zone }, signal }),
    enabled: cronSchema.safeParse(cron).success && zoneSchema.safeParse(zone).success,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
