import type { JobSummary, listJobsQuery } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { jobConditions } from './job-conditions.ts';
import { readSummaries } from './read-summaries.ts';

/** Jobs, the newest first. */
export async function listJobs(
  ctx: ServiceContext,
  query: z.output<typeof listJobsQuery>,
): Promise<{ items: JobSummary[]; next: string | null }> {
  requirePermission(ctx, 'jobs:read');
  const where = jobConditions(query);
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  if (after !== null) where.add(after[0], (at) => `j.id < ${at}::uuid`);
  const items = await readSummaries(
    ctx.pool,
    `${where.toSql()} ORDER BY j.id DESC LIMIT ${query.limit + 1}`,
    where.values,
  );
  const page = items.slice(0, query.limit);
  const last = page.at(-1);
  return { items: page, next: items.length > page.length && last !== undefined ? encodeCursor([last.id]) : null };
}
