import type { AuditFilter, AuditRecord } from '@longshore/schemas';
import type pg from 'pg';
import { auditConditions } from './audit-conditions.ts';

const COLUMNS = `
SELECT a.id::text, a.at, a.actor, a.action, a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.origin, a.detail
FROM audit a`;

export interface RecordsWanted {
  filter: AuditFilter;
  /** The database's clock, for times that are told as so long ago. */
  nowMs: number;
  /** Only those that were written before this one. */
  before: string | null;
  limit: number;
}

/** Entries that fit, the newest first. */
export async function readRecords(
  pool: pg.Pool,
  { filter, nowMs, before, limit }: RecordsWanted,
): Promise<AuditRecord[]> {
  const where = auditConditions(filter, nowMs);
  if (before !== null) where.add(before, (at) => `a.id < ${at}::bigint`);
  const { rows } = await pool.query<Omit<AuditRecord, 'at'> & { at: Date }>(
    `${COLUMNS} ${where.toSql()} ORDER BY a.id DESC LIMIT ${limit}`,
    where.values,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), detail: asObject(row.detail) }));
}

/** The column holds objects; what once was written otherwise must not make the whole list unreadable. */
function asObject(detail: unknown): Record<string, unknown> {
  const isObject = typeof detail === 'object' && detail !== null && !Array.isArray(detail);
  return isObject ? (detail as Record<string, unknown>) : { value: detail };
}
