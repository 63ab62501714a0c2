import { z } from 'zod';
import { WORK_LIMITS } from '../work-item.ts';

export const chainSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a chain’s name has 1–63 small letters, digits and "-"');

const hash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

const difficulty = z
  .number()
  .int('a whole number of bits')
  .min(0)
  .max(
    WORK_LIMITS.difficultyMax,
    `at most ${WORK_LIMITS.difficultyMax} bits: each bit doubles the work, and more would not end in the time of a try`,
  )
  .default(12)
  .describe('How many bits of the hash must be zero.');

const records = z
  .array(z.string().max(10_000, 'at most 10000 characters'))
  .min(1, 'a block holds at least one record')
  .max(WORK_LIMITS.blockRecordsMax, `at most ${WORK_LIMITS.blockRecordsMax} records`);

export const blockSchema = z.strictObject({
  height: z.number().int().min(0),
  previous: hash.describe('The hash of the block before; zeros for the first.'),
  merkleRoot: hash,
  timestampMs: z.number().int().min(0),
  difficulty: z.number().int().min(0).max(WORK_LIMITS.difficultyMax),
  nonce: z.number().int().min(0),
  hash,
  records,
});

/** What a `blockchain` item asks for. */
export const blockchainPayload = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('append'), chain: chainSchema, records, difficulty }),
  z.strictObject({
    operation: z.literal('verify'),
    chain: chainSchema,
    blocks: z
      .array(blockSchema)
      .max(1_000, 'at most 1000 blocks')
      .optional()
      .describe('Blocks to verify in place of the ledger’s own, from the first on.'),
  }),
]);

export const blockchainResult = z.discriminatedUnion('operation', [
  z.object({
    operation: z.literal('append'),
    chain: z.string(),
    block: blockSchema,
    hashes: z.number().int().describe('How many were tried.'),
  }),
  z.object({
    operation: z.literal('verify'),
    chain: z.string(),
    blocks: z.number().int().describe('How many were looked at.'),
    valid: z.boolean(),
    firstBad: z
      .object({ height: z.number().int(), reason: z.string() })
      .nullable()
      .describe('Where the chain breaks; null: nowhere.'),
    head: hash.nullable().describe('The hash of the last block; null: there is none.'),
  }),
]);

export type Block = z.output<typeof blockSchema>;
export type BlockchainPayload = z.output<typeof blockchainPayload>;
export type BlockchainResult = z.output<typeof blockchainResult>;
