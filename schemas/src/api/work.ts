import { z } from 'zod';
import { ID_PATTERN } from '../ids.ts';
import { blockSchema } from '../work/blockchain.ts';
import { WORK_FAILURE_CODES, WORK_ITEM_STATUSES, WORK_LIMITS, WORK_TYPES, WORKER_STATE_NAMES } from '../work-item.ts';
import { listOf } from './list-of.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');
const wholeId = z.string().regex(ID_PATTERN, 'a whole id');
const typeSchema = z.enum(WORK_TYPES);
const cursor = z.string().max(500).optional().describe('The `next` of the page before.');

/** `POST /work-items`. The payload is read by the schema of its type: docs/work-queues.md has them all. */
export const workItemInput = z.strictObject({
  type: typeSchema,
  payload: z.record(z.string(), z.unknown()).describe('By type: see docs/work-queues.md.'),
  maxTries: z
    .number()
    .int('a whole number')
    .min(1, 'at least 1')
    .max(WORK_LIMITS.triesMax, `at most ${WORK_LIMITS.triesMax}`)
    .default(WORK_LIMITS.triesDefault)
    .describe('Tries in all, the first included.'),
});

/** `POST /work-items/many` */
export const workItemsInput = z.strictObject({
  items: z
    .array(workItemInput)
    .min(1, 'at least one item')
    .max(WORK_LIMITS.itemsAtOnceMax, `at most ${WORK_LIMITS.itemsAtOnceMax} items in one request`),
});

export const workFailureSchema = z.object({
  code: z.enum(WORK_FAILURE_CODES),
  message: z.string().max(2_000),
});

export const workProgressSchema = z.object({
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
  unit: z.string().max(40),
});

const claim = z
  .string()
  .max(100)
  .describe(
    'What the answer to `processing` gave; it counts for one item, one try, and as long as its worker is heard.',
  );

const claimPatch = z.strictObject({
  status: z.literal('processing'),
  worker: wholeId.describe('The worker that asks, as it is registered.'),
});
const progressPatch = z.strictObject({ status: z.literal('processing'), claim, progress: workProgressSchema });
const completedPatch = z.strictObject({
  status: z.literal('completed'),
  claim,
  result: z.record(z.string(), z.unknown()),
});
const failedPatch = z.strictObject({
  status: z.literal('failed'),
  claim,
  failure: z.strictObject({ code: z.enum(WORK_FAILURE_CODES), message: z.string().max(2_000) }),
});

const returnedPatch = z.strictObject({ status: z.literal('queued'), claim });

const PATCH_WORDS =
  'one of {status: "processing", worker}, {status: "processing", claim, progress}, {status: "completed", claim, result}, {status: "failed", claim, failure}, {status: "queued", claim}';

/** `PATCH /work-items/{id}`: what a worker says of an item. */
export const workItemPatch = z.union(
  [claimPatch, progressPatch, completedPatch, failedPatch, returnedPatch],
  PATCH_WORDS,
);

const patchWithId = z.union(
  [
    claimPatch.extend({ id: wholeId }),
    progressPatch.extend({ id: wholeId }),
    completedPatch.extend({ id: wholeId }),
    failedPatch.extend({ id: wholeId }),
    returnedPatch.extend({ id: wholeId }),
  ],
  `an id, and ${PATCH_WORDS}`,
);

/** `PATCH /work-items`: the same of several. */
export const workItemPatches = z.strictObject({
  items: z
    .array(patchWithId)
    .min(1, 'at least one')
    .max(WORK_LIMITS.itemsAtOnceMax, `at most ${WORK_LIMITS.itemsAtOnceMax}`)
    .refine((items) => new Set(items.map((item) => item.id)).size === items.length, 'each id once'),
});

/** What a worker needs to work on an item that it claimed. */
export const claimedSchema = z.object({
  claim: z.string().describe('Shown with every later patch of this try.'),
  leaseMs: z.number().int().describe('How long it counts from the last sign of life of the worker.'),
  payload: z.record(z.string(), z.unknown()),
  head: blockSchema
    .pick({ height: true, hash: true })
    .nullable()
    .describe('Of an append: the block to build on; null: the chain is empty, or it is no append.'),
});

/** What became of one patch of several. */
export const patchOutcomeSchema = z.object({
  id,
  accepted: z.boolean(),
  status: z.enum(WORK_ITEM_STATUSES).nullable().describe('Of the item now; null: there is none.'),
  claimed: claimedSchema.nullable(),
  code: z.string().nullable().describe('Why it was refused, as in problems; null: it was not.'),
  detail: z.string().nullable(),
});

export const patchOutcomesSchema = z.object({ items: z.array(patchOutcomeSchema) });

/** One entry of an item's life. */
export const workItemMomentSchema = z.object({
  at: instant,
  what: z.enum([
    'submitted',
    'offered',
    'claimed',
    'completed',
    'failed',
    'retried',
    'lapsed',
    'returned',
    'parked',
    'redriven',
  ]),
  try: z.number().int().describe('Which try it belongs to; 0: none yet.'),
  worker: z.string().nullable(),
  message: z.string(),
});

export const workItemSummarySchema = z.object({
  id,
  type: typeSchema,
  asks: z.string().describe('What its payload asks for, in a few words.'),
  status: z.enum(WORK_ITEM_STATUSES),
  tries: z.number().int().describe('Begun so far.'),
  maxTries: z.number().int(),
  worker: z.string().nullable().describe('Who holds it, or held it last.'),
  progress: workProgressSchema.nullable(),
  failure: workFailureSchema.nullable().describe('Of the last try that failed.'),
  dueAt: instant.nullable().describe('Of one that waits for another try: when it is offered.'),
  submittedBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable().describe('When its last try began.'),
  endedAt: instant.nullable(),
});

export const workItemSchema = workItemSummarySchema.extend({
  payload: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  leaseEndsAt: instant.nullable().describe('When its claim lapses unless its worker is heard.'),
  life: z.array(workItemMomentSchema).describe(`The newest ${WORK_LIMITS.lifeMax}, the oldest first.`),
});

/** Answers `PATCH /work-items/{id}`. */
export const patchedWorkItemSchema = workItemSchema.extend({ claimed: claimedSchema.nullable() });

/** Answers `POST /work-items/many`. */
export const submittedItemsSchema = z.object({ ids: z.array(id) });

/** `GET /work-items` */
export const listWorkItemsQuery = z.strictObject({
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  type: listOf([...WORK_TYPES]),
  status: listOf(WORK_ITEM_STATUSES).describe('Dead letters are `failed`.'),
  worker: wholeId.optional().describe('That this worker holds, or held last.'),
  q: z.string().trim().max(36).optional().describe('The start of its id.'),
});

/** `POST /work-items/redrive` */
export const redriveBody = z
  .strictObject({
    ids: z.array(wholeId).min(1).max(WORK_LIMITS.itemsAtOnceMax).optional(),
    type: typeSchema.optional().describe('Every failed item of the type, the oldest first.'),
  })
  .refine(({ ids, type }) => (ids === undefined) !== (type === undefined), 'give ids or a type, one of the two');

export const redrivenSchema = z.object({
  redriven: z.number().int(),
  left: z.number().int().describe('Still failed.'),
});

export const scalingSchema = z.object({
  minimum: z.number().int().describe('Workers that are kept even when there is nothing to do.'),
  maximum: z.number().int().describe('0: the fleet runs none by itself.'),
  itemsPerWorker: z.number().int().describe('So many waiting items call for a worker more.'),
  idleMs: z.number().int().describe('So long there is nothing to do before a worker is stopped.'),
});

/** `PATCH /work-queues/{type}` */
export const scalingPatch = z
  .strictObject({
    minimum: z.number().int().min(0).max(WORK_LIMITS.workersMax).optional(),
    maximum: z.number().int().min(0).max(WORK_LIMITS.workersMax, `at most ${WORK_LIMITS.workersMax}`).optional(),
    itemsPerWorker: z.number().int().min(1).max(1_000_000).optional(),
    idleMs: z.number().int().min(1_000).max(86_400_000).optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'name at least one of minimum, maximum, itemsPerWorker, idleMs');

export const workQueueSchema = z.object({
  type: typeSchema,
  topic: z.string(),
  deadLetterTopic: z.string(),
  queued: z.number().int().describe('Depth: items that wait, retries included.'),
  backingOff: z.number().int().describe('Of those, how many wait for the time of another try.'),
  processing: z.number().int(),
  failed: z.number().int().describe('Dead letters.'),
  oldestAgeMs: z.number().int().nullable().describe('How long the oldest waiting item waits; null: none does.'),
  submittedLastMinute: z.number().int(),
  completedLastMinute: z.number().int(),
  failedLastMinute: z.number().int(),
  workers: z.number().int().describe('That are heard and take items of this type.'),
  scaling: scalingSchema,
  trouble: z
    .object({ jobId: z.string(), message: z.string() })
    .nullable()
    .describe('Why the last worker that the fleet ran for it failed, within the hour; null: none did.'),
});

/** Answers `GET /work-queues`. */
export const workQueuesSchema = z.object({
  items: z.array(workQueueSchema),
  ready: z.boolean().describe('false: without LONGSHORE_SECRET_KEY the fleet runs no workers.'),
});

const consumptionSchema = z.object({
  type: typeSchema,
  concurrency: z.number().int(),
  wanted: z.enum(['started', 'stopped']),
  observed: z.enum(['consuming', 'draining', 'stopped']),
  holding: z.number().int(),
});

export const workerSchema = z.object({
  id,
  name: z.string(),
  state: z.enum(WORKER_STATE_NAMES),
  jobId: z.string().nullable().describe('The job of the fleet that it is; null: it runs elsewhere.'),
  agentId: z.string().nullable(),
  types: z.array(consumptionSchema),
  completed: z.number().int(),
  failed: z.number().int(),
  registeredAt: instant,
  lastHeardAt: instant,
});

/** Answers `GET /workers`. */
export const workersSchema = z.object({ items: z.array(workerSchema) });

/** `PUT /workers/{id}`: a sign of life, by which a worker registers, too. */
export const workerBeat = z.strictObject({
  name: z.string().trim().min(1).max(120),
  types: z
    .array(
      z.strictObject({
        type: typeSchema,
        concurrency: z.number().int().min(1).max(WORK_LIMITS.concurrencyMax),
        observed: z.enum(['consuming', 'draining', 'stopped']),
      }),
    )
    .min(1, 'a worker takes at least one type')
    .max(WORK_TYPES.length)
    .refine((types) => new Set(types.map(({ type }) => type)).size === types.length, 'each type once'),
  holding: z.array(wholeId).max(10_000).describe('Items whose leases are to go on.'),
  leaving: z.boolean().default(false).describe('true: it says good-bye, and holds nothing any more.'),
});

/** Answers it. */
export const workerOrders = z.object({
  types: z.array(
    z.object({ type: typeSchema, topic: z.string(), group: z.string(), wanted: z.enum(['started', 'stopped']) }),
  ),
  leaseMs: z.number().int(),
  heartbeatMs: z.number().int(),
  lost: z.array(id).describe('Of those it says it holds: what it does not hold any more.'),
});

/** `POST /workers/{id}/start` and `stop` */
export const workerTypesBody = z.strictObject({
  types: z.array(typeSchema).min(1).max(WORK_TYPES.length).optional().describe('Left out: all that it takes.'),
});

/** Answers `POST /work-files`. */
export const workFileSchema = z.object({ id, bytes: z.number().int(), sha256: z.string() });

export type WorkItemInput = z.input<typeof workItemInput>;
export type WorkItemPatch = z.output<typeof workItemPatch>;
export type WorkItemPatchWithId = z.output<typeof patchWithId>;
export type WorkItemSummary = z.output<typeof workItemSummarySchema>;
export type WorkItem = z.output<typeof workItemSchema>;
export type WorkItemMoment = z.output<typeof workItemMomentSchema>;
export type WorkFailure = z.output<typeof workFailureSchema>;
export type WorkProgress = z.output<typeof workProgressSchema>;
export type Claimed = z.output<typeof claimedSchema>;
export type PatchOutcome = z.output<typeof patchOutcomeSchema>;
export type Scaling = z.output<typeof scalingSchema>;
export type WorkQueue = z.output<typeof workQueueSchema>;
export type WorkQueues = z.output<typeof workQueuesSchema>;
export type Worker = z.output<typeof workerSchema>;
export type WorkerBeat = z.input<typeof workerBeat>;
export type WorkerOrders = z.output<typeof workerOrders>;
export type WorkFile = z.output<typeof workFileSchema>;
