import type { AgentStatus } from '@longshore/schemas';
import { toJson } from '../database/to-json.ts';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import type { AgentRow } from './agent-facts.ts';

export interface WrittenAgent {
  row: AgentRow;
  status: AgentStatus;
}

const UPSERT = `
INSERT INTO agent AS a (id, engine_id, boot_id, superseded_boots, registration, synced, sequence, sync_boot_id,
  sync_registration, lane, state, state_detail, healthy, handler_blocked, lost, labels, platform, capacity_cpu_millis,
  capacity_memory_bytes, capacity_slots, latitude, longitude, status, last_heard_at)
SELECT n.id, n."engineId", n."bootId", ARRAY(SELECT jsonb_array_elements_text(n."supersededBoots")), n.registration,
  n.synced, n.sequence, n."syncBootId", n."syncRegistration", n.lane, n.state, n."stateDetail", n.healthy,
  n."handlerBlocked", n.lost, n.status->'labels', n.platform, n."cpuMillis", n."memoryBytes", n.slots, n.latitude,
  n.longitude, n.status, now()
FROM jsonb_to_recordset($1::jsonb) AS n(id text, "engineId" text, "bootId" text, "supersededBoots" jsonb, registration int,
  synced boolean, sequence bigint, "syncBootId" text, "syncRegistration" int, lane int, state text, "stateDetail" text,
  healthy boolean, "handlerBlocked" boolean, lost boolean, platform text, "cpuMillis" int, "memoryBytes" bigint, slots int,
  latitude float8, longitude float8, status jsonb)
ON CONFLICT (id) DO UPDATE SET
  engine_id = excluded.engine_id, boot_id = excluded.boot_id, superseded_boots = excluded.superseded_boots,
  registration = excluded.registration, synced = excluded.synced, sequence = excluded.sequence,
  sync_boot_id = excluded.sync_boot_id, sync_registration = excluded.sync_registration, lane = excluded.lane,
  state = excluded.state, state_detail = excluded.state_detail, healthy = excluded.healthy,
  handler_blocked = excluded.handler_blocked, lost = excluded.lost, dead_confirmed = false,
  labels = jsonb_strip_nulls(excluded.labels || a.label_overrides),
  platform = excluded.platform, capacity_cpu_millis = excluded.capacity_cpu_millis,
  capacity_memory_bytes = excluded.capacity_memory_bytes, capacity_slots = excluded.capacity_slots,
  latitude = excluded.latitude, longitude = excluded.longitude, status = excluded.status,
  last_heard_at = excluded.last_heard_at`;

const SAMPLE = `
INSERT INTO agent_sample (agent_id, at, cpu_millis, memory_bytes, containers, latency_ms, attempts, state, failing)
SELECT n.id, now(), n.cpu, n.memory, n.containers, n.latency, n.attempts, n.state,
  ARRAY(SELECT jsonb_array_elements_text(n.failing))
FROM jsonb_to_recordset($1::jsonb)
  AS n(id text, cpu float8, memory bigint, containers int, latency float8, attempts jsonb, state text, failing jsonb)
ON CONFLICT (agent_id, at) DO NOTHING`;

function platformOf(status: AgentStatus): string {
  return status.engine.architecture === '' ? '' : `${status.engine.os}/${status.engine.architecture}`;
}

/** Writes agents as they are now known, and a point of their history each. */
export async function writeAgents(decision: Decision, agents: readonly WrittenAgent[]): Promise<void> {
  if (agents.length === 0) return;
  decision.notify.add('agents');
  await decision.client.query(UPSERT, [
    toJson(
      agents.map(({ row, status }) => ({
        ...row,
        platform: platformOf(status),
        cpuMillis: status.capacity.cpuMillis,
        memoryBytes: status.capacity.memoryBytes,
        slots: status.capacity.slots,
        latitude: status.latitude,
        longitude: status.longitude,
        status,
      })),
    ),
  ]);
  await decision.client.query(SAMPLE, [
    toJson(
      agents.map(({ row, status }) => {
        const running = status.containers.filter((container) => container.engineState === 'running');
        return {
          id: status.agentId,
          cpu: status.use.cpuMillis,
          memory: status.use.memoryBytes,
          containers: running.length,
          latency: status.engine.latencyMs,
          attempts: running.map(({ attemptId, cpuMillis, memoryBytes }) => ({
            id: attemptId,
            cpu: Math.round(cpuMillis),
            memory: memoryBytes,
          })),
          state: row.state,
          failing: status.checks.filter(({ ok }) => !ok).map(({ name }) => name),
        };
      }),
    ),
  ]);
}
