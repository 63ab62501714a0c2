import { previewScheduleBody, type SchedulePreview } from '@longshore/schemas';
import { validate } from '../../http/validate.ts';
import { cronWords } from '../../schedule/cron-words.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { databaseNowMs, readTimes } from './read-times.ts';

/**
 * What an expression means, in words and in times. Writes nothing.
 *
 * @throws ProblemError 422
 */
export async function previewSchedule(ctx: ServiceContext, body: unknown): Promise<SchedulePreview> {
  requirePermission(ctx, 'schedules:read');
  const { cron, zone } = validate(previewScheduleBody, body);
  const times = readTimes(cron, zone, await databaseNowMs(ctx.pool));
  return { words: cronWords(cron), nextTimes: times.map((time) => new Date(time).toISOString()) };
}
