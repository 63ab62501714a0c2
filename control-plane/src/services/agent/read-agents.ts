import type { AgentState, AgentStatus, AgentSummary, DrainState, LabelChanges } from '@longshore/schemas';
import type { ServiceContext } from '../service-context.ts';

/** An agent as the database holds it, with what is reserved on it. */
export interface AgentRecord {
  id: string;
  engineId: string;
  state: AgentState;
  stateDetail: string;
  cordoned: boolean;
  deadConfirmed: boolean;
  labels: Record<string, string>;
  labelOverrides: LabelChanges;
  /** All null where no drain is wanted. */
  drainState: DrainState | null;
  drainRequestedAt: Date | null;
  drainDeadlineMs: number | null;
  drainWhenDeadline: 'stop' | 'leave' | null;
  drainElapsedMs: number | null;
  drainEndedAt: Date | null;
  openAttempts: number;
  movingAttempts: number;
  platform: string;
  lane: number | null;
  healthy: boolean;
  handlerBlocked: boolean;
  bootId: string;
  lastHeardAt: Date;
  status: AgentStatus;
  reservedCpu: number;
  reservedMemory: number;
  reservedSlots: number;
}

const READ = `
SELECT a.id, a.engine_id AS "engineId", a.state, a.state_detail AS "stateDetail", a.cordoned,
       a.dead_confirmed AS "deadConfirmed", a.labels,
       a.label_overrides AS "labelOverrides", d.state AS "drainState", d.requested_at AS "drainRequestedAt",
       d.deadline_ms::float8 AS "drainDeadlineMs", d.when_deadline AS "drainWhenDeadline",
       d.elapsed_ms::float8 AS "drainElapsedMs", d.ended_at AS "drainEndedAt", coalesce(o.open, 0)::int AS "openAttempts",
       coalesce(o.moving, 0)::int AS "movingAttempts", a.platform, a.lane, a.healthy,
       a.handler_blocked AS "handlerBlocked", a.boot_id AS "bootId", a.last_heard_at AS "lastHeardAt", a.status,
       coalesce(r.cpu, 0)::float8 AS "reservedCpu", coalesce(r.memory, 0)::float8 AS "reservedMemory",
       coalesce(r.slots, 0)::int AS "reservedSlots"
FROM agent a
LEFT JOIN drain d ON d.agent_id = a.id
LEFT JOIN LATERAL (
  SELECT count(*) AS open, count(*) FILTER (WHERE desired <> 'RUN') AS moving
  FROM attempt WHERE agent_id = a.id AND ended_at IS NULL) o ON d.agent_id IS NOT NULL
LEFT JOIN (
  SELECT agent_id, sum(cpu_millis) AS cpu, sum(memory_bytes) AS memory, count(*) AS slots
  FROM attempt WHERE reserved GROUP BY agent_id) r ON r.agent_id = a.id`;

/** @param rest - conditions on `a`, order and limit, with parameters from $1 */
export async function readAgents(ctx: ServiceContext, rest: string, values: unknown[]): Promise<AgentRecord[]> {
  return (await ctx.pool.query<AgentRecord>(`${READ} ${rest}`, values)).rows;
}

function locationOf(status: AgentStatus): AgentSummary['location'] {
  const { latitude, longitude, locationName } = status;
  return latitude === null || longitude === null ? null : { name: locationName, latitude, longitude };
}

function drainOf(agent: AgentRecord): AgentSummary['drain'] {
  const { drainState, drainRequestedAt, drainWhenDeadline, drainElapsedMs } = agent;
  if (drainState === null || drainRequestedAt === null || drainWhenDeadline === null) return null;
  return {
    state: drainState,
    requestedAt: drainRequestedAt.toISOString(),
    deadlineMs: agent.drainDeadlineMs,
    whenDeadline: drainWhenDeadline,
    elapsedMs: drainElapsedMs ?? 0,
    left: agent.openAttempts,
    moving: agent.movingAttempts,
    endedAt: agent.drainEndedAt?.toISOString() ?? null,
  };
}

/** An agent as lists show it. */
export function agentSummary(agent: AgentRecord): AgentSummary {
  const { status } = agent;
  return {
    id: agent.id,
    state: agent.state,
    stateDetail: agent.stateDetail,
    hostname: status.hostname,
    version: status.agentVersion,
    engineVersion: status.engine.version,
    platform: agent.platform,
    labels: agent.labels,
    location: locationOf(status),
    cordoned: agent.cordoned,
    drain: drainOf(agent),
    capacity: {
      cpuMillis: status.capacity.cpuMillis,
      memoryBytes: status.capacity.memoryBytes,
      slots: status.capacity.slots,
    },
    reserved: { cpuMillis: agent.reservedCpu, memoryBytes: agent.reservedMemory, slots: agent.reservedSlots },
    use: { cpuMillis: status.use.cpuMillis, memoryBytes: status.use.memoryBytes },
    runningContainers: status.containers.filter((container) => container.engineState === 'running').length,
    lane: agent.lane,
    healthy: agent.healthy,
    handlerBlocked: agent.handlerBlocked,
    healthIntervalMs: status.healthIntervalMs,
    lastHeardAt: agent.lastHeardAt.toISOString(),
    bootId: agent.bootId,
  };
}
