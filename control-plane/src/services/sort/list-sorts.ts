import type { listSortsQuery, SortSummary } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readSorts } from './read-sorts.ts';

/** Sorts, the newest first. */
export async function listSorts(
  ctx: ServiceContext,
  query: z.output<typeof listSortsQuery>,
): Promise<{ items: SortSummary[]; next: string | null }> {
  requirePermission(ctx, 'sorts:read');
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const found = await readSorts(
    ctx.pool,
    `WHERE ($1::uuid IS NULL OR s.id < $1) AND ($2::text[] IS NULL OR s.state = ANY($2))
     ORDER BY s.id DESC LIMIT ${query.limit + 1}`,
    [after?.[0] ?? null, query.state ?? null],
  );
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
