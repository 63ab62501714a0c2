import type { ChainSummary, listChainsQuery } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

const LIST = `
SELECT chain AS name, count(*)::int AS blocks, max(created_at) AS "lastBlockAt" FROM ledger_block
WHERE $1::text IS NULL OR chain > $1 GROUP BY chain ORDER BY chain LIMIT $2`;

/** The chains by name. @throws ProblemError 422 for a cursor of something else */
export async function listChains(
  ctx: ServiceContext,
  { cursor, limit }: z.output<typeof listChainsQuery>,
): Promise<{ items: ChainSummary[]; next: string | null }> {
  requirePermission(ctx, 'work:read');
  const after = decodeCursor(cursor, z.tuple([z.string()]));
  const { rows } = await ctx.pool.query<{ name: string; blocks: number; lastBlockAt: Date }>(LIST, [
    after?.[0] ?? null,
    limit + 1,
  ]);
  const items = rows
    .slice(0, limit)
    .map(({ name, blocks, lastBlockAt }) => ({ name, blocks, lastBlockAt: lastBlockAt.toISOString() }));
  const last = items.at(-1);
  return { items, next: rows.length > items.length && last !== undefined ? encodeCursor([last.name]) : null };
}
