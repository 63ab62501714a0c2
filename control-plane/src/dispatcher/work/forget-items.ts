import type pg from 'pg';

/** Most that one statement forgets, so that none holds its locks for long. */
const ITEMS_AT_ONCE = 5_000;

// Dead letters that nobody looked at go in the same time: they are told by the audit log and on their topic, too.
const FORGET = `
DELETE FROM work_item WHERE id IN (
  SELECT id FROM work_item WHERE ended_at < now() - $1::int * interval '1 day' ORDER BY ended_at LIMIT ${ITEMS_AT_ONCE} FOR UPDATE SKIP LOCKED)`;

const CLEAR = [
  // One of the fleet is no more once its attempt has ended; of others nothing but their silence is known.
  `DELETE FROM worker w WHERE (w.last_heard_at < now() - interval '1 hour'
     OR EXISTS (SELECT 1 FROM attempt a WHERE a.id = w.id AND a.ended_at < now() - interval '1 minute'))
   AND NOT EXISTS (SELECT 1 FROM work_item i WHERE i.status = 'processing' AND i.worker_id = w.id)`,
  // A file is for one who is about to use it, and for items that are kept.
  `DELETE FROM work_file f WHERE f.created_at < now() - interval '24 hours'
   AND NOT EXISTS (SELECT 1 FROM work_item i WHERE i.file_id = f.id)`,
];

/**
 * Forgets items that ended longer ago than histories are kept, workers that left, and files that nothing needs.
 *
 * @returns how soon to look again, in milliseconds, or null
 */
export async function forgetItems(pool: pg.Pool, retentionDays: number): Promise<number | null> {
  for (const statement of CLEAR) await pool.query(statement);
  const { rowCount } = await pool.query(FORGET, [retentionDays]);
  return rowCount === ITEMS_AT_ONCE ? 1 : null;
}
