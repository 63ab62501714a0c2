import type { Decision } from '../deciding-transaction.ts';

const REQUEUE = `
UPDATE task SET state = 'QUEUED', retry_at = NULL WHERE state = 'BACKOFF' AND retry_at <= now() RETURNING job_id AS "jobId"`;

const NEXT = `
SELECT ceil(extract(epoch FROM min(retry_at) - now()) * 1000)::float8 AS ms FROM task WHERE state = 'BACKOFF'`;

/**
 * Queues again the tasks whose backoff is over, by the database's clock alone.
 *
 * @returns how long the next one still backs off, in milliseconds; null: none does
 */
export async function requeueTasks(decision: Decision): Promise<number | null> {
  const requeued = await decision.client.query(REQUEUE);
  if ((requeued.rowCount ?? 0) > 0) decision.notify.add('jobs');
  const next = await decision.client.query<{ ms: number | null }>(NEXT);
  return next.rows[0]?.ms ?? null;
}
