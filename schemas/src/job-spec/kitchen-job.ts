import { z } from 'zod';
import { RETRYABLE_FAILURES } from '../failures.ts';
import { kitchenIdOfTask } from '../kitchens/kitchen-of-task.ts';
import { kitchenSpecSchema } from '../kitchens/kitchen-spec.ts';
import { KITCHEN_ID } from '../kitchens/limits.ts';
import { commonFields } from './common-fields.ts';
import { imageSchema } from './image.ts';
import { resourcesSchema } from './resources.ts';
import { retrySchema } from './retry.ts';

/** The image that kitchens run. */
export const KITCHEN_IMAGE = 'longshore/kitchen-node:dev';

/** A kitchen opens anew whatever ended it, and soon: customers wait. */
const RETRY: z.input<typeof retrySchema> = {
  maxAttempts: 100,
  initialDelayMs: 500,
  maxDelayMs: 5_000,
  reasons: [...RETRYABLE_FAILURES, 'EXIT_NON_ZERO', 'OUT_OF_MEMORY'],
};

/** Waiting for dishes is most of what it does. */
const RESOURCES = { cpuMillis: 200, memoryBytes: 128 * 1024 * 1024 };

/** Kitchens: as many as there are tasks, until they are stopped. */
export const kitchenJobSchema = z
  .strictObject({
    kind: z.literal('kitchen'),
    ...commonFields,
    image: imageSchema.default(KITCHEN_IMAGE),
    resources: resourcesSchema.prefault(RESOURCES),
    retry: retrySchema.prefault(RETRY),
    stopGraceMs: commonFields.stopGraceMs.unwrap().default(30_000).describe('Time to finish what cooks.'),
    kitchen: kitchenSpecSchema,
  })
  .superRefine(({ kitchen, parallelism }, context) => {
    // The longest of the ids that its kitchens get.
    if (KITCHEN_ID.test(kitchenIdOfTask(kitchen.id, parallelism - 1, parallelism))) return;
    const message = `too long: each of the ${parallelism} kitchens adds its number, and an id has 63 characters at most`;
    context.addIssue({ code: 'custom', path: ['kitchen', 'id'], message });
  });
