import { ID_PATTERN, type listWorkItemsQuery, type WorkItemSummary } from '@longshore/schemas';
import { z } from 'zod';
import { idRange } from '../../database/id-range.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readWorkItemSummaries } from './read-work-items.ts';

/** Items, the newest first. Dead letters are those that have failed. @throws ProblemError 422 for a cursor of something else */
export async function listWorkItems(
  ctx: ServiceContext,
  { cursor, limit, type, status, worker, q = '' }: z.output<typeof listWorkItemsQuery>,
): Promise<{ items: WorkItemSummary[]; next: string | null }> {
  requirePermission(ctx, 'work:read');
  const before = decodeCursor(cursor, z.tuple([z.string().regex(ID_PATTERN)]));
  const range = q === '' ? [null, null] : idRange(q);
  if (range === null) return { items: [], next: null };
  const found = await readWorkItemSummaries(
    ctx.pool,
    `WHERE ($1::uuid IS NULL OR w.id < $1) AND ($2::text[] IS NULL OR w.type = ANY($2)) AND ($3::text[] IS NULL OR w.status = ANY($3))
     AND ($4::uuid IS NULL OR w.worker_id = $4) AND ($5::uuid IS NULL OR w.id BETWEEN $5 AND $6)
     ORDER BY w.id DESC LIMIT ${limit + 1}`,
    [before?.[0] ?? null, type ?? null, status ?? null, worker ?? null, ...range],
  );
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
