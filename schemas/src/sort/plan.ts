import { z } from 'zod';
import { sortOrderSchema } from './order.ts';

const count = z.number().int().min(0);
/** An offset of Kafka: beyond what a number of JSON holds exactly. */
const offset = z.string().regex(/^\d{1,19}$/);

/** Where a share of the input comes from. Shares are in the order of the input. */
export const shareSchema = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('generated'),
    distribution: z.enum(['uniform', 'sorted', 'reversed', 'all-equal', 'zipf', 'few-distinct']),
    seed: z.number().int(),
    first: count,
    count,
    /** Elements of all shares together. */
    total: count,
  }),
  z.object({
    from: z.literal('topic'),
    topic: z.string(),
    partition: count,
    start: offset,
    /** Exclusive. */
    end: offset,
  }),
  z.object({
    from: z.literal('chunks'),
    /** On whose input topic; unless set, this sort's own. */
    sort: z.string().optional(),
    partition: count,
    /** No chunk of the share is before it. */
    offset,
    /** Only chunks of this upload count. */
    upload: z.string(),
    /** Their number among the upload's, from here on. */
    firstChunk: count,
    chunks: count,
  }),
]);

/** What a sort is to do, fixed when it was asked for. */
export const sortPlanSchema = z.object({
  id: z.string(),
  order: sortOrderSchema,
  workers: z.number().int().min(1),
  shares: z.array(shareSchema),
  /** Parts that a node is split into. */
  parts: z.number().int().min(1),
  /** A part with more elements is split again. */
  partCountMax: z.number().int().min(1),
  depthMax: z.number().int().min(1),
  /** Elements of the sample of a node, over all its shares. */
  sampleCount: z.number().int().min(1),
  /** Partitions of the exchange and of the result. */
  partitions: z.number().int().min(1),
  /** How often a unit may fail before the sort does. */
  failuresMax: z.number().int().min(1),
  /** The topic that takes the elements, a record each, once they are proven; null: none was asked for. */
  output: z.object({ topic: z.string() }).nullable().default(null),
});

export type SortPlan = z.output<typeof sortPlanSchema>;
export type PlannedShare = z.output<typeof shareSchema>;
