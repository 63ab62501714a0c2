import { z } from 'zod';
import { sortPlanSchema } from './plan.ts';

const count = z.number().int().min(0);
const id = z.string().min(1).max(200);
const generation = z.number().int().min(1);
/** Bytes as Base64. */
const bytes = z.string();

const word = z.string().regex(/^[0-9a-f]{16}$/);
/** `MultisetHash` of sorting/. */
const hashSchema = z.object({ count, sum: word, xor: word });

/** What one try spent where, by the clock of its own machine: for people. */
const timesSchema = z.object({
  startedAt: z.string(),
  endedAt: z.string(),
  /** Milliseconds in each phase of the unit: read, sort, send and so on. */
  phases: z.record(z.string(), z.number()),
  bytesIn: count,
  bytesOut: count,
  bytesSpilled: count,
});

/** Chunks of one part that a try wrote. */
const pieceSchema = z.object({ count, bytes: count, chunks: count });

/** A place of the result to begin reading at: no chunk with this first rank (within its part) is before the offset. */
const indexEntrySchema = z.object({ rank: count, offset: z.string() });

/** What is written to the control log: see docs/adr/0051. Who may write what, and when it counts, is `evolve`'s to say. */
export const controlRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked'), plan: sortPlanSchema }),
  z.object({ kind: z.literal('led'), generation, coordinator: id }),
  z.object({ kind: z.literal('began'), worker: count, boot: id, agentId: z.string() }),
  z.object({
    kind: z.literal('assigned'),
    generation,
    unit: id,
    try: id,
    worker: count,
    boot: id,
    /** By the coordinator's clock: for people. */
    at: z.string(),
  }),
  z.object({
    kind: z.literal('sampled'),
    unit: id,
    try: id,
    count,
    bytes: count,
    /** Of all elements of the share. */
    hash: hashSchema,
    sample: bytes,
    times: timesSchema,
  }),
  z.object({ kind: z.literal('split'), generation, node: id, splitters: bytes, parts: z.number().int().min(1) }),
  z.object({
    kind: z.literal('parted'),
    unit: id,
    try: id,
    pieces: z.array(pieceSchema),
    /** For each partition of the exchange: no chunk of the try is before it. */
    offsets: z.array(z.string()),
    times: timesSchema,
  }),
  z.object({
    kind: z.literal('sorted'),
    unit: id,
    try: id,
    count,
    bytes: count,
    hash: hashSchema,
    chunks: count,
    /** The first and the last element, each as a block of its own; null: the part is empty. */
    first: bytes.nullable(),
    last: bytes.nullable(),
    index: z.array(indexEntrySchema),
    times: timesSchema,
  }),
  z.object({
    kind: z.literal('failed'),
    unit: id,
    try: id,
    code: z.string(),
    message: z.string().max(2_000),
    /** Whether another try could do better. */
    retryable: z.boolean(),
  }),
  z.object({ kind: z.literal('proved'), generation }),
  z.object({
    kind: z.literal('delivering'),
    generation,
    /** Under which all coordinators of the sort write to the output topic: brokers take each record of it once. */
    identity: id,
    /** The offset of the first element's record. */
    offset: z.string().regex(/^\d{1,19}$/),
  }),
  z.object({
    kind: z.literal('delivered'),
    generation,
    /** So many elements are on the output topic. */
    count,
  }),
  z.object({
    kind: z.literal('ended'),
    generation,
    outcome: z.enum(['completed', 'failed']),
    code: z.string().nullable(),
    message: z.string().nullable(),
  }),
]);

export type ControlRecord = z.output<typeof controlRecordSchema>;
export type ControlKind = ControlRecord['kind'];
export type RecordOf<Kind extends ControlKind> = Extract<ControlRecord, { kind: Kind }>;
export type UnitTimes = z.output<typeof timesSchema>;
export type Piece = z.output<typeof pieceSchema>;

/** Told between records of the log, and lost without harm: that a sorter lives, and how far it is. */
export const pulseSchema = z.object({
  worker: count,
  boot: id,
  try: id.nullable(),
  phase: z.string(),
  done: count,
});
export type Pulse = z.output<typeof pulseSchema>;

/** The partitions of the control topic. */
export const CONTROL_PARTITIONS = { log: 0, pulses: 1 } as const;

/**
 * Reads a record of the control log.
 *
 * @returns the record, or null when it is none: readers pass over it, all alike
 */
export function parseControlRecord(value: string | null): ControlRecord | null {
  if (value === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return null;
  }
  const parsed = controlRecordSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
