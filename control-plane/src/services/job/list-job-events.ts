import type { JobEvent, jobEventsQuery } from '@longshore/schemas';
import { z } from 'zod';
import { countedId, decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';

/** A job's timeline, the oldest entry first. */
export async function listJobEvents(
  ctx: ServiceContext,
  given: string,
  query: z.output<typeof jobEventsQuery>,
): Promise<{ items: JobEvent[]; next: string | null }> {
  requirePermission(ctx, 'jobs:read');
  const jobId = await findJobId(ctx, given);
  const after = decodeCursor(query.cursor, z.tuple([countedId]));
  const rows = await ctx.prisma.jobEvent.findMany({
    where: { jobId, ...(after === null ? {} : { id: { gt: BigInt(after[0]) } }) },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  const items = rows.slice(0, query.limit).map(
    (row): JobEvent => ({
      id: row.id.toString(),
      jobId: row.jobId,
      attemptId: row.attemptId,
      taskIndex: row.taskIndex,
      attempt: row.attempt,
      agentId: row.agentId,
      type: row.type,
      message: row.message,
      reason: row.reason as JobEvent['reason'],
      at: row.at.toISOString(),
    }),
  );
  const last = items.at(-1);
  return { items, next: rows.length > items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
