import type { AttemptView, JobDetail, Receipt, TaskView } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../../database/in-transaction.ts';
import { storedSpec } from '../../database/stored-spec.ts';
import { notFound } from '../../http/problem-error.ts';
import { placeOfJob } from '../queue/queue-places.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';
import { readSummaries } from './read-summaries.ts';

type Dates = 'createdAt' | 'startedAt' | 'endedAt';

interface AttemptRow extends Omit<AttemptView, Dates> {
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

interface TaskRow {
  id: string;
  index: number;
  agentId: string | null;
  state: TaskView['state'];
  waitsFor: string | null;
  retryAt: Date | null;
  receipt: Receipt | null;
}

/** The statements that gather a job; `$1`: its id. */
export const JOB_STATEMENTS = {
  job: `SELECT spec, stop_wanted AS "stopWanted" FROM job WHERE id = $1`,
  tasks: `
SELECT id, index, agent_id AS "agentId", state, waits_for AS "waitsFor", retry_at AS "retryAt", receipt FROM task WHERE job_id = $1 ORDER BY index`,
  attempts: `
SELECT a.id, a.task_id AS "taskId", t.index AS "taskIndex", a.number AS attempt, a.agent_id AS "agentId", a.desired,
       a.observed, a.unreachable, a.exit_code AS "exitCode", a.reason, a.container_id AS "containerId",
       a.image_digest AS "imageDigest", a.progress, a.detail, a.created_at AS "createdAt", a.started_at AS "startedAt",
       a.ended_at AS "endedAt", a.receipt
FROM attempt a JOIN task t ON t.id = a.task_id WHERE a.job_id = $1 ORDER BY t.index, a.number`,
} as const;

function attemptView(row: AttemptRow): AttemptView {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

async function readJob(client: pg.PoolClient, id: string): Promise<JobDetail | null> {
  const [summary] = await readSummaries(client, 'WHERE j.id = $1', [id]);
  const [job] = (await client.query<{ spec: unknown; stopWanted: boolean }>(JOB_STATEMENTS.job, [id])).rows;
  if (summary === undefined || job === undefined) return null;
  const tasks = await client.query<TaskRow>(JOB_STATEMENTS.tasks, [id]);
  const attempts = await client.query<AttemptRow>(JOB_STATEMENTS.attempts, [id]);
  const place = tasks.rows.some(({ state }) => state === 'QUEUED') ? await placeOfJob(client, id) : null;
  const byTask = Map.groupBy(attempts.rows.map(attemptView), (attempt) => attempt.taskId);
  return {
    ...summary,
    spec: storedSpec(job.spec),
    stopWanted: job.stopWanted,
    queue: place === null ? null : { position: place.position, jobs: place.jobs, tasksAhead: place.tasksAhead },
    tasks: tasks.rows.map((task) => ({
      ...task,
      retryAt: task.retryAt?.toISOString() ?? null,
      attempts: byTask.get(task.id) ?? [],
    })),
  };
}

/**
 * A job with its tasks and all their attempts, all of one moment.
 *
 * @param given - its id, or the start of it
 * @throws ProblemError 404, or 409 when several jobs fit
 */
export async function getJob(ctx: ServiceContext, given: string): Promise<JobDetail> {
  requirePermission(ctx, 'jobs:read');
  const id = await findJobId(ctx, given);
  const job = await inSnapshot(ctx.pool, (client) => readJob(client, id));
  if (job === null) throw notFound(`There is no job ${given}.`, 'It was just deleted.');
  return job;
}
