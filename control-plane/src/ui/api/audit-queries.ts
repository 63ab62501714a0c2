import type { AuditExportFormat, AuditFilter } from '@longshore/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiAddress, request } from './request.ts';

/** Some of what is written is hinted at by no event, such as a record that somebody wrote to a topic. */
const LOOK_EVERY_MS = 15_000;

export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      request('/audit', {
        query: { ...filter, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
    meta: { subjects: ['jobs', 'agents', 'dispatcher'] },
  });

/** Who stands in the log, for who is about to ask for one of them. */
export const auditActorsQuery = () =>
  queryOptions({
    queryKey: ['audit-actors'],
    queryFn: ({ signal }) => request('/audit/actors', { signal }),
    staleTime: LOOK_EVERY_MS,
  });

/** Where everything that fits is downloaded from. */
export function auditExportAddress(filter: AuditFilter, format: AuditExportFormat): string {
  return apiAddress('/audit/export', { ...filter, format });
}
