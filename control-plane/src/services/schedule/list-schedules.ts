import type { listSchedulesQuery, ScheduleSummary } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readSchedules } from './read-schedules.ts';

/** Schedules by name. */
export async function listSchedules(
  ctx: ServiceContext,
  query: z.output<typeof listSchedulesQuery>,
): Promise<{ items: ScheduleSummary[]; next: string | null }> {
  requirePermission(ctx, 'schedules:read');
  const after = decodeCursor(query.cursor, z.tuple([z.string()]));
  const wanted = query.q?.trim() ?? '';
  const found = await readSchedules(
    ctx.pool,
    `WHERE ($1::text IS NULL OR s.name > $1)
       AND ($2 = '' OR strpos(lower(s.name), lower($2)) > 0 OR starts_with(s.id::text, lower($2)))
     ORDER BY s.name LIMIT ${query.limit + 1}`,
    [after?.[0] ?? null, wanted],
  );
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.name]) : null };
}
