import { type JobSpecInput, jobSpecSchema, newId } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../../control-plane/src/database/channels.ts';

/** Writes a job as the API does: what is wanted, and nothing else. Returns its id. */
export async function submitJob(database: pg.Pool, input: JobSpecInput): Promise<string> {
  const spec = jobSpecSchema.parse(input);
  const jobId = newId();
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO job (id, name, kind, spec, image, topic, priority, task_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        jobId,
        spec.name ?? 'job of a test',
        spec.kind,
        spec,
        spec.image,
        spec.topic ?? null,
        spec.priority,
        spec.parallelism,
      ],
    );
    for (let index = 0; index < spec.parallelism; index += 1) {
      await client.query('INSERT INTO task (id, job_id, index) VALUES ($1, $2, $3)', [newId(), jobId, index]);
    }
    await client.query(notifyStatement(['work', 'jobs']));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  return jobId;
}
