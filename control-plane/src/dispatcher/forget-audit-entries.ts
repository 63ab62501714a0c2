import type pg from 'pg';

/** Entries that one statement forgets, so that none is long. */
const BATCH = 5_000;

/** Most batches in one go: what is left follows a minute later. */
const BATCHES_MAX = 20;

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
  let forgotten = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const { rowCount } = await pool.query(FORGET, [retentionDays]);
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) break;
  }
  if (forgotten > 0) await pool.query(TELL, [forgotten, retentionDays]);
  return forgotten;
}
