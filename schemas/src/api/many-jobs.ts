import { z } from 'zod';
import { JOB_KINDS } from '../job-kinds.ts';
import { MOMENT_WORDS } from '../moment.ts';
import { JOB_STATE_NAMES } from '../states.ts';
import { momentField } from './moment-field.ts';

/** Most jobs that are named by their ids in one request, or run again by it. */
export const MANY_JOBS = { idsMax: 1_000, rerunMax: 500 } as const;

/** The conditions of `GET /jobs`; all that are given must hold. */
export const jobFilterSchema = z.strictObject({
  state: z.array(z.enum(JOB_STATE_NAMES)).min(1, 'name a state').optional(),
  kind: z.enum(JOB_KINDS).optional(),
  agent: z.string().min(1).max(120).optional().describe('With a try on this agent.'),
  topic: z.string().min(1).max(249).optional(),
  schedule: z.string().min(1).max(63).optional().describe('Name or id of the schedule that started it.'),
  endedSince: momentField.describe(`Ended since then: ${MOMENT_WORDS}.`),
  q: z.string().trim().min(1).max(200).optional().describe('Part of the name, or the start of the id.'),
  all: z.literal(true).optional().describe('Every job: said on purpose, where no condition is given.'),
});

/** `POST /jobs/stop`, `/jobs/rerun`, `/jobs/delete` */
export const manyJobsBody = z
  .strictObject({
    filter: jobFilterSchema
      .refine((filter) => Object.values(filter).some((value) => value !== undefined), {
        message: 'give at least one condition, or {"all": true} for every job',
      })
      .optional(),
    ids: z
      .array(z.uuid('a whole job id'))
      .min(1, 'name at least one job')
      .max(MANY_JOBS.idsMax, `at most ${MANY_JOBS.idsMax} jobs; a filter takes more`)
      .optional(),
    dryRun: z.boolean().default(false).describe('Only say how many it would be.'),
  })
  .refine((body) => (body.filter === undefined) !== (body.ids === undefined), {
    message: 'name jobs either by filter or by ids',
  });

/** What became of many jobs. */
export const manyJobsAnswerSchema = z.object({
  matched: z.number().int().describe('Jobs that were meant.'),
  done: z.number().int().describe('Of them, those it was done to; in a dry run: those it would be.'),
  dryRun: z.boolean(),
  leftOut: z
    .array(
      z.object({
        why: z.string().describe('To be said after the job’s name, such as: has ended already.'),
        count: z.number().int(),
        jobs: z.array(z.object({ id: z.string(), name: z.string() })).describe('The first of them.'),
      }),
    )
    .describe('The rest, by reason.'),
  created: z
    .array(z.object({ id: z.string(), name: z.string(), from: z.string() }))
    .describe('Jobs that were run again.'),
});

export type JobFilter = z.output<typeof jobFilterSchema>;
export type ManyJobsRequest = z.input<typeof manyJobsBody>;
export type ManyJobsAnswer = z.output<typeof manyJobsAnswerSchema>;
