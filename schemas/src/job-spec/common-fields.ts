import { z } from 'zod';
import { bytesOf } from './bytes-of.ts';
import { deadline, durationMs } from './duration.ts';
import { LIMITS } from './limits.ts';
import { placementSchema } from './placement.ts';
import { resourcesSchema } from './resources.ts';
import { retrySchema } from './retry.ts';
import { topicSchema } from './topic.ts';

const environmentSchema = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable name has letters, digits and "_", and no digit first'),
    z.string(),
  )
  .refine(
    (entries) => Object.keys(entries).length <= LIMITS.environmentEntriesMax,
    `at most ${LIMITS.environmentEntriesMax} variables`,
  )
  .refine(
    (entries) => bytesOf(entries) <= LIMITS.environmentBytesMax,
    `at most ${LIMITS.environmentBytesMax} bytes of environment`,
  )
  .refine(
    (entries) => Object.keys(entries).every((name) => !name.startsWith('LONGSHORE_')),
    'names that start with LONGSHORE_ are set by Longshore',
  );

/** What every kind of job has. */
export const commonFields = {
  name: z
    .string()
    .trim()
    .min(1, 'give the job a name')
    .max(LIMITS.nameLength, `at most ${LIMITS.nameLength} characters`)
    .optional()
    .describe('For people. Default: the image’s name and a few letters.'),
  topic: topicSchema
    .optional()
    .describe('The topic that the program writes to or reads; it is created if it is missing.'),
  environment: environmentSchema.default({}),
  resources: resourcesSchema.prefault({}),
  parallelism: z
    .number()
    .int('a whole number of tasks')
    .min(1, 'at least 1: a job of no task does nothing')
    .max(LIMITS.parallelismMax, `at most ${LIMITS.parallelismMax} tasks; make it several jobs for more`)
    .default(1)
    .describe('How many tasks the job has.'),
  priority: z.number().int().min(0).max(100).default(50).describe('Higher goes first.'),
  placement: placementSchema.prefault({}),
  retry: retrySchema.prefault({}),
  onPartition: z
    .enum(['replace', 'wait'])
    .default('replace')
    .describe(
      'When the agent falls silent: replace starts another attempt elsewhere, and stops the old one when the agent is back; wait keeps to the old one.',
    ),
  imagePolicy: z.enum(['IF_MISSING', 'ALWAYS', 'NEVER']).default('IF_MISSING').describe('When the image is pulled.'),
  pullTimeoutMs: durationMs.min(1_000).default(600_000),
  stopGraceMs: durationMs
    .max(3_600_000, 'at most an hour')
    .default(10_000)
    .describe('Time between SIGTERM and SIGKILL.'),
  deadlineMs: deadline.optional().describe('Longest run of one attempt.'),
  jobDeadlineMs: deadline
    .optional()
    .describe('Longest time from the submission to the end of the whole job: then it is stopped, and has failed.'),
};
