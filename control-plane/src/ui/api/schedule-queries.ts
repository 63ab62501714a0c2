import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Changes of schedules and of their jobs are told together. */
const movesWithJobs = { subjects: ['jobs'] };

export const schedulesQuery = () =>
  queryOptions({
    queryKey: ['schedules', 'list'],
    queryFn: ({ signal }) => request('/schedules', { query: { limit: 200 }, signal }),
    meta: movesWithJobs,
  });

/** Those that this window has deleted: a page on its way out would only be told that they are gone. */
export const deletedSchedules = new Set<string>();

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ['schedules', 'one', id],
    queryFn: ({ signal }) => request(`/schedules/${encodeURIComponent(id)}`, { signal }),
    enabled: (query) => !deletedSchedules.has(query.state.data?.id ?? id),
    meta: movesWithJobs,
  });
