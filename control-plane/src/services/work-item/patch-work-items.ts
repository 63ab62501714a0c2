import { type Claimed, type PatchOutcome, type WorkItem, workItemPatch, workItemPatches } from '@longshore/schemas';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { workerOwner } from '../worker/worker-owner.ts';
import { applyPatches } from './apply-patches.ts';
import { findWorkItemId, workItemNotFound } from './find-work-item-id.ts';
import { readWorkItem } from './read-work-items.ts';

/**
 * What a worker says of several items: each is decided by itself, and what is refused changes nothing of the others.
 *
 * @throws ProblemError 422
 */
export async function patchWorkItems(ctx: ServiceContext, body: unknown): Promise<{ items: PatchOutcome[] }> {
  requirePermission(ctx, 'work:perform');
  const { items } = validate(workItemPatches, body);
  const owner = workerOwner(ctx.caller);
  return { items: await inTransaction(ctx.pool, (client) => applyPatches(client, owner, items)) };
}

/** What to do where a patch is refused; for all other reasons there is nothing to do. */
const ADVICE: Readonly<Record<string, string>> = {
  worker_unknown: 'Register the worker with PUT /api/v1/workers/{id}, by the same credential.',
  invalid_result: 'Put the result right, or say that the item failed.',
  result_too_large: 'Say that the item failed with RESULT_TOO_LARGE.',
};

/**
 * What a worker says of an item: that it takes it, how far it is, what came out, or that it failed.
 *
 * @throws ProblemError 404, 409 with the reason why it is refused, 422
 */
export async function patchWorkItem(
  ctx: ServiceContext,
  given: string,
  body: unknown,
): Promise<WorkItem & { claimed: Claimed | null }> {
  requirePermission(ctx, 'work:perform');
  const patch = validate(workItemPatch, body);
  const id = await findWorkItemId(ctx, given);
  const owner = workerOwner(ctx.caller);
  const [outcome] = await inTransaction(ctx.pool, (client) => applyPatches(client, owner, [{ ...patch, id }]));
  if (outcome === undefined || outcome.code === 'not_found') throw workItemNotFound(given);
  if (!outcome.accepted) {
    const advice =
      ADVICE[outcome.code ?? ''] ?? 'There is nothing to do for this worker here: go on with the next item.';
    throw conflict(outcome.detail ?? '', advice, outcome.code ?? undefined);
  }
  const item = await readWorkItem(ctx.pool, id);
  if (item === null) throw workItemNotFound(given);
  return { ...item, claimed: outcome.claimed };
}
