import type { AuditEntry, listAuditQuery } from '@longshore/schemas';
import { z } from 'zod';
import { countedId, decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import { databaseNowMs } from '../schedule/read-times.ts';
import type { ServiceContext } from '../service-context.ts';
import { findSubjects } from './find-subjects.ts';
import { readRecords } from './read-records.ts';

/**
 * The audit log, the newest entry first.
 *
 * @throws ProblemError 422
 */
export async function listAudit(
  ctx: ServiceContext,
  query: z.output<typeof listAuditQuery>,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  requirePermission(ctx, 'audit:read');
  const { cursor, limit, ...filter } = query;
  const before = idIn(cursor);
  const records = await readRecords(ctx.pool, {
    filter,
    nowMs: await databaseNowMs(ctx.pool),
    before,
    limit: limit + 1,
  });
  const page = records.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await findSubjects(ctx.pool, page),
    next: records.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

function idIn(cursor: string | undefined): string | null {
  return decodeCursor(cursor, z.tuple([countedId]))?.[0] ?? null;
}
