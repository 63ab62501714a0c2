import { cronSchema, zoneSchema } from '@longshore/schemas';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What an expression means; not asked before it looks like one. */
export const schedulePreviewQuery = (cron: string, zone: string) =>
  queryOptions({
    queryKey: ['schedules', 'preview', cron, zone],
    queryFn: ({ signal }) => request('/schedules/preview', { method: 'POST', body: { cron, zone }, signal }),
    enabled: cronSchema.safeParse(cron).success && zoneSchema.safeParse(zone).success,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
