import {
  type JobDetail,
  type JobEvent,
  type JobSpecInput,
  type JobSummary,
  jobDetailSchema,
  jobEventSchema,
  jobSummarySchema,
  type LogLineView,
  logLineSchema,
  type ManyJobsAnswer,
  type ManyJobsRequest,
  manyJobsAnswerSchema,
  newId,
  type Plan,
  pageOf,
  planSchema,
  type Queue,
  queueSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface JobListQuery {
  state?: readonly string[] | undefined;
  kind?: string | undefined;
  agent?: string | undefined;
  topic?: string | undefined;
  schedule?: string | undefined;
  q?: string | undefined;
  limit?: number;
  cursor?: string | undefined;
}

export interface JobLogsQuery {
  cursor?: string | undefined;
  limit?: number;
  task?: number | undefined;
  attemptId?: string | undefined;
  tail?: number | undefined;
}

/** Thousands of jobs take their time. */
const MANY_DEADLINE_MS = 120_000;

const jobPage = pageOf(jobSummarySchema);
const eventPage = pageOf(jobEventSchema);
const logPage = pageOf(logLineSchema);
/** What answers a submission or a stop: at least the id; the rest is asked for again. */
const acceptedSchema = z.object({ id: z.string() });

/** @param key - the same for every try to submit the same job, so that it is accepted once */
export async function submitJob(api: ApiClient, spec: JobSpecInput, key: string = newId()): Promise<{ id: string }> {
  return api.ask({ method: 'POST', path: '/jobs', body: spec, answer: acceptedSchema, idempotencyKey: key });
}

export function planJob(api: ApiClient, spec: JobSpecInput): Promise<Plan> {
  return api.ask({ method: 'POST', path: '/jobs/plan', body: spec, answer: planSchema });
}

export function listJobs(api: ApiClient, query: JobListQuery): Promise<Page<JobSummary>> {
  return api.ask({ path: '/jobs', query: { ...query }, answer: jobPage });
}

export function getJob(api: ApiClient, id: string, signal?: AbortSignal): Promise<JobDetail> {
  return api.ask({ path: `/jobs/${encodeURIComponent(id)}`, answer: jobDetailSchema, signal });
}

export async function stopJob(api: ApiClient, id: string, signal?: AbortSignal): Promise<void> {
  await api.ask({
    method: 'POST',
    path: `/jobs/${encodeURIComponent(id)}/stop`,
    answer: null,
    idempotencyKey: newId(),
    signal,
  });
}

/** What can be done to many jobs at once. */
export type ManyVerb = 'stop' | 'rerun' | 'delete';

/** Does something to all jobs that are meant, or only counts them. */
export function manyJobs(api: ApiClient, verb: ManyVerb, meant: ManyJobsRequest): Promise<ManyJobsAnswer> {
  return api.ask({
    method: 'POST',
    path: `/jobs/${verb}`,
    body: meant,
    answer: manyJobsAnswerSchema,
    ...(verb === 'rerun' ? { idempotencyKey: newId() } : {}),
    deadlineMs: MANY_DEADLINE_MS,
  });
}

export function readQueue(api: ApiClient, query: { limit: number; cursor?: string }): Promise<Queue> {
  return api.ask({ path: '/queue', query: { ...query }, answer: queueSchema });
}

export async function deleteJob(api: ApiClient, id: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: `/jobs/${encodeURIComponent(id)}`, answer: null });
}

export function jobEvents(api: ApiClient, id: string, cursor?: string): Promise<Page<JobEvent>> {
  return api.ask({
    path: `/jobs/${encodeURIComponent(id)}/events`,
    query: { cursor, limit: 1_000 },
    answer: eventPage,
  });
}

export function jobLogs(
  api: ApiClient,
  id: string,
  query: JobLogsQuery,
  signal?: AbortSignal,
): Promise<Page<LogLineView>> {
  return api.ask({ path: `/jobs/${encodeURIComponent(id)}/logs`, query: { ...query }, answer: logPage, signal });
}
