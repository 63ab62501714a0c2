import pg from 'pg';
import { toJson } from '../../control-plane/src/database/to-json.ts';
import type { JobRows } from './realistic-jobs.ts';

/** Rows of one statement: few enough that it takes no long breath. */
const ROWS_AT_ONCE = 1_000;

const JOBS = `
INSERT INTO job (id, name, kind, spec, image, topic, priority, task_count, state, reason, exit_code, created_at,
                 started_at, ended_at)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(
  id uuid, name text, kind text, spec jsonb, image text, topic text, priority int, task_count int, state text,
  reason jsonb, exit_code int, created_at timestamptz, started_at timestamptz, ended_at timestamptz)`;

const TASKS = `
INSERT INTO task (id, job_id, index, state, attempts_made)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, job_id uuid, index int, state text, attempts_made int)`;

// As the dispatcher leaves them once their containers are removed.
const ATTEMPTS = `
INSERT INTO attempt (id, job_id, task_id, number, agent_id, desired, observed, reserved, container_gone, cpu_millis,
                     memory_bytes, exit_code, reason, progress, created_at, published_at, started_at, ended_at)
SELECT id, job_id, task_id, number, agent_id, 'REMOVE', observed, false, true, cpu_millis, memory_bytes, exit_code,
       reason, progress, created_at, created_at, started_at, ended_at
FROM jsonb_to_recordset($1::jsonb) AS r(
  id uuid, job_id uuid, task_id uuid, number int, agent_id text, observed text, cpu_millis int, memory_bytes bigint,
  exit_code int, reason jsonb, progress jsonb, created_at timestamptz, started_at timestamptz, ended_at timestamptz)`;

const EVENTS = `
INSERT INTO job_event (job_id, type, message, at)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(job_id uuid, type text, message text, at timestamptz)`;

/** Writes jobs that nobody ran, and lets the database count what it has, so that it plans as it would later. */
export async function writeJobs(databaseUrl: string, rows: JobRows): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const [statement, all] of [
      [JOBS, rows.jobs],
      [TASKS, rows.tasks],
      [ATTEMPTS, rows.attempts],
      [EVENTS, rows.events],
    ] as const) {
      for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
        await client.query(statement, [toJson(all.slice(from, from + ROWS_AT_ONCE))]);
      }
    }
    await client.query('VACUUM (ANALYZE) job, task, attempt, job_event');
  } finally {
    await client.end();
  }
}
