import { z } from 'zod';
import { WORK_LIMITS, WORK_TYPES } from '../work-item.ts';
import { bytesOf } from './bytes-of.ts';
import { commonFields } from './common-fields.ts';
import { imageSchema } from './image.ts';
import { LIMITS } from './limits.ts';

/** A program's arguments. Linux takes no single one above 128 KiB either. */
const argumentsSchema = z
  .array(z.string())
  .max(1_000, 'at most 1000')
  .refine((words) => bytesOf(words) <= LIMITS.commandBytesMax, `at most ${LIMITS.commandBytesMax} bytes in all`);

/** What makes a container a worker of typed queues. */
const workSchema = z.strictObject({
  types: z
    .array(z.enum(WORK_TYPES))
    .min(1, 'a worker takes at least one type')
    .refine((types) => new Set(types).size === types.length, 'each type once')
    .describe('Queues that it takes items from.'),
  concurrency: z
    .number()
    .int('a whole number')
    .min(1, 'at least 1')
    .max(WORK_LIMITS.concurrencyMax, `at most ${WORK_LIMITS.concurrencyMax}`)
    .optional()
    .describe('Items of a type at once; left out: as many as it has processors.'),
});

/** The image that workers run which the fleet starts by itself. */
export const WORKER_IMAGE = 'longshore/worker:dev';

/** A container of any image. */
export const containerJobSchema = z
  .strictObject({
    kind: z.literal('container'),
    ...commonFields,
    perHost: z
      .boolean()
      .default(false)
      .describe('One task on each matching agent, also on those that join later, until the job is stopped.'),
    image: imageSchema,
    entrypoint: argumentsSchema.optional().describe('Instead of the image’s own.'),
    command: argumentsSchema.optional().describe('Arguments, instead of the image’s own.'),
    workingDirectory: z.string().startsWith('/', 'an absolute path inside the container').optional(),
    user: z.string().max(100).optional(),
    work: workSchema
      .optional()
      .describe('The container takes work items: it is told how to reach the API, with a key that ends with it.'),
  })
  .superRefine((spec, context) => {
    if (!spec.perHost) return;
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (spec.parallelism !== 1) {
      refuse(['parallelism'], 'a per-host job has one task on each matching agent: leave parallelism out');
    }
    if (spec.placement.spreadOver !== null) {
      refuse(['placement', 'spreadOver'], 'a per-host job is on every matching agent: there is nothing to spread');
    }
  });
