import type { JobTemplateSummary, listJobTemplatesQuery } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readTemplates } from './read-templates.ts';

/** Templates by name. */
export async function listTemplates(
  ctx: ServiceContext,
  query: z.output<typeof listJobTemplatesQuery>,
): Promise<{ items: JobTemplateSummary[]; next: string | null }> {
  requirePermission(ctx, 'templates:read');
  const after = decodeCursor(query.cursor, z.tuple([z.string()]));
  const wanted = query.q?.trim() ?? '';
  const found = await readTemplates(
    ctx.pool,
    `WHERE ($1::text IS NULL OR t.name > $1)
       AND ($2 = '' OR strpos(lower(t.name), lower($2)) > 0 OR strpos(lower(t.description), lower($2)) > 0
            OR starts_with(t.id::text, lower($2)))
     ORDER BY t.name LIMIT ${query.limit + 1}`,
    [after?.[0] ?? null, wanted],
  );
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.name]) : null };
}
