import type { JobUsage } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../../database/in-transaction.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';

/** A history over more agents would be too much to add up at each look. */
const AGENTS_MAX = 64;
/** Each step holds two reports of the slowest agent, so that none is missed for being a little late. */
const REPORTS_IN_STEP = 2;
const STEP_MIN_MS = 2_000;

const RUNNING = `
SELECT a.id AS "attemptId", t.index AS "taskIndex", a.number AS attempt, a.agent_id AS "agentId",
       a.cpu_millis::float8 AS "cpuLimit", a.memory_bytes::float8 AS "memoryLimit", c."cpuMillis", c."memoryBytes",
       g.last_heard_at AS "heardAt", (g.status->>'healthIntervalMs')::float8 AS "healthIntervalMs"
FROM attempt a
JOIN task t ON t.id = a.task_id
JOIN agent g ON g.id = a.agent_id
LEFT JOIN LATERAL (
  SELECT r."cpuMillis", r."memoryBytes"
  FROM jsonb_to_recordset(g.status->'containers')
    AS r("attemptId" text, "engineState" text, "cpuMillis" float8, "memoryBytes" float8)
  WHERE r."attemptId" = a.id::text AND r."engineState" = 'running') c ON true
WHERE a.job_id = $1 AND a.ended_at IS NULL AND a.observed = 'RUNNING'
ORDER BY t.index`;

/** The attempts whose figures may be in the last quarter of an hour. */
const RECENT = `
SELECT a.id, a.agent_id AS "agentId", (g.status->>'healthIntervalMs')::float8 AS "healthIntervalMs"
FROM attempt a JOIN agent g ON g.id = a.agent_id
WHERE a.job_id = $1 AND a.started_at IS NOT NULL AND (a.ended_at IS NULL OR a.ended_at > now() - interval '15 minutes')`;

/** Of each attempt the average in each step that is over, and the sum over attempts. */
const HISTORY = `
SELECT at, sum(cpu) AS "cpuMillis", sum(memory) AS "memoryBytes", count(*)::int AS attempts
FROM (
  SELECT to_timestamp(floor(extract(epoch FROM s.at)::float8 * 1000 / $3) * $3 / 1000) AS at, u.id,
         avg(u.cpu) AS cpu, avg(u.memory) AS memory
  FROM agent_sample s
  CROSS JOIN LATERAL jsonb_to_recordset(s.attempts) AS u(id text, cpu float8, memory float8)
  WHERE s.agent_id = ANY($1::text[]) AND s.at > now() - interval '15 minutes' AND u.id = ANY($2::text[])
  GROUP BY 1, 2) AS steps
WHERE at <= now() - $3 * interval '1 millisecond'
GROUP BY at ORDER BY at`;

interface RunningRow {
  attemptId: string;
  taskIndex: number;
  attempt: number;
  agentId: string;
  cpuLimit: number;
  memoryLimit: number;
  /** Null: its agent has not said yet that it runs. */
  cpuMillis: number | null;
  memoryBytes: number | null;
  heardAt: Date;
  healthIntervalMs: number;
}

interface RecentRow {
  id: string;
  agentId: string;
  healthIntervalMs: number;
}

type Point = Omit<JobUsage['history'][number], 'at'> & { at: Date };

async function readHistory(client: pg.PoolClient, recent: readonly RecentRow[], stepMs: number): Promise<Point[]> {
  const agents = [...new Set(recent.map(({ agentId }) => agentId))];
  if (agents.length === 0 || agents.length > AGENTS_MAX) return [];
  return (await client.query<Point>(HISTORY, [agents, recent.map(({ id }) => id), stepMs])).rows;
}

/**
 * What the containers of a job use: now, and over the last quarter of an hour.
 *
 * @param given - its id, or the start of it
 * @throws ProblemError 404, or 409 when several jobs fit
 */
export async function getJobUsage(ctx: ServiceContext, given: string): Promise<JobUsage> {
  requirePermission(ctx, 'jobs:read');
  const id = await findJobId(ctx, given);
  return inSnapshot(ctx.pool, async (client) => {
    const running = (await client.query<RunningRow>(RUNNING, [id])).rows;
    const recent = (await client.query<RecentRow>(RECENT, [id])).rows;
    const slowest = Math.max(0, ...recent.map(({ healthIntervalMs }) => healthIntervalMs));
    const stepMs = Math.max(STEP_MIN_MS, REPORTS_IN_STEP * slowest);
    const history = await readHistory(client, recent, stepMs);
    return {
      limit: {
        cpuMillis: running.reduce((sum, { cpuLimit }) => sum + cpuLimit, 0),
        memoryBytes: running.reduce((sum, { memoryLimit }) => sum + memoryLimit, 0),
      },
      running: running.flatMap(({ cpuLimit: _, memoryLimit: __, cpuMillis, memoryBytes, heardAt, ...attempt }) =>
        cpuMillis === null || memoryBytes === null
          ? []
          : [{ ...attempt, cpuMillis, memoryBytes, heardAt: heardAt.toISOString() }],
      ),
      stepMs,
      history: history.map((point) => ({ ...point, at: point.at.toISOString() })),
    };
  });
}
