import { type JobSpec, patchScheduleBody, type ScheduleDetail } from '@longshore/schemas';
import type { z } from 'zod';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkScheduledJob } from './check-scheduled-job.ts';
import { findScheduleId, scheduleNotFound } from './find-schedule-id.ts';
import { getSchedule } from './get-schedule.ts';
import { nameTaken } from './name-taken.ts';
import { databaseNowMs, readTimes } from './read-times.ts';

interface Stored {
  name: string;
  cron: string;
  zone: string;
  overlap: string;
  missedRunWindowMs: number;
  paused: boolean;
}

const LOCK = `
SELECT name, cron, zone, overlap, missed_run_window_ms AS "missedRunWindowMs", paused FROM schedule WHERE id = $1 FOR UPDATE`;

const UPDATE = `
UPDATE schedule SET name = $2, cron = $3, zone = $4, overlap = $5, missed_run_window_ms = $6, paused = $7,
       spec = coalesce($8::jsonb, spec),
       decided_until = coalesce(to_timestamp($9::float8 / 1000), decided_until),
       next_at = coalesce(to_timestamp($10::float8 / 1000), next_at)
WHERE id = $1`;

async function write(
  ctx: ServiceContext,
  id: string,
  given: string,
  change: z.output<typeof patchScheduleBody>,
  spec: JobSpec | null,
): Promise<void> {
  const { job: _, ...fields } = change;
  await inTransaction(ctx.pool, async (client) => {
    const [stored] = (await client.query<Stored>(LOCK, [id])).rows;
    if (stored === undefined) throw scheduleNotFound(given);
    const next: Stored = { ...stored, ...fields };
    // Other times, or times again after a pause: they count from now on, and nothing of before is made up for.
    const anew = next.cron !== stored.cron || next.zone !== stored.zone || (stored.paused && !next.paused);
    const nowMs = anew ? await databaseNowMs(client) : null;
    const firstMs = nowMs === null ? null : readTimes(next.cron, next.zone, nowMs)[0];
    const { name, cron, zone, overlap, missedRunWindowMs, paused } = next;
    const values = [id, name, cron, zone, overlap, missedRunWindowMs, paused, spec && toJson(spec), nowMs, firstMs];
    await client.query(UPDATE, values);
    const detail = { name: stored.name, change: { ...fields, ...(spec === null ? {} : { job: spec }) } };
    await writeAudit(client, ctx, { action: 'ScheduleChanged', subjectType: 'schedule', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
  });
}

/**
 * Changes a schedule, pauses it or lets it go on. Jobs that were submitted stay as they are.
 *
 * @throws ProblemError 404, 409 or 422
 */
export async function changeSchedule(ctx: ServiceContext, given: string, body: unknown): Promise<ScheduleDetail> {
  requirePermission(ctx, 'schedules:write');
  // A schedule runs jobs: it must not be a way round what a key may not do itself.
  requirePermission(ctx, 'jobs:write');
  const change = validate(patchScheduleBody, body);
  const id = await findScheduleId(ctx, given);
  const spec = change.job === undefined ? null : await checkScheduledJob(ctx, change.job);
  try {
    await write(ctx, id, given, change, spec);
  } catch (error) {
    throw nameTaken(error, change.name ?? given);
  }
  return getSchedule(ctx, id);
}
