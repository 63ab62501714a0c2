import type pg from 'pg';
import { forgetInBatches } from './forget-in-batches.ts';

/** Jobs that one statement forgets, so that none is long. */
const BATCH = 500;

/** Ended attempts that a task of a per-host job keeps: it may be started again for ever. */
const ATTEMPTS_KEPT = 20;

const FORGET = `
WITH old AS (
  SELECT j.id FROM job j
  WHERE j.ended_at < now() - $1 * interval '1 day'
    AND NOT EXISTS (SELECT FROM attempt a WHERE a.job_id = j.id AND a.reserved)
  ORDER BY j.ended_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED),
lines AS (DELETE FROM log_chunk c USING old WHERE c.job_id = old.id)
DELETE FROM job j USING old WHERE j.id = old.id`;

const FORGET_ATTEMPTS = `
WITH old AS (
  SELECT a.id, a.job_id FROM attempt a JOIN task t ON t.id = a.task_id
  WHERE t.agent_id IS NOT NULL AND t.state IN ('QUEUED', 'ACTIVE', 'BACKOFF') AND a.number <= t.attempts_made - ${ATTEMPTS_KEPT}
    AND a.ended_at IS NOT NULL AND a.container_gone AND NOT a.reserved),
events AS (DELETE FROM job_event e USING old WHERE e.job_id = old.job_id AND e.attempt_id = old.id)
DELETE FROM attempt a USING old WHERE a.id = old.id`;

const TELL = `
INSERT INTO audit (actor, action, subject_type, subject_id, detail)
VALUES ('dispatcher', 'JobsForgotten', 'job', '', jsonb_build_object('jobs', $1::int, 'olderThanDays', $2::int))`;

/**
 * Forgets jobs that ended longer ago than their retention, with timelines and logs, a batch at a time; and of per-host
 * jobs all but the newest attempts. What may still run on some host is kept.
 *
 * @returns how many jobs were forgotten
 */
export async function forgetJobs(pool: pg.Pool, retentionDays: number): Promise<number> {
  const forgotten = await forgetInBatches(pool, FORGET, retentionDays, BATCH);
  if (forgotten > 0) await pool.query(TELL, [forgotten, retentionDays]);
  await pool.query(FORGET_ATTEMPTS);
  return forgotten;
}
