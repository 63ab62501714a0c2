import {
  type ApiQuery,
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

export type JobLogsQuery = ApiQuery<'GET /jobs/{id}/logs'>;

/** Thousands of jobs take their time. */
const MANY_DEADLINE_MS = 120_000;

const jobPage = pageOf(jobSummarySchema);
const eventPage = pageOf(jobEventSchema);
const logPage = pageOf(logLineSchema);
/** What answers a submission or a stop: at least the id; the rest is asked for again. */
const acceptedSchema = z.object({ id: z.string() });

/** @param key - the same for every try to submit the same job, so that it is accepted once */
export async function submitJob(api: ApiClient, spec: JobSpecInput, key: string = newId()): Promise<{ id: string }> {
  return api.ask('POST /jobs', { body: spec, answer: acceptedSchema, idempotencyKey: key });
}

export function planJob(api: ApiClient, spec: JobSpecInput): Promise<Plan> {
  return api.ask('POST /jobs/plan', { body: spec, answer: planSchema });
}

export function listJobs(api: ApiClient, query: ApiQuery<'GET /jobs'>): Promise<Page<JobSummary>> {
  return api.ask('GET /jobs', { query, answer: jobPage });
}

export function getJob(api: ApiClient, id: string, signal?: AbortSignal): Promise<JobDetail> {
  return api.ask('GET /jobs/{id}', { path: { id }, answer: jobDetailSchema, signal });
}

export async function stopJob(api: ApiClient, id: string, signal?: AbortSignal): Promise<void> {
  await api.ask('POST /jobs/{id}/stop', {
    path: { id },
    answer: null,
    idempotencyKey: newId(),
    signal,
  });
}

/** What can be done to many jobs at once. */
export type ManyVerb = 'stop' | 'rerun' | 'delete';

/** Does something to all jobs that are meant, or only counts them. */
export function manyJobs(api: ApiClient, verb: ManyVerb, meant: ManyJobsRequest): Promise<ManyJobsAnswer> {
  return api.ask(`POST /jobs/${verb}`, {
    body: meant,
    answer: manyJobsAnswerSchema,
    ...(verb === 'rerun' ? { idempotencyKey: newId() } : {}),
    deadlineMs: MANY_DEADLINE_MS,
  });
}

export function readQueue(api: ApiClient, query: ApiQuery<'GET /queue'>): Promise<Queue> {
  return api.ask('GET /queue', { query, answer: queueSchema });
}

export async function deleteJob(api: ApiClient, id: string): Promise<void> {
  await api.ask('DELETE /jobs/{id}', { path: { id }, answer: null });
}

export function jobEvents(api: ApiClient, id: string, cursor?: string): Promise<Page<JobEvent>> {
  return api.ask('GET /jobs/{id}/events', {
    path: { id },
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
  return api.ask('GET /jobs/{id}/logs', { path: { id }, query, answer: logPage, signal });
}
