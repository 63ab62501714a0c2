import { newId } from '@longshore/schemas';
import { storedSpec } from '../../database/stored-spec.ts';
import { writeJob } from '../../database/write-job.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { scheduledJobName } from '../../schedule/scheduled-job-name.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { refuseImpossible } from '../job/refuse-impossible.ts';
import type { SubmittedJob } from '../job/submit-job.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findScheduleId, scheduleNotFound } from './find-schedule-id.ts';

/**
 * Submits a job of a schedule now, whatever its times, its overlap policy and a pause say.
 *
 * @param idempotencyOf - reads the request's key once the schedule is known, so that keys of different ones do not meet
 * @throws ProblemError 404, 409 or 422
 */
export async function runSchedule(
  ctx: ServiceContext,
  given: string,
  idempotencyOf: (scope: string) => Idempotency | null,
): Promise<SubmittedJob> {
  requirePermission(ctx, 'schedules:write');
  const scheduleId = await findScheduleId(ctx, given);
  const idempotency = idempotencyOf(`runSchedule ${scheduleId}`);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as Omit<SubmittedJob, 'replayed'>), replayed: true };
  const { rows } = await ctx.pool.query<{ name: string; spec: unknown }>(
    'SELECT name, spec FROM schedule WHERE id = $1',
    [scheduleId],
  );
  const [schedule] = rows;
  if (schedule === undefined) throw scheduleNotFound(given);
  const spec = storedSpec(schedule.spec);
  await refuseImpossible(ctx, spec);
  const id = newId();
  const name = scheduledJobName(schedule.name, spec, id);
  const answer = { id, name, state: 'QUEUED' as const };
  try {
    await writeJob(ctx.pool, {
      id,
      name,
      spec,
      message: `Submitted by hand from the schedule ${schedule.name}`,
      actor: ctx.actor,
      origin: ctx.origin,
      schedule: { id: scheduleId, nominalMs: null },
      answer: idempotency === null ? null : { idempotency, status: 201, response: answer },
    });
  } catch (error) {
    // The same request may have been answered between our look and our write.
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw error;
    return { ...(meanwhile.response as Omit<SubmittedJob, 'replayed'>), replayed: true };
  }
  return { ...answer, replayed: false };
}
