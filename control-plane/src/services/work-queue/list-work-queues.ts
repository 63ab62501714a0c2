import type { WorkQueues } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readWorkQueues } from './read-work-queues.ts';

/** The queues by type: how deep, how fast, who works. */
export async function listWorkQueues(ctx: ServiceContext): Promise<WorkQueues> {
  requirePermission(ctx, 'work:read');
  return { items: await readWorkQueues(ctx, null), ready: ctx.vault.ready };
}
