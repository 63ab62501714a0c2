import {
  agentDetailSchema,
  agentSummarySchema,
  createdScheduleSchema,
  createTopicBody,
  drainAgentBody,
  installationSchema,
  jobDetailSchema,
  jobEventSchema,
  jobEventsQuery,
  jobLogsQuery,
  jobSpecSchema,
  jobSummarySchema,
  keptRegistrySchema,
  listAgentsQuery,
  listJobsQuery,
  listSchedulesQuery,
  logPageSchema,
  manyJobsAnswerSchema,
  manyJobsBody,
  overviewSchema,
  pageOf,
  patchAgentBody,
  patchJobBody,
  patchScheduleBody,
  planSchema,
  previewScheduleBody,
  problemSchema,
  produceMessagesBody,
  putRegistryBody,
  queueQuery,
  queueSchema,
  registriesSchema,
  scheduleDetailSchema,
  scheduleInputSchema,
  schedulePreviewSchema,
  scheduleSummarySchema,
  topicDetailSchema,
  topicMessageSchema,
  topicMessagesQuery,
  topicSummarySchema,
} from '@longshore/schemas';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

const submittedSchema = z.object({ id: z.string(), name: z.string(), state: z.literal('QUEUED') });
const groupSchema = z.object({ groupId: z.string(), protocolType: z.string() });

const PROBLEM_WORDS = {
  400: 'Malformed JSON',
  403: 'From a foreign origin',
  404: 'No such thing',
  409: 'Its state forbids it',
  413: 'Body over 1 MiB',
  422: 'Refused, with the path of each bad field',
  503: 'Database or Kafka does not answer',
} as const;

type ProblemStatus = keyof typeof PROBLEM_WORDS;

function problems(statuses: readonly ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      { description: PROBLEM_WORDS[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );
}

interface Described {
  id: string;
  summary: string;
  tag: string;
  query?: z.ZodObject;
  path?: readonly string[];
  body?: z.ZodType;
  creates?: boolean;
  status?: 200 | 201 | 202 | 204;
  answer: z.ZodType | null;
  refusals: readonly ProblemStatus[];
}

function operation(described: Described): ZodOpenApiOperationObject {
  const { id, summary, tag, query, path, body, creates, status = 200, answer, refusals } = described;
  return {
    operationId: id,
    summary,
    tags: [tag],
    requestParams: {
      ...(query === undefined ? {} : { query }),
      ...(path === undefined ? {} : { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
      ...(creates ? { header: z.object({ 'Idempotency-Key': z.string().max(255).optional() }) } : {}),
    },
    ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: {
        description: 'Done',
        ...(answer === null ? {} : { content: { 'application/json': { schema: answer } } }),
      },
      ...problems([...(body === undefined ? [] : ([400, 413] as const)), ...refusals]),
    },
  };
}

const PATHS: ZodOpenApiPathsObject = {
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
  '/schedules': {
    get: operation({
      id: 'listSchedules',
      summary: 'Schedules by name',
      tag: 'schedules',
      query: listSchedulesQuery,
      answer: pageOf(scheduleSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'createSchedule',
      summary: 'Make a schedule that submits a job at the times of a cron expression',
      tag: 'schedules',
      body: scheduleInputSchema,
      creates: true,
      status: 201,
      answer: createdScheduleSchema,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/schedules/preview': {
    post: operation({
      id: 'previewSchedule',
      summary: 'What a cron expression means in a time zone: in words, and its next five times',
      tag: 'schedules',
      body: previewScheduleBody,
      answer: schedulePreviewSchema,
      refusals: [422, 503],
    }),
  },
  '/schedules/{id}': {
    get: operation({
      id: 'getSchedule',
      summary: 'A schedule with its next times and what became of its last; its name, or the start of its id, will do',
      tag: 'schedules',
      path: ['id'],
      answer: scheduleDetailSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'changeSchedule',
      summary: 'Change a schedule, pause it or let it go on',
      tag: 'schedules',
      path: ['id'],
      body: patchScheduleBody,
      answer: scheduleDetailSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
    delete: operation({
      id: 'deleteSchedule',
      summary: 'Delete a schedule; its jobs stay',
      tag: 'schedules',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/schedules/{id}/run': {
    post: operation({
      id: 'runSchedule',
      summary: 'Submit a job of a schedule now',
      tag: 'schedules',
      path: ['id'],
      creates: true,
      status: 201,
      answer: submittedSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/agents': {
    get: operation({
      id: 'listAgents',
      summary: 'Agents by id',
      tag: 'agents',
      query: listAgentsQuery,
      answer: pageOf(agentSummarySchema),
      refusals: [422, 503],
    }),
  },
  '/agents/{id}': {
    get: operation({
      id: 'getAgent',
      summary: 'An agent with its containers, checks and recent history',
      tag: 'agents',
      path: ['id'],
      answer: agentDetailSchema,
      refusals: [404, 503],
    }),
    patch: operation({
      id: 'changeAgent',
      summary: 'Cordon or open it, set labels over its own',
      tag: 'agents',
      path: ['id'],
      body: patchAgentBody,
      answer: agentDetailSchema,
      refusals: [403, 404, 422, 503],
    }),
  },
  '/agents/{id}/drain': {
    post: operation({
      id: 'drainAgent',
      summary: 'Empty it: what has not started goes elsewhere, what runs is waited for until the deadline',
      tag: 'agents',
      path: ['id'],
      body: drainAgentBody,
      status: 202,
      answer: agentDetailSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/agents/{id}/confirm-dead': {
    post: operation({
      id: 'confirmAgentDead',
      summary: 'Say that a silent agent’s host is dead, so that attempts waiting for it are replaced',
      tag: 'agents',
      path: ['id'],
      status: 202,
      answer: z.object({ id: z.string() }),
      refusals: [403, 404, 409, 503],
    }),
  },
  '/topics': {
    get: operation({
      id: 'listTopics',
      summary: 'Topics',
      tag: 'topics',
      answer: pageOf(topicSummarySchema),
      refusals: [503],
    }),
    post: operation({
      id: 'createTopic',
      summary: 'Create a topic',
      tag: 'topics',
      body: createTopicBody,
      creates: true,
      status: 201,
      answer: topicDetailSchema,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/topics/{name}': {
    get: operation({
      id: 'getTopic',
      summary: 'A topic with its partitions',
      tag: 'topics',
      path: ['name'],
      answer: topicDetailSchema,
      refusals: [404, 503],
    }),
  },
  '/topics/{name}/messages': {
    get: operation({
      id: 'readMessages',
      summary: 'Records of a topic; ask again with `next` to follow',
      tag: 'topics',
      path: ['name'],
      query: topicMessagesQuery,
      answer: pageOf(topicMessageSchema),
      refusals: [404, 422, 503],
    }),
    post: operation({
      id: 'produceMessages',
      summary: 'Write records to a topic',
      tag: 'topics',
      path: ['name'],
      body: produceMessagesBody,
      creates: true,
      status: 201,
      answer: z.object({ produced: z.number().int() }),
      refusals: [403, 404, 422, 503],
    }),
  },
  '/groups': {
    get: operation({
      id: 'listGroups',
      summary: 'Consumer groups',
      tag: 'topics',
      answer: pageOf(groupSchema),
      refusals: [503],
    }),
  },
  '/registries': {
    get: operation({
      id: 'listRegistries',
      summary: 'Image registries for which credentials are kept; passwords are never given out',
      tag: 'registries',
      answer: registriesSchema,
      refusals: [503],
    }),
  },
  '/registries/{registry}': {
    put: operation({
      id: 'keepRegistry',
      summary: 'Keep how to sign in to an image registry, encrypted; attempts that begin from now on use it',
      tag: 'registries',
      path: ['registry'],
      body: putRegistryBody,
      answer: keptRegistrySchema,
      refusals: [403, 422, 503],
    }),
    delete: operation({
      id: 'forgetRegistry',
      summary: 'Forget how to sign in to an image registry',
      tag: 'registries',
      path: ['registry'],
      status: 204,
      answer: null,
      refusals: [403, 404, 422, 503],
    }),
  },
  '/installation': {
    get: operation({
      id: 'getInstallation',
      summary: 'What an agent needs to join: addresses of Kafka and of the schema registry',
      tag: 'agents',
      answer: installationSchema,
      refusals: [],
    }),
  },
  '/overview': {
    get: operation({
      id: 'getOverview',
      summary: 'Everything at a glance',
      tag: 'overview',
      answer: overviewSchema,
      refusals: [503],
    }),
  },
  '/events': {
    get: {
      operationId: 'streamEvents',
      summary: 'Server-sent events: hints to look again',
      tags: ['overview'],
      responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } } },
    },
  },
};

/** The API in OpenAPI 3.1, made of the schemas that validate. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Longshore',
      version: '0.1.0',
      description: 'Container jobs on a fleet of Docker hosts, over Kafka.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    paths: PATHS,
  });
}
