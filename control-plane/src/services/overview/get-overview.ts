import { JOB_STATE_NAMES, type JobState, type Overview } from '@longshore/schemas';
import { readAgents } from '../agent/read-agents.ts';
import { readSummaries } from '../job/read-summaries.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/** Without a beat for so long, nobody leads. */
const BEAT_PATIENCE_MS = 5_000;
const WAITING_MAX = 10;
const FAILURES_MAX = 5;

const COUNTS = `
SELECT CASE WHEN stop_wanted AND ended_at IS NULL THEN 'STOPPING' ELSE state END AS state, count(*)::int AS count
FROM job GROUP BY 1`;

const WAITING = `
SELECT j.id AS "jobId", j.name, min(t.waits_for) AS "waitsFor"
FROM task t JOIN job j ON j.id = t.job_id
WHERE t.state = 'QUEUED' AND t.waits_for IS NOT NULL AND NOT j.stop_wanted
GROUP BY j.id ORDER BY j.priority DESC, j.id LIMIT ${WAITING_MAX}`;

const ENDED = `
SELECT m.at, count(*) FILTER (WHERE j.state = 'SUCCEEDED')::int AS succeeded,
       count(*) FILTER (WHERE j.state = 'FAILED')::int AS failed, count(*) FILTER (WHERE j.state = 'STOPPED')::int AS stopped
FROM generate_series(date_trunc('minute', now()) - interval '59 minutes', date_trunc('minute', now()), interval '1 minute') AS m(at)
LEFT JOIN job j ON j.ended_at >= m.at AND j.ended_at < m.at + interval '1 minute'
GROUP BY m.at ORDER BY m.at`;

const DISPATCHER = `
SELECT epoch, beat_at AS "beatAt", holds, extract(epoch FROM now() - beat_at) * 1000 < ${BEAT_PATIENCE_MS} AS leading,
       (SELECT count(*)::int FROM outbox WHERE published_at IS NULL) AS "outboxWaiting"
FROM leadership WHERE id = 1`;

interface DispatcherRow {
  epoch: number;
  beatAt: Date | null;
  holds: string | null;
  leading: boolean | null;
  outboxWaiting: number;
}

const NOTHING = { cpuMillis: 0, memoryBytes: 0, slots: 0 };

function sum<Quantities extends Record<string, number>>(all: readonly Quantities[], zero: Quantities): Quantities {
  return all.reduce(
    (total, each) =>
      Object.fromEntries(Object.keys(zero).map((key) => [key, (total[key] ?? 0) + (each[key] ?? 0)])) as Quantities,
    zero,
  );
}

/** The state of everything at a glance. */
export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  requirePermission(ctx, 'jobs:read');
  const { pool } = ctx;
  const [counts, agents, waiting, recentFailures, ended, dispatcher] = await Promise.all([
    pool.query<{ state: JobState; count: number }>(COUNTS),
    readAgents(ctx, '', []),
    pool.query<Overview['waiting'][number]>(WAITING),
    readSummaries(
      ctx.pool,
      `WHERE j.state = 'FAILED' AND j.ended_at IS NOT NULL ORDER BY j.ended_at DESC LIMIT ${FAILURES_MAX}`,
      [],
    ),
    pool.query<{ at: Date; succeeded: number; failed: number; stopped: number }>(ENDED),
    pool.query<DispatcherRow>(DISPATCHER),
  ]);
  const countOf = new Map(counts.rows.map((row) => [row.state, row.count]));
  const [lead] = dispatcher.rows;
  return {
    jobs: Object.fromEntries(JOB_STATE_NAMES.map((state) => [state, countOf.get(state) ?? 0])) as Overview['jobs'],
    agents: {
      total: agents.length,
      ready: agents.filter((agent) => agent.state === 'READY').length,
      attention: agents.filter((agent) => agent.state !== 'READY' && agent.state !== 'REGISTERING').length,
    },
    capacity: sum(
      agents.map(({ status: { capacity } }) => ({
        cpuMillis: capacity.cpuMillis,
        memoryBytes: capacity.memoryBytes,
        slots: capacity.slots,
      })),
      NOTHING,
    ),
    reserved: sum(
      agents.map((agent) => ({
        cpuMillis: agent.reservedCpu,
        memoryBytes: agent.reservedMemory,
        slots: agent.reservedSlots,
      })),
      NOTHING,
    ),
    use: sum(
      agents.map(({ status: { use } }) => ({ cpuMillis: use.cpuMillis, memoryBytes: use.memoryBytes })),
      { cpuMillis: 0, memoryBytes: 0 },
    ),
    waiting: waiting.rows,
    recentFailures,
    ended: ended.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    dispatcher: {
      leading: lead?.leading ?? false,
      lastBeatAt: lead?.beatAt?.toISOString() ?? null,
      epoch: lead?.epoch ?? 0,
      outboxWaiting: lead?.outboxWaiting ?? 0,
      holds: lead?.holds ?? null,
    },
  };
}
