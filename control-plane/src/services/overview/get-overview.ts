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

const FIRST_MINUTE = `date_trunc('minute', now()) - interval '59 minutes'`;

/** Of each of the two tables one range of an index: what ended before the hour is not looked at. */
const ENDED = `
WITH jobs AS (
  SELECT date_trunc('minute', ended_at) AS at, count(*) FILTER (WHERE state = 'SUCCEEDED') AS succeeded,
         count(*) FILTER (WHERE state = 'FAILED') AS failed, count(*) FILTER (WHERE state = 'STOPPED') AS stopped
  FROM job WHERE ended_at >= ${FIRST_MINUTE} GROUP BY 1),
tries AS (
  SELECT date_trunc('minute', ended_at) AS at, count(*) FILTER (WHERE observed = 'SUCCEEDED') AS succeeded,
         count(*) FILTER (WHERE observed IN ('FAILED', 'LOST')) AS failed
  FROM attempt WHERE ended_at >= ${FIRST_MINUTE} GROUP BY 1)
SELECT m.at, coalesce(j.succeeded, 0)::int AS succeeded, coalesce(j.failed, 0)::int AS failed,
       coalesce(j.stopped, 0)::int AS stopped, coalesce(t.succeeded, 0)::int AS "tasksSucceeded",
       coalesce(t.failed, 0)::int AS "triesFailed"
FROM generate_series(${FIRST_MINUTE}, date_trunc('minute', now()), interval '1 minute') AS m(at)
LEFT JOIN jobs j ON j.at = m.at
LEFT JOIN tries t ON t.at = m.at
ORDER BY m.at`;

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
    pool.query<Omit<Overview['ended'][number], 'at'> & { at: Date }>(ENDED),
    pool.query<DispatcherRow>(DISPATCHER),
  ]);
  const countOf = new Map(counts.rows.map((row) => [row.state, row.count]));
  const [lead] = dispatcher.rows;
  // There is no room on a host that is dead or takes nothing new, whatever it once said it had.
  const open = agents.filter(({ state, cordoned }) => state === 'READY' && !cordoned);
  return {
    jobs: Object.fromEntries(JOB_STATE_NAMES.map((state) => [state, countOf.get(state) ?? 0])) as Overview['jobs'],
    agents: {
      total: agents.length,
      ready: agents.filter((agent) => agent.state === 'READY').length,
      attention: agents.filter((agent) => agent.state !== 'READY' && agent.state !== 'REGISTERING').length,
    },
    capacity: sum(
      open.map(({ status: { capacity } }) => ({
        cpuMillis: capacity.cpuMillis,
        memoryBytes: capacity.memoryBytes,
        slots: capacity.slots,
      })),
      NOTHING,
    ),
    reserved: sum(
      open.map((agent) => ({
        cpuMillis: agent.reservedCpu,
        memoryBytes: agent.reservedMemory,
        slots: agent.reservedSlots,
      })),
      NOTHING,
    ),
    use: sum(
      open.map(({ status: { use } }) => ({ cpuMillis: use.cpuMillis, memoryBytes: use.memoryBytes })),
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
