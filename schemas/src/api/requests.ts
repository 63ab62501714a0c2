import { z } from 'zod';
import { EVENT_SUBJECTS } from '../event-subjects.ts';
import { MOMENT_WORDS } from '../moment.ts';
import { AGENT_STATE_NAMES, JOB_STATE_NAMES } from '../states.ts';
import { listOf } from './list-of.ts';
import { momentField } from './moment-field.ts';

const cursor = z.string().max(500).optional().describe('The `next` of the page before.');
const limit = z.coerce.number().int().min(1).max(200).default(50);

/** `GET /jobs` */
export const listJobsQuery = z.strictObject({
  cursor,
  limit,
  state: listOf(JOB_STATE_NAMES),
  kind: z.enum(['container', 'data-generator']).optional(),
  agent: z.string().max(120).optional(),
  topic: z.string().max(249).optional(),
  schedule: z.string().max(63).optional().describe('Name or id of the schedule that started it.'),
  endedSince: momentField.describe(`Ended since then: ${MOMENT_WORDS}.`),
  q: z.string().max(200).optional().describe('Part of the name, or the start of the id.'),
});

/** `PATCH /jobs/:id` */
export const patchJobBody = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    priority: z.number().int().min(0).max(100).optional(),
  })
  .refine((body) => body.name !== undefined || body.priority !== undefined, 'give a name or a priority');

/**
 * `GET /jobs/:id/logs`: forward from `cursor`, and a client that follows asks again with `next`; back from `before`; or
 * around a line. Of several, `line` is heeded first, then `before`, then `cursor`, then `tail`.
 */
export const jobLogsQuery = z.strictObject({
  cursor,
  before: z.string().max(500).optional().describe('The `previous` of the page after: the lines that come before it.'),
  line: z
    .string()
    .regex(/^\d{1,9}\.\d{1,9}-\d{1,15}$/, 'as task.try-sequence, such as 0.1-42')
    .optional()
    .describe('The lines around this one, or around the next that is kept: task.try-sequence, such as `0.1-42`.'),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
  task: z.coerce.number().int().min(0).optional(),
  attemptId: z.string().optional(),
  tail: z.coerce.number().int().min(1).max(5_000).optional().describe('Only the last so many lines.'),
});

/** `GET /jobs/:id/events` */
export const jobEventsQuery = z.strictObject({ cursor, limit: z.coerce.number().int().min(1).max(1_000).default(500) });

/** `GET /agents` */
export const listAgentsQuery = z.strictObject({ cursor, limit, state: listOf(AGENT_STATE_NAMES) });

/** `POST /topics` */
export const createTopicBody = z.strictObject({
  name: z.string(),
  partitions: z.number().int().min(1).max(1_000).optional(),
  replication: z.number().int().min(1).max(5).optional(),
});

/** `GET /topics/:name/messages` */
export const topicMessagesQuery = z.strictObject({
  from: z.enum(['beginning', 'end']).default('end').describe('end: the last ones.'),
  partition: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
  cursor,
});

/** `POST /topics/:name/messages` */
export const produceMessagesBody = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        key: z.string().nullable().default(null),
        value: z.string(),
        headers: z.record(z.string(), z.string()).default({}),
      }),
    )
    .min(1)
    .max(1_000),
});

/** What arrives on `GET /events`: hints to look again, never the data itself. */
export const serverEventSchema = z.object({
  type: z.enum(['hello', 'changed', 'beat']),
  /** What may have changed since the last event; empty in a beat. */
  subjects: z.array(z.enum(EVENT_SUBJECTS)),
  at: z.iso.datetime(),
});
export type ServerEvent = z.output<typeof serverEventSchema>;
