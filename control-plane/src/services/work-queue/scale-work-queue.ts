import { scalingPatch, WORK_TYPES, type WorkQueue, type WorkType } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { invalidRequest, notFound } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readWorkQueues } from './read-work-queues.ts';

const WRITE = `
UPDATE work_queue SET minimum = coalesce($2, minimum), maximum = coalesce($3, maximum),
  items_per_worker = coalesce($4, items_per_worker), idle_ms = coalesce($5, idle_ms)
WHERE type = $1 RETURNING minimum, maximum`;

const queueNotFound = (given: string) =>
  notFound(`There is no queue ${given}.`, `The queues are ${WORK_TYPES.join(', ')}.`);

/**
 * Changes the limits within which the fleet runs workers for a queue.
 *
 * @throws ProblemError 404, 422 when the least were more than the most
 */
export async function scaleWorkQueue(ctx: ServiceContext, given: string, body: unknown): Promise<WorkQueue> {
  requirePermission(ctx, 'work:write');
  const patch = validate(scalingPatch, body);
  const type = WORK_TYPES.find((one) => one === given);
  if (type === undefined) throw queueNotFound(given);
  await inTransaction(ctx.pool, async (client) => {
    const { minimum, maximum, itemsPerWorker, idleMs } = patch;
    const values = [type, minimum ?? null, maximum ?? null, itemsPerWorker ?? null, idleMs ?? null];
    const [scaled] = (await client.query<{ minimum: number; maximum: number }>(WRITE, values)).rows;
    if (scaled === undefined) throw queueNotFound(given);
    if (scaled.minimum > scaled.maximum) {
      throw invalidRequest([
        { path: 'minimum', message: `${scaled.minimum} at least and ${scaled.maximum} at most do not go together` },
      ]);
    }
    await writeAudit(client, ctx, {
      action: 'WorkQueueScaled',
      subjectType: 'work-queue',
      subjectId: type,
      detail: patch,
    });
    await client.query(notifyStatement(['work', 'queues']));
  });
  return readOne(ctx, type);
}

async function readOne(ctx: ServiceContext, type: WorkType): Promise<WorkQueue> {
  const [queue] = await readWorkQueues(ctx, type);
  if (queue === undefined) throw queueNotFound(type);
  return queue;
}
