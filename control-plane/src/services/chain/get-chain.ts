import { type Block, blockSchema, type ChainDetail, type getChainQuery, type LedgerBlock } from '@longshore/schemas';
import { faultOfBlock, type Head } from '@longshore/work/ledger';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

const SUMMARY = `
SELECT count(*)::int AS blocks, max(created_at) AS "lastBlockAt" FROM ledger_block WHERE chain = $1`;

const BLOCKS = `
SELECT height, hash, block, item_id AS "itemId", created_at AS "appendedAt" FROM ledger_block
WHERE chain = $1 AND ($2::int IS NULL OR height < $2) ORDER BY height DESC LIMIT $3`;

interface Row {
  height: number;
  hash: string;
  block: unknown;
  itemId: string;
  appendedAt: Date;
}

function parsed({ block }: Row): Block | null {
  return blockSchema.safeParse(block).data ?? null;
}

/** What a block is to be built on; of one that cannot be read, what its row says. */
function headOf(row: Row | undefined): Head {
  return row === undefined ? null : (parsed(row) ?? row);
}

/** A block, held against the one before it. */
function toLedgerBlock(row: Row, before: Row | undefined): LedgerBlock {
  const { height, hash, itemId, appendedAt } = row;
  const block = parsed(row);
  const fault = block === null ? 'what is stored is no block' : faultOfBlock(block, headOf(before));
  return { height, hash, itemId, appendedAt: appendedAt.toISOString(), block, fault };
}

/**
 * A chain with its blocks, the newest first, each held against the one before it: a block that was changed is told by its
 * own fault, or by that of the block after it.
 *
 * @throws ProblemError 404, 422 for a cursor of something else
 */
export async function getChain(
  ctx: ServiceContext,
  name: string,
  { cursor, limit }: z.output<typeof getChainQuery>,
): Promise<ChainDetail> {
  requirePermission(ctx, 'work:read');
  const below = decodeCursor(cursor, z.tuple([z.number().int().min(0).max(2_147_483_647)]));
  const [summary] = (await ctx.pool.query<{ blocks: number; lastBlockAt: Date | null }>(SUMMARY, [name])).rows;
  if (summary === undefined || summary.lastBlockAt === null) {
    throw notFound(`There is no chain ${name}.`, 'List those there are with GET /api/v1/chains; an append begins one.');
  }
  const { rows } = await ctx.pool.query<Row>(BLOCKS, [name, below?.[0] ?? null, limit + 1]);
  const items = rows.slice(0, limit).map((row, index) => toLedgerBlock(row, rows[index + 1]));
  const last = items.at(-1);
  return {
    name,
    blocks: summary.blocks,
    lastBlockAt: summary.lastBlockAt.toISOString(),
    items,
    next: rows.length > items.length && last !== undefined ? encodeCursor([last.height]) : null,
  };
}
