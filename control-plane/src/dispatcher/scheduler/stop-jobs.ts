import { compileContainer } from '../../compile/compile-container.ts';
import { storedSpec } from '../../database/stored-spec.ts';
import type { Decision } from '../deciding-transaction.ts';
import { applyEntry } from '../instruction.ts';
import { refreshJobStates } from '../job-states.ts';

/** Most jobs that one look stops: the rest follow at once in the next. */
const JOBS_AT_ONCE = 200;

const WANTED = `
SELECT j.id FROM job j
WHERE j.stop_wanted AND j.ended_at IS NULL
  AND (j.state <> 'STOPPING'
    OR EXISTS (SELECT FROM task t WHERE t.job_id = j.id AND t.state IN ('QUEUED', 'BACKOFF'))
    OR EXISTS (SELECT FROM attempt a WHERE a.job_id = j.id AND a.ended_at IS NULL AND a.desired = 'RUN'))
ORDER BY j.id LIMIT ${JOBS_AT_ONCE} FOR UPDATE`;

const STOP_WAITING_TASKS = `
UPDATE task SET state = 'STOPPED', waits_for = NULL, retry_at = NULL
WHERE job_id = ANY($1::uuid[]) AND state IN ('QUEUED', 'BACKOFF')
RETURNING job_id AS "jobId", index`;

const STOP_ATTEMPTS = `
UPDATE attempt a SET desired = 'STOP', generation = a.generation + 1
FROM task t, job j
WHERE a.job_id = ANY($1::uuid[]) AND a.ended_at IS NULL AND a.desired = 'RUN' AND t.id = a.task_id AND j.id = a.job_id
RETURNING a.id, a.job_id AS "jobId", a.task_id AS "taskId", a.number, a.agent_id AS "agentId", a.generation,
          t.index AS "taskIndex", j.spec`;

interface StoppedAttempt {
  id: string;
  jobId: string;
  taskId: string;
  number: number;
  agentId: string;
  generation: number;
  taskIndex: number;
  spec: unknown;
}

/**
 * Carries out the stops that users want: what has not been placed ends at once, what has been is asked of its agent.
 *
 * @returns whether there may be more jobs to stop
 */
export async function stopJobs(decision: Decision): Promise<boolean> {
  const { client, events, outbox, notify } = decision;
  const wanted = await client.query<{ id: string }>(WANTED);
  const ids = wanted.rows.map((row) => row.id);
  if (ids.length === 0) return false;
  const tasks = await client.query<{ jobId: string; index: number }>(STOP_WAITING_TASKS, [ids]);
  for (const { jobId, index } of tasks.rows) {
    events.push({
      jobId,
      taskIndex: index,
      type: 'TaskStopped',
      message: `Task ${index} was stopped before it was placed`,
    });
  }
  const attempts = await client.query<StoppedAttempt>(STOP_ATTEMPTS, [ids]);
  for (const row of attempts.rows) {
    const container = compileContainer(storedSpec(row.spec), row.taskIndex);
    outbox.push(
      applyEntry(row.agentId, {
        attemptId: row.id,
        jobId: row.jobId,
        taskId: row.taskId,
        attempt: row.number,
        generation: row.generation,
        desired: 'STOP',
        container,
      }),
    );
  }
  notify.add('jobs');
  await refreshJobStates(decision, ids);
  return ids.length === JOBS_AT_ONCE;
}
