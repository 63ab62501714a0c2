import { z } from 'zod';
import { blockSchema } from '../work/blockchain.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC');
const cursor = z.string().max(500).optional().describe('The `next` of the page before.');

/** `GET /chains` */
export const listChainsQuery = z.strictObject({
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const chainSummarySchema = z.object({
  name: z.string(),
  blocks: z.number().int(),
  lastBlockAt: instant.describe('When its last block was appended.'),
});

/** `GET /chains/{name}` */
export const getChainQuery = z.strictObject({
  cursor,
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const ledgerBlockSchema = z.object({
  height: z.number().int(),
  hash: z.string(),
  itemId: z.string().describe('The work item that appended it.'),
  appendedAt: instant,
  block: blockSchema.nullable().describe('As it is stored; null: what is stored is no block.'),
  fault: z.string().nullable().describe('Why it does not belong after the block before it; null: it does.'),
});

/** Answers `GET /chains/{name}`: a page of its blocks, the newest first. */
export const chainDetailSchema = chainSummarySchema.extend({
  items: z.array(ledgerBlockSchema),
  next: z.string().nullable().describe('For the page after; null: there is none.'),
});

export type ChainSummary = z.output<typeof chainSummarySchema>;
export type ChainDetail = z.output<typeof chainDetailSchema>;
export type LedgerBlock = z.output<typeof ledgerBlockSchema>;
