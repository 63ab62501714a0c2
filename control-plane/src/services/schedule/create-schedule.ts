import { type CreatedSchedule, newId, scheduleInputSchema } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { validate } from '../../http/validate.ts';
import { cronWords } from '../../schedule/cron-words.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkScheduledJob } from './check-scheduled-job.ts';
import { nameTaken } from './name-taken.ts';
import { databaseNowMs, readTimes } from './read-times.ts';

const INSERT = `
INSERT INTO schedule (id, name, cron, zone, spec, overlap, missed_run_window_ms, paused, decided_until, next_at)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, to_timestamp($9::float8 / 1000), to_timestamp($10::float8 / 1000))`;

async function keepAnswer(client: pg.PoolClient, { scope, key, requestHash }: Idempotency, answer: CreatedSchedule) {
  await client.query(
    'INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)',
    [scope, key, requestHash, toJson(answer)],
  );
}

/**
 * Makes a schedule; its first time is the next one from now on.
 *
 * @throws ProblemError 422 naming each bad field, or 409 when its name is taken
 */
export async function createSchedule(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<CreatedSchedule & { replayed: boolean }> {
  requirePermission(ctx, 'schedules:write');
  // A schedule runs jobs: it must not be a way round what a key may not do itself.
  requirePermission(ctx, 'jobs:write');
  const { body, idempotency } = input;
  const wanted = validate(scheduleInputSchema, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as CreatedSchedule), replayed: true };
  const nowMs = await databaseNowMs(ctx.pool);
  const { name, cron, zone } = wanted;
  const times = readTimes(cron, zone, nowMs);
  const spec = await checkScheduledJob(ctx, wanted.job);
  const id = newId();
  const answer = { id, name, words: cronWords(cron), nextTimes: times.map((time) => new Date(time).toISOString()) };
  const { overlap, missedRunWindowMs, paused } = wanted;
  try {
    await inTransaction(ctx.pool, async (client) => {
      const values = [id, name, cron, zone, toJson(spec), overlap, missedRunWindowMs, paused, nowMs, times[0]];
      await client.query(INSERT, values);
      if (idempotency !== null) await keepAnswer(client, idempotency, answer);
      const detail = { name, cron, zone, overlap, paused };
      await writeAudit(client, ctx, { action: 'ScheduleCreated', subjectType: 'schedule', subjectId: id, detail });
      await client.query(notifyStatement(['jobs']));
    });
  } catch (error) {
    // The same request may have been answered between our look and our write.
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile !== null) return { ...(meanwhile.response as CreatedSchedule), replayed: true };
    throw nameTaken(error, name);
  }
  return { ...answer, replayed: false };
}
