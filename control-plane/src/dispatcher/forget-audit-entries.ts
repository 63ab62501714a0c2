import type pg from 'pg';
import { forgetInBatches } from './forget-in-batches.ts';

/** Entries that one statement forgets, so that none is long. */
const BATCH = 5_000;

const FORGET = `
DELETE FROM audit WHERE id IN (
  SELECT id FROM audit WHERE at < now() - $1 * interval '1 day' ORDER BY at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

const TELL = `
INSERT INTO audit (actor, action, subject_type, subject_id, detail)
VALUES ('dispatcher', 'AuditForgotten', 'audit', '', jsonb_build_object('entries', $1::int, 'olderThanDays', $2::int))`;

/**
 * Forgets entries of the audit log that are older than their retention, a batch at a time, and leaves one entry that
 * tells of it.
 *
 * @returns how many were forgotten
 */
export async function forgetAuditEntries(pool: pg.Pool, retentionDays: number): Promise<number> {
  const forgotten = await forgetInBatches(pool, FORGET, retentionDays, BATCH);
  if (forgotten > 0) await pool.query(TELL, [forgotten, retentionDays]);
  return forgotten;
}
