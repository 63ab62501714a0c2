import type pg from 'pg';
import type { Place } from '../placement/place.ts';
import { type AgentFacts, placeOfAgent } from '../placement/place-of-agent.ts';

const READ = `
SELECT a.id, a.state, a.synced, a.healthy, a.handler_blocked AS "handlerBlocked", a.cordoned, a.labels, a.platform,
       a.capacity_cpu_millis AS "capacityCpuMillis", a.capacity_memory_bytes AS "capacityMemoryBytes",
       a.capacity_slots AS "capacitySlots", a.average_run_ms AS "averageRunMs", a.latitude, a.longitude,
       a.status->'images' AS images,
       coalesce(r.cpu, 0) AS "reservedCpuMillis", coalesce(r.memory, 0)::bigint AS "reservedMemoryBytes",
       coalesce(r.slots, 0) AS "reservedSlots"
FROM agent a
LEFT JOIN (
  SELECT agent_id, sum(cpu_millis) AS cpu, sum(memory_bytes) AS memory, count(*) AS slots
  FROM attempt WHERE reserved GROUP BY agent_id) r ON r.agent_id = a.id
ORDER BY a.id`;

/** Every agent as a place for work, with what attempts reserve on it as this transaction sees it. */
export async function readPlaces(client: pg.Pool | pg.PoolClient): Promise<Place[]> {
  const { rows } = await client.query<AgentFacts>(READ);
  return rows.map((row) => placeOfAgent({ ...row, images: row.images ?? [] }));
}
