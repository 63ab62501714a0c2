import { z } from 'zod';
import { FAILURE_CODE_SYMBOLS, LOG_STREAM_SYMBOLS } from '../generated/avro.ts';
import { JOB_KINDS } from '../job-kinds.ts';
import { labelsSchema } from '../job-spec/labels.ts';
import { jobSpecSchema, storedJobSpecSchema } from '../job-spec.ts';
import { AGENT_STATE_NAMES, ATTEMPT_STATE_NAMES, JOB_STATE_NAMES, TASK_STATE_NAMES } from '../states.ts';
import { drainSchema, labelSourcesSchema } from './fleet.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');

export const reasonSchema = z.object({
  code: z.enum(FAILURE_CODE_SYMBOLS),
  message: z.string(),
  retryable: z.boolean(),
});

export const progressSchema = z.object({
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
});

/** One term of a candidate's score: `value` is in 0..1, `weighted` is what it added. */
export const scoreTermSchema = z.object({
  name: z.enum(['load', 'specialty', 'time', 'distance']),
  value: z.number(),
  weight: z.number(),
  weighted: z.number(),
  detail: z.string(),
});

/** Why a candidate was left out: what was required against what there was. */
export const exclusionSchema = z.object({
  filter: z.enum(['health', 'sync', 'cordon', 'agent', 'label', 'constraint', 'platform', 'cpu', 'memory', 'slots']),
  required: z.string(),
  available: z.string(),
  /** Whether this agent could ever hold the task, were it idle, healthy and open. */
  everPossible: z.boolean(),
});

export const candidateSchema = z.object({
  agentId: z.string(),
  excludedBy: z.array(exclusionSchema),
  terms: z.array(scoreTermSchema),
  score: z.number().nullable().describe('null when excluded'),
  /** Of a job that is spread: how many of its tasks share this agent's value of the label. The fewest go before any score. */
  spread: z
    .object({
      over: z.string(),
      value: z.string().nullable().describe('null: the agent has no such label, and comes last.'),
      tasks: z.number().int(),
    })
    .optional(),
});

/** The record of one placement decision. */
export const receiptSchema = z.object({
  taskIndex: z.number().int(),
  decidedAt: instant,
  winner: z.string().nullable(),
  runnerUp: z.string().nullable(),
  summary: z.string().describe('One sentence.'),
  wouldFit: z.array(z.string()).describe('What would make it fit, when it does not.'),
  candidates: z.array(candidateSchema),
});

export const planSchema = z.object({
  fits: z.boolean(),
  possible: z.boolean().describe('Whether any registered agent could ever hold it.'),
  perHost: z
    .object({ matching: z.number().int(), fitting: z.number().int() })
    .optional()
    .describe('Of a per-host job: how many agents match, and how many of them have room now.'),
  spec: jobSpecSchema.describe('The job with every default filled in.'),
  receipts: z.array(receiptSchema),
});

export const attemptSchema = z.object({
  id,
  taskId: id,
  taskIndex: z.number().int(),
  attempt: z.number().int(),
  agentId: z.string(),
  desired: z.enum(['RUN', 'STOP', 'REMOVE']),
  observed: z.enum(ATTEMPT_STATE_NAMES),
  unreachable: z.boolean(),
  exitCode: z.number().int().nullable(),
  reason: reasonSchema.nullable(),
  containerId: z.string().nullable(),
  imageDigest: z.string().nullable(),
  progress: progressSchema.nullable(),
  detail: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  receipt: receiptSchema.nullable(),
});

export const taskSchema = z.object({
  id,
  index: z.number().int(),
  agentId: z.string().nullish().describe('Of a per-host job: the agent whose task it is.'),
  state: z.enum(TASK_STATE_NAMES),
  /** For a queued task: why it waits. */
  waitsFor: z.string().nullable(),
  retryAt: instant.nullable(),
  receipt: receiptSchema.nullable().describe('The last decision about it, also when it did not place.'),
  attempts: z.array(attemptSchema),
});

export const jobSummarySchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(JOB_KINDS),
  image: z.string(),
  topic: z.string().nullable(),
  state: z.enum(JOB_STATE_NAMES),
  priority: z.number().int(),
  taskCount: z.number().int(),
  tasksEnded: z.number().int(),
  agents: z.array(z.string()).describe('Where its open attempts are.'),
  perHost: z
    .object({ matching: z.number().int(), running: z.number().int() })
    .optional()
    .describe('Of a per-host job: how many agents match, and on how many of them its container runs.'),
  progress: progressSchema.nullable(),
  reason: reasonSchema.nullable().describe('Of the failure that decided, when it failed.'),
  waitsFor: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  schedule: z
    .object({
      id,
      name: z.string(),
      nominalAt: instant.nullable().describe('The time it was started for; null: somebody started it.'),
    })
    .nullable()
    .describe('The schedule that it is a job of.'),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const jobDetailSchema = jobSummarySchema.extend({
  spec: storedJobSpecSchema,
  stopWanted: z.boolean(),
  queue: z
    .object({ position: z.number().int(), jobs: z.number().int(), tasksAhead: z.number().int() })
    .nullish()
    .describe('While tasks wait to be placed: its position among the jobs that wait.'),
  tasks: z.array(taskSchema),
});

/** One entry of a job's timeline. */
export const jobEventSchema = z.object({
  id: z.string().describe('Rises with time.'),
  jobId: id,
  attemptId: id.nullable(),
  taskIndex: z.number().int().nullable(),
  attempt: z.number().int().nullable(),
  agentId: z.string().nullable(),
  type: z
    .string()
    .describe(
      'Past tense: JobSubmitted, TaskPlaced, InstructionPublished, ImagePulling, ContainerStarting, ContainerRunning, AttemptEnded, TaskRetryScheduled, StopRequested, JobEnded, …',
    ),
  message: z.string(),
  reason: reasonSchema.nullable(),
  at: instant,
});

export const logLineSchema = z.object({
  attemptId: id,
  taskIndex: z.number().int(),
  attempt: z.number().int(),
  stream: z.enum(LOG_STREAM_SYMBOLS),
  sequence: z.number().int(),
  at: instant,
  text: z.string(),
});

export const checkSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

export const capacitySchema = z.object({
  cpuMillis: z.number(),
  memoryBytes: z.number(),
  slots: z.number().int(),
});

export const agentSummarySchema = z.object({
  id: z.string(),
  state: z.enum(AGENT_STATE_NAMES),
  stateDetail: z.string().describe('One sentence.'),
  hostname: z.string(),
  version: z.string(),
  engineVersion: z.string(),
  platform: z.string().describe('Such as linux/amd64.'),
  labels: labelsSchema.describe('In force: the agent’s own with those laid over them that were set here.'),
  location: z.object({ name: z.string().nullable(), latitude: z.number(), longitude: z.number() }).nullable(),
  cordoned: z.boolean(),
  drain: drainSchema.nullable().describe('null: none is wanted.'),
  capacity: capacitySchema,
  reserved: capacitySchema,
  use: z.object({ cpuMillis: z.number(), memoryBytes: z.number() }),
  runningContainers: z.number().int(),
  lane: z.number().int().nullable(),
  healthy: z.boolean(),
  handlerBlocked: z.boolean(),
  healthIntervalMs: z.number(),
  lastHeardAt: instant,
  bootId: z.string(),
});

export const containerSchema = z.object({
  attemptId: z.string(),
  jobId: z.string(),
  jobName: z.string().nullable(),
  taskIndex: z.number().int().nullable(),
  containerId: z.string(),
  engineState: z.string(),
  exitCode: z.number().int().nullable(),
  cpuMillis: z.number(),
  memoryBytes: z.number(),
});

export const agentDetailSchema = agentSummarySchema.extend({
  ...labelSourcesSchema.shape,
  checks: z.array(checkSchema),
  engine: z.object({ id: z.string(), version: z.string(), apiVersion: z.string(), latencyMs: z.number() }),
  containers: z.array(containerSchema),
  otherContainers: z
    .number()
    .int()
    .nullable()
    .describe('Containers that run on its engine and are not its own; null: it has not told.'),
  deadConfirmed: z.boolean().describe('Somebody said that its host is dead for good, and it was not heard since.'),
  images: z.array(z.string()),
  states: z
    .array(
      z.object({
        from: instant,
        until: instant,
        state: z.enum(AGENT_STATE_NAMES),
        failing: z.array(z.string()).describe('Checks that failed.'),
      }),
    )
    .describe(
      'How it was in the last hour, oldest first, at most 100; between two of them it may not have been heard.',
    ),
  historyStepMs: z
    .number()
    .describe('How far apart points of the history are, at most where it was heard all the time.'),
  /** The last hour, oldest first, each point the average of a step; a gap in time is a gap. */
  history: z.array(
    z.object({
      at: instant,
      cpuMillis: z.number(),
      memoryBytes: z.number(),
      containers: z.number().int(),
      latencyMs: z.number(),
    }),
  ),
});

export const topicSummarySchema = z.object({
  name: z.string(),
  partitions: z.number().int(),
  replication: z.number().int(),
  records: z.number().describe('End offsets minus start offsets, over all partitions.'),
  internal: z.boolean().describe('One of Longshore’s own.'),
});

export const topicDetailSchema = topicSummarySchema.extend({
  partitionOffsets: z.array(
    z.object({ partition: z.number().int(), start: z.number(), end: z.number(), leader: z.number().int() }),
  ),
});

export const topicMessageSchema = z.object({
  partition: z.number().int(),
  offset: z.number(),
  at: instant,
  key: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  value: z.string().nullable().describe('As text: JSON where it was Avro.'),
  decodedAs: z.enum(['text', 'json', 'avro', 'binary', 'null']),
  sizeBytes: z.number().int(),
});

export const overviewSchema = z.object({
  jobs: z.record(z.enum(JOB_STATE_NAMES), z.number().int()),
  agents: z.object({ total: z.number().int(), ready: z.number().int(), attention: z.number().int() }),
  capacity: capacitySchema.describe('Of agents that take work: ready and not cordoned.'),
  reserved: capacitySchema.describe('Of the same agents.'),
  use: z.object({ cpuMillis: z.number(), memoryBytes: z.number() }).describe('Of the same agents.'),
  waiting: z.array(z.object({ jobId: id, name: z.string(), waitsFor: z.string() })),
  recentFailures: z.array(jobSummarySchema),
  /** One entry a minute of the last hour, oldest first; the last is of the minute that is not over. */
  ended: z.array(
    z.object({
      at: instant,
      succeeded: z.number().int().describe('Jobs.'),
      failed: z.number().int().describe('Jobs.'),
      stopped: z.number().int().describe('Jobs.'),
      tasksSucceeded: z.number().int().describe('Tasks, of whatever job.'),
      triesFailed: z
        .number()
        .int()
        .describe('Tries of tasks that failed or were lost, also those that were tried again.'),
    }),
  ),
  dispatcher: z.object({
    leading: z.boolean(),
    lastBeatAt: instant.nullable(),
    epoch: z.number().int(),
    outboxWaiting: z.number().int(),
    holds: z.string().nullable().describe('Why it holds back from decisions, in a sentence; null: it does not.'),
  }),
});

/** RFC 9457 problem details, with one entry for each bad field. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z
    .string()
    .describe('For programs, such as invalid_request, not_found, conflict, body_too_large, kafka_unreachable.'),
  advice: z.string().optional().describe('What to do.'),
  retryAfterSeconds: z.number().int().optional().describe('When to try again, as Retry-After says.'),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** A page of a list; `next` is the cursor of the page after it. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A page of a job's output, oldest line first. */
export const logPageSchema = pageOf(logLineSchema).extend({
  previous: z.string().nullable().describe('Give it as `before` for the lines before these; null: there are none.'),
  more: z.boolean().describe('Lines after these may be stored already: ask at once with `next`.'),
});

export type ReasonView = z.output<typeof reasonSchema>;
export type ProgressView = z.output<typeof progressSchema>;
export type ScoreTerm = z.output<typeof scoreTermSchema>;
export type Exclusion = z.output<typeof exclusionSchema>;
export type Candidate = z.output<typeof candidateSchema>;
export type Receipt = z.output<typeof receiptSchema>;
export type Plan = z.output<typeof planSchema>;
export type AttemptView = z.output<typeof attemptSchema>;
export type TaskView = z.output<typeof taskSchema>;
export type JobSummary = z.output<typeof jobSummarySchema>;
export type JobDetail = z.output<typeof jobDetailSchema>;
export type JobEvent = z.output<typeof jobEventSchema>;
export type LogLineView = z.output<typeof logLineSchema>;
export type LogPage = z.output<typeof logPageSchema>;
export type AgentSummary = z.output<typeof agentSummarySchema>;
export type AgentDetail = z.output<typeof agentDetailSchema>;
export type ContainerView = z.output<typeof containerSchema>;
export type TopicSummary = z.output<typeof topicSummarySchema>;
export type TopicDetail = z.output<typeof topicDetailSchema>;
export type TopicMessage = z.output<typeof topicMessageSchema>;
export type Overview = z.output<typeof overviewSchema>;
export type Problem = z.output<typeof problemSchema>;
