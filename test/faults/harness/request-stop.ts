import type pg from 'pg';
import { notifyStatement } from '../../../control-plane/src/database/channels.ts';

/** Writes that a job is to stop, as the API does. */
export async function requestStop(database: pg.Pool, jobId: string): Promise<void> {
  await database.query('UPDATE job SET stop_wanted = true, stop_requested_at = now() WHERE id = $1', [jobId]);
  await database.query(notifyStatement(['work', 'jobs']));
}
