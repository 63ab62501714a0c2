import { z } from 'zod';
import { SORT_LIMITS } from '../sort-limits.ts';
import { sortInputSchema } from '../sort-request.ts';
import { SORT_STATE_NAMES } from '../sort-states.ts';
import { listOf } from './list-of.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');
const count = z.number().int().min(0);

/** `GET /sorts` */
export const listSortsQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: listOf(SORT_STATE_NAMES),
});

/** `GET /sorts/{id}/elements` */
export const sortElementsQuery = z.strictObject({
  from: z.coerce.number().int().min(0).default(0).describe('The rank of the first, counted from 0.'),
  limit: z.coerce.number().int().min(1).max(SORT_LIMITS.elementsMax).default(100),
});

/** A range of the order: the whole, a part of it, or a part of a part. */
export const sortPartSchema = z.object({
  id: z.string().describe('r is the whole, r.0 its first part, r.0.1 a part of that.'),
  parent: z.string().nullable(),
  depth: count,
  role: z.enum(['split', 'leaf']).describe('Whether it is split further or sorted as it is.'),
  count: count.nullable().describe('Elements; null: not known yet.'),
  bytes: count.nullable(),
  state: z.enum(['waiting', 'sampling', 'parting', 'parted', 'sorting', 'sorted']),
  shares: count.describe('In how many pieces it is sampled and parted.'),
  children: z.array(z.string()),
});

/** One sorter’s attempt at one piece of work. */
export const sortTrySchema = z.object({
  id: z.string(),
  part: z.string(),
  step: z.enum(['sample', 'part', 'sort']),
  share: count,
  worker: count,
  state: z.enum(['open', 'accepted', 'late', 'failed', 'abandoned']),
  startedAt: instant.describe('By the sorter’s clock; by the coordinator’s until it has told.'),
  endedAt: instant.nullable().describe('null: it has not told.'),
  phases: z.record(z.string(), z.number()).describe('Milliseconds by what they were spent on.'),
  bytesIn: count,
  bytesOut: count,
  bytesSpilled: count,
});

/** How far a sort is and how it went, as its control log tells. */
export const sortReportSchema = z.object({
  phase: z.enum(['waiting', 'sampling', 'parting', 'sorting', 'writing', 'ended']),
  generation: count.describe('How many coordinators there were.'),
  workers: z.array(z.object({ worker: count, agentId: z.string() })),
  count: count.nullable().describe('Elements of the input; null: not known yet.'),
  bytes: count.nullable(),
  sampledCount: count,
  partedCount: count,
  sortedCount: count,
  writtenCount: count.optional().describe('Elements on the output topic; left out where none was asked for.'),
  parts: z.array(sortPartSchema),
  tries: z.array(sortTrySchema),
  exchange: z.object({
    bytes: count.describe('Written to the exchange, lost tries included.'),
    perByte: z.number().nullable().describe('Bytes moved (read and written) for each byte of the input.'),
    bytesSpilled: count,
  }),
  balance: z
    .object({ parts: count, maxCount: count, meanCount: z.number(), maxOverMean: z.number() })
    .nullable()
    .describe('Of the parts that are sorted as they are; null: there are none yet.'),
  proof: z
    .object({
      count,
      inOrder: z.boolean(),
      inputHash: z.string().describe('Of the elements in any order.'),
      resultHash: z.string(),
      equal: z.boolean(),
    })
    .nullable()
    .describe('null: the sort has not succeeded.'),
});

const reasonSchema = z.object({ code: z.string(), message: z.string() });

export const sortSummarySchema = z.object({
  id,
  name: z.string(),
  state: z.enum(SORT_STATE_NAMES),
  reason: reasonSchema.nullable().describe('Why it failed.'),
  jobId: id.nullable().describe('The job whose tasks do it; null: there is none yet, or it was deleted.'),
  spec: sortInputSchema.describe('What was asked for, with every default filled in; values are left out.'),
  count: count.nullable(),
  sortedCount: count,
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  resultUntil: instant.nullable().describe('So long the result can be read; null: there is none.'),
});

export const sortDetailSchema = sortSummarySchema.extend({
  topics: z.object({ input: z.string(), control: z.string(), exchange: z.string(), result: z.string() }),
  report: sortReportSchema.nullable().describe('null: nothing has been heard of it yet.'),
});

/** Answers `POST /sorts` and `POST /sorts/{id}/input`. */
export const sortAskedSchema = z.object({ id, name: z.string(), state: z.enum(SORT_STATE_NAMES) });

/** Answers `GET /sorts/{id}/elements`. */
export const sortElementsSchema = z.object({
  count,
  items: z.array(
    z.object({
      rank: count,
      value: z.string().describe('As it would stand in a file.'),
      truncated: z.boolean().optional().describe('Whether it is longer than what is shown.'),
    }),
  ),
});

export type SortPart = z.output<typeof sortPartSchema>;
export type SortTry = z.output<typeof sortTrySchema>;
export type SortReport = z.output<typeof sortReportSchema>;
export type SortSummary = z.output<typeof sortSummarySchema>;
export type SortDetail = z.output<typeof sortDetailSchema>;
export type SortAsked = z.output<typeof sortAskedSchema>;
export type SortElements = z.output<typeof sortElementsSchema>;
