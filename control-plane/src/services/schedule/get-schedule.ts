import type { FormedJobSpec, ScheduleDetail, ScheduleRunOutcome } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../../database/in-transaction.ts';
import { storedSpec } from '../../database/stored-spec.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findScheduleId, scheduleNotFound } from './find-schedule-id.ts';
import { readSchedules, SCHEDULED_JOB, type ScheduledJobRow, scheduledJobOf } from './read-schedules.ts';

const RUNS_SHOWN = 30;

const RUNS = `
SELECT r.nominal_at AS "nominalAt", r.outcome, r.count, r.detail, r.decided_at AS "decidedAt", ${SCHEDULED_JOB}
FROM schedule_run r LEFT JOIN job j ON j.id = r.job_id
WHERE r.schedule_id = $1 ORDER BY r.nominal_at DESC LIMIT ${RUNS_SHOWN}`;

interface RunRow extends ScheduledJobRow {
  nominalAt: Date;
  outcome: ScheduleRunOutcome;
  count: number;
  detail: string;
  decidedAt: Date;
}

async function readSchedule(client: pg.PoolClient, id: string): Promise<ScheduleDetail | null> {
  const [summary] = await readSchedules(client, 'WHERE s.id = $1', [id]);
  const [stored] = (await client.query<{ spec: unknown }>('SELECT spec FROM schedule WHERE id = $1', [id])).rows;
  if (summary === undefined || stored === undefined) return null;
  const runs = await client.query<RunRow>(RUNS, [id]);
  return {
    ...summary,
    job: storedSpec(stored.spec) as FormedJobSpec,
    runs: runs.rows.map((row) => ({
      nominalAt: row.nominalAt.toISOString(),
      outcome: row.outcome,
      count: row.count,
      detail: row.detail,
      job: scheduledJobOf(row),
      decidedAt: row.decidedAt.toISOString(),
    })),
  };
}

/**
 * A schedule with its next times, what it submits, and what became of its last times.
 *
 * @param given - its name, its id, or the start of its id
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getSchedule(ctx: ServiceContext, given: string): Promise<ScheduleDetail> {
  requirePermission(ctx, 'schedules:read');
  const id = await findScheduleId(ctx, given);
  const schedule = await inSnapshot(ctx.pool, (client) => readSchedule(client, id));
  if (schedule === null) throw scheduleNotFound(given);
  return schedule;
}
