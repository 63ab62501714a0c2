import { type AgentState, type JobState, type TaskState, WORK_LIMITS } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../database/in-transaction.ts';

const AGENTS = `
SELECT id, state, cordoned, extract(epoch FROM now() - last_heard_at)::float8 AS "heardAgeSeconds" FROM agent ORDER BY id`;

// Only agents on which something may be placed now: room elsewhere is none.
const ROOM = `
SELECT coalesce(sum(a.capacity_cpu_millis), 0)::float8 AS "cpuMillis",
       coalesce(sum(a.capacity_memory_bytes), 0)::float8 AS "memoryBytes",
       coalesce(sum(a.capacity_slots), 0)::float8 AS slots,
       coalesce(sum(r.cpu), 0)::float8 AS "reservedCpuMillis", coalesce(sum(r.memory), 0)::float8 AS "reservedMemoryBytes",
       coalesce(sum(r.slots), 0)::float8 AS "reservedSlots"
FROM agent a
LEFT JOIN (
  SELECT agent_id, sum(cpu_millis) AS cpu, sum(memory_bytes) AS memory, count(*) AS slots
  FROM attempt WHERE reserved GROUP BY agent_id) r ON r.agent_id = a.id
WHERE a.state = 'READY' AND NOT a.cordoned`;

const JOBS = `
SELECT CASE WHEN stop_wanted THEN 'STOPPING' ELSE state END AS state, count(*)::int AS count
FROM job WHERE state IN ('QUEUED', 'RUNNING', 'STOPPING') AND ended_at IS NULL GROUP BY 1`;

// Ended tasks are left out: there may be millions. What is bound to an agent waits for that agent, not for its turn.
const TASKS = `
SELECT (SELECT count(*)::int FROM task t JOIN job j ON j.id = t.job_id WHERE t.state = 'QUEUED' AND NOT j.stop_wanted) AS queued,
       (SELECT count(*)::int FROM task WHERE state = 'BACKOFF') AS backoff,
       (SELECT count(*)::int FROM attempt WHERE ended_at IS NULL) AS active,
       (SELECT count(*)::int FROM attempt WHERE ended_at IS NULL AND unreachable) AS unreachable,
       (SELECT coalesce(extract(epoch FROM now() - min(j.created_at)), 0)::float8 FROM task t JOIN job j ON j.id = t.job_id
        WHERE t.state = 'QUEUED' AND t.attempts_made = 0 AND t.agent_id IS NULL AND NOT j.stop_wanted) AS "oldestSeconds"`;

// As the relay takes them: instructions for an agent that has no lane yet wait for it, not for the relay.
const OUTBOX = `
SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(o.created_at)), 0)::float8 AS "oldestSeconds"
FROM outbox o JOIN agent a ON a.id = o.agent_id WHERE o.published_at IS NULL AND a.lane IS NOT NULL`;

// Of webhooks that are paused nothing is sent, and nothing is late.
const DELIVERIES = `
SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(d.created_at)), 0)::float8 AS "oldestSeconds"
FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id WHERE d.state = 'PENDING' AND NOT w.paused`;

// An index has only what is open.
const WORK = `
SELECT q.type, coalesce(o.queued, 0)::int AS queued, coalesce(o.processing, 0)::int AS processing, coalesce(o.failed, 0)::int AS failed,
       coalesce(extract(epoch FROM now() - o.oldest), 0)::float8 AS "oldestSeconds",
       (SELECT count(*)::int FROM worker w WHERE w.types @> jsonb_build_array(jsonb_build_object('type', q.type))
         AND w.last_heard_at > now() - ${WORK_LIMITS.workerSilentMs} * interval '1 millisecond') AS workers
FROM work_queue q LEFT JOIN (
  SELECT type, count(*) FILTER (WHERE status = 'queued') AS queued, count(*) FILTER (WHERE status = 'processing') AS processing,
         count(*) FILTER (WHERE status = 'failed') AS failed, min(created_at) FILTER (WHERE status = 'queued') AS oldest
  FROM work_item WHERE status <> 'completed' GROUP BY type) o ON o.type = q.type
ORDER BY q.type`;

const LEADER = `
SELECT epoch, extract(epoch FROM now() - beat_at)::float8 AS "beatAgeSeconds", holds IS NOT NULL AS holds
FROM leadership WHERE id = 1`;

/** What may be reserved. */
export interface Room {
  cpuMillis: number;
  memoryBytes: number;
  slots: number;
  reservedCpuMillis: number;
  reservedMemoryBytes: number;
  reservedSlots: number;
}

/** The fleet and what waits for it, at one moment of the database's clock. */
export interface Fleet {
  agents: { id: string; state: AgentState; cordoned: boolean; heardAgeSeconds: number }[];
  room: Room;
  jobs: { state: JobState; count: number }[];
  tasks: Record<Lowercase<Extract<TaskState, 'QUEUED' | 'BACKOFF' | 'ACTIVE'>>, number> & {
    unreachable: number;
    oldestSeconds: number;
  };
  outbox: { waiting: number; oldestSeconds: number };
  /** What webhooks are still to be told. */
  deliveries: { waiting: number; oldestSeconds: number };
  /** Of each queue of work items: what is open, how old its oldest is that waits, and who takes it. */
  work: { type: string; queued: number; processing: number; failed: number; oldestSeconds: number; workers: number }[];
  /** `beatAgeSeconds` is null where nobody ever led. */
  leader: { epoch: number; beatAgeSeconds: number | null; holds: boolean };
}

/** Reads what metrics tell of the whole fleet. Only small indexes are looked at, however long the history is. */
export function readFleet(pool: pg.Pool): Promise<Fleet> {
  return inSnapshot(pool, async (client) => {
    const agents = await client.query<Fleet['agents'][number]>(AGENTS);
    const jobs = await client.query<Fleet['jobs'][number]>(JOBS);
    const work = await client.query<Fleet['work'][number]>(WORK);
    return {
      agents: agents.rows,
      room: await oneRow<Room>(client, ROOM),
      jobs: jobs.rows,
      work: work.rows,
      tasks: await oneRow<Fleet['tasks']>(client, TASKS),
      outbox: await oneRow<Fleet['outbox']>(client, OUTBOX),
      deliveries: await oneRow<Fleet['deliveries']>(client, DELIVERIES),
      leader: await oneRow<Fleet['leader']>(client, LEADER),
    };
  });
}

async function oneRow<Row extends pg.QueryResultRow>(client: pg.PoolClient, statement: string): Promise<Row> {
  const [row] = (await client.query<Row>(statement)).rows;
  if (row === undefined) throw new Error('the row of the lead is missing: run the migrations');
  return row;
}
