import { z } from 'zod';
import { placementSchema } from './job-spec/placement.ts';
import { resourcesSchema } from './job-spec/resources.ts';
import { topicSchema } from './job-spec/topic.ts';
import { sortOrderSchema } from './sort/order.ts';
import { SORT_DISTRIBUTIONS, SORT_LIMITS } from './sort-limits.ts';

const mebibyte = 1024 * 1024;

const inputSchema = z
  .discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('values'),
      values: z
        .array(z.union([z.string(), z.number()]))
        .max(SORT_LIMITS.valuesMax, `at most ${SORT_LIMITS.valuesMax}; upload more than that`)
        .describe('Elements as they would stand in a file, one a line. Of csv, the first names the fields.'),
    }),
    z.strictObject({ from: z.literal('upload') }),
    z.strictObject({
      from: z.literal('topic'),
      topic: topicSchema.describe('Its records as they are when the sort is asked for, each an element.'),
    }),
    z.strictObject({
      from: z.literal('generated'),
      distribution: z.enum(SORT_DISTRIBUTIONS).default('uniform'),
      count: z
        .number()
        .int('a whole number of elements')
        .min(0, 'not less than nothing')
        .max(SORT_LIMITS.countMax, `at most ${SORT_LIMITS.countMax}`),
      seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same elements.'),
    }),
    z.strictObject({
      from: z.literal('sort'),
      sort: z
        .string()
        .min(1, 'name a sort')
        .max(36, 'an id has 36 characters')
        .describe('What another sort has sorted, as long as its topics are kept: its id, or the start of it.'),
    }),
  ])
  .describe('What is sorted. An upload follows by POST /sorts/{id}/input.');

/** `POST /sorts`. Unknown fields are refused. */
export const sortInputSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'give the sort a name')
      .max(SORT_LIMITS.nameLength, `at most ${SORT_LIMITS.nameLength} characters`)
      .optional()
      .describe('For people. Default: what is sorted, and a few letters.'),
    order: sortOrderSchema.prefault({}),
    input: inputSchema,
    workers: z
      .number()
      .int('a whole number of sorters')
      .min(1, 'at least 1')
      .max(SORT_LIMITS.workersMax, `at most ${SORT_LIMITS.workersMax}`)
      .default(2)
      .describe('How many sorters work on it, beside a coordinator.'),
    partCountMax: z
      .number()
      .int('a whole number of elements')
      .min(100, 'at least 100')
      .max(SORT_LIMITS.countMax)
      .optional()
      .describe(
        'A part with more elements is split again. Default: half as much again as a part would have on average.',
      ),
    resources: resourcesSchema
      .prefault({ cpuMillis: 500, memoryBytes: 512 * mebibyte })
      .describe('Of each sorter, and of the coordinator.'),
    placement: placementSchema.prefault({}),
    output: z
      .strictObject({
        topic: topicSchema.describe(
          'Made with one partition, unless there is one like that with nothing in it. It belongs to whoever asked.',
        ),
      })
      .optional()
      .describe('A topic that takes the result as well: a record for each element, in order, once it is proven.'),
    keepDays: z
      .number()
      .int('whole days')
      .min(1, 'at least 1')
      .max(SORT_LIMITS.keepDaysMax, `at most ${SORT_LIMITS.keepDaysMax}`)
      .default(7)
      .describe('So long its result can be read.'),
  })
  .superRefine(({ order, input, output }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (order.type === 'csv' && input.from === 'topic')
      refuse(['input', 'from'], 'records of a topic have no header to name csv fields by');
    if (input.from === 'topic' && input.topic === output?.topic)
      refuse(['output', 'topic'], 'this is the topic that is sorted: name another');
  });

export type SortInput = z.input<typeof sortInputSchema>;
export type SortSpec = z.output<typeof sortInputSchema>;
