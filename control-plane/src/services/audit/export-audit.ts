import type { AuditExportFormat, AuditRecord, exportAuditQuery } from '@longshore/schemas';
import type { z } from 'zod';
import { requirePermission } from '../require-permission.ts';
import { databaseNowMs } from '../schedule/read-times.ts';
import type { ServiceContext } from '../service-context.ts';
import { AUDIT_CSV_HEADER, auditCsvLine } from './audit-csv.ts';
import { readRecords } from './read-records.ts';

/** Entries that are in memory at a time. */
const BATCH = 500;

const LINE: Record<AuditExportFormat, (record: AuditRecord) => string> = {
  ndjson: (record) => `${JSON.stringify(record)}\n`,
  csv: auditCsvLine,
};

/**
 * Everything of the audit log that fits, the newest entry first, as pieces of text. The next piece is read from the
 * database only when it is asked for, and no connection is held in between; what is written meanwhile is newer, and not
 * part of it.
 *
 * @throws when first asked: what the database throws
 */
export async function* exportAudit(
  ctx: Pick<ServiceContext, 'pool' | 'caller'>,
  query: z.output<typeof exportAuditQuery>,
  batch = BATCH,
): AsyncGenerator<string, void, undefined> {
  requirePermission(ctx, 'audit:read');
  const { format, ...filter } = query;
  const nowMs = await databaseNowMs(ctx.pool);
  let before: string | null = null;
  let head = format === 'csv' ? AUDIT_CSV_HEADER : '';
  for (;;) {
    const records: AuditRecord[] = await readRecords(ctx.pool, { filter, nowMs, before, limit: batch });
    yield head + records.map(LINE[format]).join('');
    head = '';
    const last = records.at(-1);
    if (last === undefined || records.length < batch) return;
    before = last.id;
  }
}
