import type { WorkItem } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWorkItemId, workItemNotFound } from './find-work-item-id.ts';
import { readWorkItem } from './read-work-items.ts';

/**
 * An item with what went in, what came out, and its life.
 *
 * @param given - its id, or the start of it
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getWorkItem(ctx: ServiceContext, given: string): Promise<WorkItem> {
  requirePermission(ctx, 'work:read');
  const item = await readWorkItem(ctx.pool, await findWorkItemId(ctx, given));
  if (item === null) throw workItemNotFound(given);
  return item;
}
