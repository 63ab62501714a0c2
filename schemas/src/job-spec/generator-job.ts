import { z } from 'zod';
import { commonFields } from './common-fields.ts';
import { imageSchema } from './image.ts';
import { LIMITS } from './limits.ts';
import { topicSchema } from './topic.ts';

/** What a generated record holds: field name → an expression of the generator's template language. */
export const templateSchema = z
  .record(z.string().min(1).max(120), z.string().max(500))
  .refine((fields) => Object.keys(fields).length >= 1, 'a template needs at least one field')
  .refine((fields) => Object.keys(fields).length <= 100, 'a template has at most 100 fields');

export const generatorSchema = z.strictObject({
  count: z
    .number()
    .int('a whole number of records')
    .min(1, 'at least 1; leave it out for an endless stream')
    .max(LIMITS.recordCountMax, `at most ${LIMITS.recordCountMax}`)
    .nullable()
    .default(10_000)
    .describe('Records in all, shared among the tasks; null: until stopped.'),
  ratePerSecond: z
    .number()
    .positive('more than 0; leave it out for as fast as it goes')
    .max(LIMITS.ratePerSecondMax, `at most ${LIMITS.ratePerSecondMax}`)
    .nullable()
    .default(null)
    .describe('Records a second, of all tasks together; null: as fast as it goes.'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same records.'),
  format: z.enum(['json']).default('json'),
  template: templateSchema
    .default({
      id: 'string.uuid',
      name: 'person.fullName',
      email: 'internet.email',
      city: 'location.city',
      amount: 'finance.amount',
      at: 'date.recent',
    })
    .describe('Fields of a record, each a method of faker, such as person.fullName.'),
});

/** The image that a data-generator job runs unless it names another. */
export const GENERATOR_IMAGE = 'longshore/data-generator:dev';

/** Records that are made up. */
export const generatorJobSchema = z.strictObject({
  kind: z.literal('data-generator'),
  ...commonFields,
  image: imageSchema.default(GENERATOR_IMAGE),
  topic: topicSchema,
  generator: generatorSchema.prefault({}),
});
