import type { AgentDetail, AgentState, ContainerView } from '@longshore/schemas';
import { notFound } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { type AgentRecord, agentSummary, readAgents } from './read-agents.ts';

interface NamedAttempt {
  id: string;
  jobName: string;
  taskIndex: number;
}

const NAMES = `
SELECT a.id, j.name AS "jobName", t.index AS "taskIndex"
FROM attempt a JOIN job j ON j.id = a.job_id JOIN task t ON t.id = a.task_id
WHERE a.id::text = ANY($1::text[])`;

/** An hour is told in at most so many steps, each as long as is needed for that, and no shorter than there are reports. */
const STEPS = 240;

// Of each step the averages, at the time of its last report: what is not over yet is told so far.
const HISTORY = `
WITH heard AS (
  SELECT at, cpu_millis, memory_bytes, containers, latency_ms, extract(epoch FROM at)::float8 * 1000 AS ms
  FROM agent_sample
  WHERE agent_id = $1 AND at > now() - interval '1 hour'),
step AS (
  SELECT greatest($2::float8, ceil((max(ms) - min(ms)) / ${STEPS - 1})) AS "stepMs" FROM heard)
SELECT max(at) AS at, avg(cpu_millis) AS "cpuMillis", round(avg(memory_bytes))::float8 AS "memoryBytes",
       max(containers) AS containers, avg(latency_ms) AS "latencyMs", "stepMs"
FROM heard, step GROUP BY floor(ms / "stepMs"), "stepMs" ORDER BY at`;

/** Of an agent that is another one time and again, only the last so often. */
const STATES_MAX = 100;
/** Reports that may be missed before it was not heard. */
const MISSED_REPORTS = 3;

// A state begins where the report before told another, or is too long ago.
const STATES = `
WITH heard AS (
  SELECT at, state, failing, lag(at) OVER w AS before, lag(state) OVER w AS "stateBefore", lag(failing) OVER w AS "failingBefore"
  FROM agent_sample WHERE agent_id = $1 AND at > now() - interval '1 hour' AND state IS NOT NULL WINDOW w AS (ORDER BY at)),
counted AS (
  SELECT at, state, failing, count(*) FILTER (
    WHERE before IS NULL OR at - before > $2 * interval '1 millisecond'
       OR (state, failing) IS DISTINCT FROM ("stateBefore", "failingBefore")) OVER (ORDER BY at) AS number
  FROM heard)
SELECT min(at) AS "from", max(at) AS until, state, failing FROM counted
GROUP BY number, state, failing ORDER BY number DESC LIMIT ${STATES_MAX}`;

interface StateRow {
  from: Date;
  until: Date;
  state: AgentState;
  failing: string[];
}

interface Sample {
  at: Date;
  cpuMillis: number;
  memoryBytes: number;
  containers: number;
  latencyMs: number;
  stepMs: number;
}

async function containersOf(ctx: ServiceContext, agent: AgentRecord): Promise<ContainerView[]> {
  const { containers } = agent.status;
  const ids = containers.map((container) => container.attemptId);
  const named = await ctx.pool.query<NamedAttempt>(NAMES, [ids]);
  const names = new Map(named.rows.map((row) => [row.id, row]));
  return containers.map((container) => ({
    attemptId: container.attemptId,
    jobId: container.jobId,
    jobName: names.get(container.attemptId)?.jobName ?? null,
    taskIndex: names.get(container.attemptId)?.taskIndex ?? null,
    containerId: container.containerId,
    engineState: container.engineState,
    exitCode: container.exitCode,
    cpuMillis: container.cpuMillis,
    memoryBytes: container.memoryBytes,
  }));
}

/**
 * An agent with its containers, checks and the last hour of what it used.
 *
 * @throws ProblemError 404
 */
export async function getAgent(ctx: ServiceContext, id: string): Promise<AgentDetail> {
  requirePermission(ctx, 'agents:read');
  const [agent] = await readAgents(ctx, 'WHERE a.id = $1', [id]);
  if (agent === undefined) {
    throw notFound(`There is no agent ${id}.`, 'List the agents there are with GET /api/v1/agents.');
  }
  const { healthIntervalMs } = agent.status;
  const [containers, history, states] = await Promise.all([
    containersOf(ctx, agent),
    ctx.pool.query<Sample>(HISTORY, [id, healthIntervalMs]),
    ctx.pool.query<StateRow>(STATES, [id, MISSED_REPORTS * healthIntervalMs + 1_000]),
  ]);
  const { status } = agent;
  return {
    ...agentSummary(agent),
    ownLabels: status.labels,
    labelOverrides: agent.labelOverrides,
    checks: status.checks,
    engine: {
      id: agent.engineId,
      version: status.engine.version,
      apiVersion: status.engine.apiVersion,
      latencyMs: status.engine.latencyMs,
    },
    containers,
    otherContainers: status.otherContainers ?? null,
    deadConfirmed: agent.deadConfirmed,
    images: status.images,
    states: states.rows
      .toReversed()
      .map(({ from, until, ...state }) => ({ from: from.toISOString(), until: until.toISOString(), ...state })),
    historyStepMs: history.rows[0]?.stepMs ?? healthIntervalMs,
    history: history.rows.map(({ stepMs: _, ...point }) => ({ ...point, at: point.at.toISOString() })),
  };
}
