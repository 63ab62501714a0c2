import {
  jobDetailSchema,
  jobEventSchema,
  jobEventsQuery,
  jobLogsQuery,
  jobSpecSchema,
  jobSummarySchema,
  jobUsageSchema,
  listJobsQuery,
  logPageSchema,
  manyJobsAnswerSchema,
  manyJobsBody,
  pageOf,
  patchJobBody,
  planSchema,
  queueQuery,
  queueSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, submittedSchema } from './operation.ts';

/** Jobs, one and many, and the queue. */
export const JOBS_PATHS: ZodOpenApiPathsObject = {
  '/jobs': {
    get: operation({
      id: 'listJobs',
      summary: 'Jobs, the newest first',
      tag: 'jobs',
      query: listJobsQuery,
      answer: pageOf(jobSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'submitJob',
      summary: 'Submit a job',
      tag: 'jobs',
      body: jobSpecSchema,
      creates: true,
      status: 201,
      answer: submittedSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/jobs/plan': {
    post: operation({
      id: 'planJob',
      summary: 'What would become of a job if it were submitted now',
      tag: 'jobs',
      body: jobSpecSchema,
      answer: planSchema,
      refusals: [422, 503],
    }),
  },
  '/jobs/stop': {
    post: operation({
      id: 'stopJobs',
      summary: 'Ask for a stop of all jobs that a filter names; a dry run only counts',
      tag: 'jobs',
      body: manyJobsBody,
      answer: manyJobsAnswerSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/jobs/rerun': {
    post: operation({
      id: 'rerunJobs',
      summary: 'Submit all ended jobs that a filter names once more',
      tag: 'jobs',
      body: manyJobsBody,
      creates: true,
      answer: manyJobsAnswerSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/jobs/delete': {
    post: operation({
      id: 'deleteJobs',
      summary: 'Delete the history of all ended jobs that a filter names',
      tag: 'jobs',
      body: manyJobsBody,
      answer: manyJobsAnswerSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/queue': {
    get: operation({
      id: 'readQueue',
      summary: 'What waits to be placed, in order, with what it waits for and what would make it fit',
      tag: 'jobs',
      query: queueQuery,
      answer: queueSchema,
      refusals: [422, 503],
    }),
  },
  '/jobs/{id}': {
    get: operation({
      id: 'getJob',
      summary: 'A job with its tasks and attempts; the start of an id will do while it is unique',
      tag: 'jobs',
      path: ['id'],
      answer: jobDetailSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'changeJob',
      summary: 'Change name or priority',
      tag: 'jobs',
      path: ['id'],
      body: patchJobBody,
      answer: jobDetailSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
    delete: operation({
      id: 'deleteJob',
      summary: 'Delete the history of an ended job',
      tag: 'jobs',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/jobs/{id}/stop': {
    post: operation({
      id: 'stopJob',
      summary: 'Ask for a stop',
      tag: 'jobs',
      path: ['id'],
      status: 202,
      answer: z.object({ id: z.string(), state: z.literal('STOPPING') }),
      refusals: [403, 404, 409, 503],
    }),
  },
  '/jobs/{id}/logs': {
    get: operation({
      id: 'readJobLogs',
      summary: 'Output, oldest first; ask again with `next` to follow, with `previous` as `before` to go back',
      tag: 'jobs',
      path: ['id'],
      query: jobLogsQuery,
      answer: logPageSchema,
      refusals: [404, 409, 422, 503],
    }),
  },
  '/jobs/{id}/usage': {
    get: operation({
      id: 'getJobUsage',
      summary: 'Cpu and memory of its containers: now, and over the last quarter of an hour',
      tag: 'jobs',
      path: ['id'],
      answer: jobUsageSchema,
      refusals: [404, 409, 503],
    }),
  },
  '/jobs/{id}/events': {
    get: operation({
      id: 'listJobEvents',
      summary: 'Timeline, oldest first',
      tag: 'jobs',
      path: ['id'],
      query: jobEventsQuery,
      answer: pageOf(jobEventSchema),
      refusals: [404, 409, 422, 503],
    }),
  },
};
