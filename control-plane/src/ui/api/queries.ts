import type { JobEvent, JobKind, JobState } from '@longshore/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LiveSubject } from '../live/live-connection.ts';
import { joinPages, type ReadPage, readPages } from './read-pages.ts';
import { request } from './request.ts';

/** What a list of jobs is narrowed by. */
export interface JobFilter {
  state?: readonly JobState[];
  kind?: JobKind;
  agent?: string;
  topic?: string;
  schedule?: string;
  endedSince?: string;
  q?: string;
}

/** A thousand tasks that are tried once have some 8,000 events. */
const EVENT_PAGES_MOST = 20;
/** Of 200 agents each: as many as a list that is looked at whole can be. */
const AGENT_PAGES_MOST = 5;

const movesWith = (...subjects: LiveSubject[]) => ({ subjects });
const part = encodeURIComponent;

export const overviewQuery = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => request('/overview', { signal }),
    meta: movesWith('jobs', 'agents', 'dispatcher'),
  });

export const jobPagesQuery = (filter: JobFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'pages', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      request('/jobs', {
        query: { ...filter, limit, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta: movesWith('jobs'),
  });

export const jobsQuery = (filter: JobFilter, limit: number) =>
  queryOptions({
    queryKey: ['jobs', 'list', filter, limit],
    queryFn: ({ signal }) => request('/jobs', { query: { ...filter, limit }, signal }),
    placeholderData: keepPreviousData,
    meta: movesWith('jobs'),
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => request(`/jobs/${part(id)}`, { signal }),
    meta: movesWith('jobs'),
  });

/** The oldest first; `next`: there are newer ones than were read. */
export const jobEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'events', id],
    // Events are only added: of thousands, a hint has the last ones asked for.
    queryFn: ({ signal, client, queryKey }) =>
      readPages<JobEvent>(
        (cursor) =>
          request(`/jobs/${part(id)}/events`, {
            query: { limit: 1_000, ...(cursor === null ? {} : { cursor }) },
            signal,
          }),
        EVENT_PAGES_MOST,
        client.getQueryData<ReadPage<JobEvent>[]>(queryKey),
      ),
    select: joinPages,
    meta: movesWith('jobs'),
  });

/** Agents tell what containers use. */
export const jobUsageQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'usage', id],
    queryFn: ({ signal }) => request(`/jobs/${part(id)}/usage`, { signal }),
    meta: movesWith('jobs', 'agents'),
  });

/** In the order of their ids; `next`: there are more than were read. */
export const agentsQuery = () =>
  queryOptions({
    queryKey: ['agents', 'list'],
    queryFn: async ({ signal }) =>
      joinPages(
        await readPages(
          (cursor) => request('/agents', { query: { limit: 200, ...(cursor === null ? {} : { cursor }) }, signal }),
          AGENT_PAGES_MOST,
        ),
      ),
    meta: movesWith('agents'),
  });

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: ['agents', 'one', id],
    queryFn: ({ signal }) => request(`/agents/${part(id)}`, { signal }),
    meta: movesWith('agents'),
  });

export const installationQuery = () =>
  queryOptions({
    queryKey: ['installation'],
    queryFn: ({ signal }) => request('/installation', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });

export const topicsQuery = () =>
  queryOptions({
    queryKey: ['topics', 'list'],
    queryFn: ({ signal }) => request('/topics', { signal }),
    meta: movesWith('jobs'),
  });

export const topicQuery = (name: string) =>
  queryOptions({
    queryKey: ['topics', 'one', name],
    queryFn: ({ signal }) => request(`/topics/${part(name)}`, { signal }),
    meta: movesWith('jobs'),
  });

/** Messages are read when asked for, never by hint: rows do not move under the reader. */
export const topicMessagesQuery = (name: string, from: 'beginning' | 'end', partition: number | null) =>
  infiniteQueryOptions({
    queryKey: ['topics', 'messages', name, from, partition],
    queryFn: ({ signal, pageParam }) =>
      request(`/topics/${part(name)}/messages`, {
        query: {
          from,
          limit: 50,
          ...(partition === null ? {} : { partition }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });
