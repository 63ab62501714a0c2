import type pg from 'pg';
import { type JobSummary, type ProgressView, type ReasonView, stateOfShownJob } from './job-rows.ts';

interface SummaryRow {
  id: string;
  name: string;
  kind: JobSummary['kind'];
  image: string;
  topic: string | null;
  state: JobSummary['state'];
  stopWanted: boolean;
  priority: number;
  taskCount: number;
  tasksEnded: number;
  agents: string[] | null;
  perHost: boolean;
  openTasks: number;
  running: number;
  progress: { done: number; total: number | null; unit: string } | null;
  wantedTotal: number | null;
  reason: ReasonView | null;
  waitsFor: string | null;
  exitCode: number | null;
  scheduleId: string | null;
  scheduleName: string | null;
  nominalAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/**
 * The summaries of jobs, everything that hangs on tasks and attempts gathered in the same statement. Which jobs is settled
 * first, by what indexes hold where they can, so that nothing is gathered for one that is not on the page.
 */
const summaries = (rest: string) => `
SELECT j.id, j.name, j.kind, j.image, j.topic, j.state, j.stop_wanted AS "stopWanted", j.priority,
       j.task_count AS "taskCount", j.reason, j.exit_code AS "exitCode",
       j.created_at AS "createdAt", j.started_at AS "startedAt", j.ended_at AS "endedAt",
       s.id AS "scheduleId", s.name AS "scheduleName", j.nominal_at AS "nominalAt",
       (j.spec->'generator'->>'count')::float8 AS "wantedTotal", coalesce(j.spec->>'perHost', '') = 'true' AS "perHost",
       t.ended AS "tasksEnded", t.open AS "openTasks", t.waits_for AS "waitsFor", a.agents, a.running,
       CASE WHEN a.with_progress > 0 THEN jsonb_build_object('done', a.done, 'total', a.total, 'unit', a.unit) END AS progress
FROM unnest(ARRAY(
  SELECT j.id FROM job j ${rest})) WITH ORDINALITY AS page(id, place)
JOIN job j ON j.id = page.id
LEFT JOIN schedule s ON s.id = j.schedule_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE state IN ('SUCCEEDED', 'FAILED', 'STOPPED'))::int AS ended,
         count(*) FILTER (WHERE state IN ('QUEUED', 'ACTIVE', 'BACKOFF'))::int AS open,
         (array_agg(waits_for ORDER BY index) FILTER (WHERE waits_for IS NOT NULL))[1] AS waits_for
  FROM task WHERE job_id = j.id) t
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT x.agent_id) FILTER (WHERE x.ended_at IS NULL) AS agents,
         count(*) FILTER (WHERE x.observed = 'RUNNING')::int AS running,
         count(x.progress) AS with_progress,
         sum((x.progress->>'done')::float8) AS done,
         CASE WHEN bool_and(x.progress->>'total' IS NOT NULL) FILTER (WHERE x.progress IS NOT NULL)
              THEN sum((x.progress->>'total')::float8) END AS total,
         max(x.progress->>'unit') AS unit
  FROM task y JOIN attempt x ON x.task_id = y.id AND x.number = y.attempts_made
  WHERE y.job_id = j.id) a
ORDER BY page.place`;

function progressOf(row: SummaryRow): ProgressView | null {
  if (row.progress === null) return null;
  // What was asked for in all is known before every task has said its share.
  return { ...row.progress, total: row.wantedTotal ?? row.progress.total, unit: row.progress.unit ?? '' };
}

function scheduleOf({ scheduleId, scheduleName, nominalAt }: SummaryRow): JobSummary['schedule'] {
  if (scheduleId === null || scheduleName === null) return null;
  return { id: scheduleId, name: scheduleName, nominalAt: nominalAt?.toISOString() ?? null };
}

function summaryOf(row: SummaryRow): JobSummary {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    image: row.image,
    topic: row.topic,
    state: stateOfShownJob(row),
    priority: row.priority,
    taskCount: row.taskCount,
    tasksEnded: row.tasksEnded,
    agents: row.agents ?? [],
    ...(row.perHost ? { perHost: { matching: row.openTasks, running: row.running } } : {}),
    progress: progressOf(row),
    reason: row.reason,
    waitsFor: row.endedAt === null ? row.waitsFor : null,
    exitCode: row.exitCode,
    schedule: scheduleOf(row),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/**
 * Reads summaries of jobs.
 *
 * @param rest - which, after FROM: conditions on `j`, order and limit, with parameters from $1
 */
export async function readSummaries(
  database: Pick<pg.Pool | pg.PoolClient, 'query'>,
  rest: string,
  values: unknown[],
): Promise<JobSummary[]> {
  const { rows } = await (database as pg.Pool).query<SummaryRow>(summaries(rest), values);
  return rows.map(summaryOf);
}
