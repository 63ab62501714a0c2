import type { AgentState, AgentStatus, AgentSummary } from '@longshore/schemas';
import type { ServiceContext } from '../service-context.ts';

/** An agent as the database holds it, with what is reserved on it. */
export interface AgentRecord {
  id: string;
  engineId: string;
  state: AgentState;
  stateDetail: string;
  cordoned: boolean;
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
SELECT a.id, a.engine_id AS "engineId", a.state, a.state_detail AS "stateDetail", a.cordoned, a.platform, a.lane, a.healthy,
       a.handler_blocked AS "handlerBlocked", a.boot_id AS "bootId", a.last_heard_at AS "lastHeardAt", a.status,
       coalesce(r.cpu, 0)::float8 AS "reservedCpu", coalesce(r.memory, 0)::float8 AS "reservedMemory",
       coalesce(r.slots, 0)::int AS "reservedSlots"
FROM agent a
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
    labels: status.labels,
    location: locationOf(status),
    cordoned: agent.cordoned,
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
