import { redriveBody, WORK_LIMITS, type WorkItem } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { decideRedrive } from '../../work/decide/decide-redrive.ts';
import { lockItems } from '../../work/lock-items.ts';
import { writeChanges } from '../../work/write-changes.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWorkItemId, workItemNotFound } from './find-work-item-id.ts';
import { readWorkItem } from './read-work-items.ts';

const FAILED = `
SELECT id FROM work_item WHERE status = 'failed' AND type = $1 ORDER BY id LIMIT ${WORK_LIMITS.itemsAtOnceMax}`;

const LEFT = `SELECT count(*)::int AS left FROM work_item WHERE status = 'failed' AND ($1::text IS NULL OR type = $1)`;

/** Gives those of the items that have failed for good all their tries anew. @returns how many there were */
async function redrive(ctx: ServiceContext, ids: readonly string[]): Promise<number> {
  return inTransaction(ctx.pool, async (client) => {
    const items = await lockItems(client, ids, false);
    const changes = [...items.values()].flatMap((item) => {
      const change = decideRedrive(item);
      return change === null ? [] : [{ id: item.id, chain: item.chain, change }];
    });
    if (changes.length === 0) return 0;
    await writeChanges(client, changes);
    for (const type of new Set([...items.values()].map((item) => item.type))) {
      const ofType = changes.filter(({ id }) => items.get(id)?.type === type).map(({ id }) => id);
      if (ofType.length === 0) continue;
      const detail = { count: ofType.length, first: ofType[0] };
      await writeAudit(client, ctx, { action: 'WorkRedriven', subjectType: 'work-queue', subjectId: type, detail });
    }
    await client.query(notifyStatement(['work', 'queues']));
    return changes.length;
  });
}

/**
 * Redrives an item that has failed for good.
 *
 * @throws ProblemError 404, or 409 when it has not failed
 */
export async function redriveWorkItem(ctx: ServiceContext, given: string): Promise<WorkItem> {
  requirePermission(ctx, 'work:write');
  const id = await findWorkItemId(ctx, given);
  const redriven = await redrive(ctx, [id]);
  const item = await readWorkItem(ctx.pool, id);
  if (item === null) throw workItemNotFound(given);
  if (redriven === 0) {
    throw conflict(
      `It is ${item.status}: only what has failed for good is redriven.`,
      'List those: GET /api/v1/work-items?status=failed.',
      'work_item_not_failed',
    );
  }
  return item;
}

/**
 * Redrives several dead letters, or the oldest of a type.
 *
 * @throws ProblemError 422
 */
export async function redriveManyWorkItems(
  ctx: ServiceContext,
  body: unknown,
): Promise<{ redriven: number; left: number }> {
  requirePermission(ctx, 'work:write');
  const { ids, type } = validate(redriveBody, body);
  const wanted = ids ?? (await ctx.pool.query<{ id: string }>(FAILED, [type])).rows.map(({ id }) => id);
  const redriven = await redrive(ctx, wanted);
  const { rows } = await ctx.pool.query<{ left: number }>(LEFT, [type ?? null]);
  return { redriven, left: rows[0]?.left ?? 0 };
}
