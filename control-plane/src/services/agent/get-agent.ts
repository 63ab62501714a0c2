import type { AgentDetail, ContainerView } from '@longshore/schemas';
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

const HISTORY = `
SELECT at, cpu_millis AS "cpuMillis", memory_bytes AS "memoryBytes", containers, latency_ms AS "latencyMs"
FROM agent_sample WHERE agent_id = $1 AND at > now() - interval '15 minutes' ORDER BY at`;

interface Sample {
  at: Date;
  cpuMillis: number;
  memoryBytes: number;
  containers: number;
  latencyMs: number;
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
 * An agent with its containers, checks and recent history.
 *
 * @throws ProblemError 404
 */
export async function getAgent(ctx: ServiceContext, id: string): Promise<AgentDetail> {
  requirePermission(ctx, 'agents:read');
  const [agent] = await readAgents(ctx, 'WHERE a.id = $1', [id]);
  if (agent === undefined) {
    throw notFound(`There is no agent ${id}.`, 'List the agents there are with GET /api/v1/agents.');
  }
  const [containers, history] = await Promise.all([containersOf(ctx, agent), ctx.pool.query<Sample>(HISTORY, [id])]);
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
    deadConfirmed: agent.deadConfirmed,
    images: status.images,
    history: history.rows.map((sample) => ({ ...sample, at: sample.at.toISOString() })),
  };
}
