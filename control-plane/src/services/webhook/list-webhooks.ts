import { WEBHOOK_LIMITS, type Webhooks } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readWebhooks } from './read-webhooks.ts';

/** The webhooks by name, without what is secret. */
export async function listWebhooks(ctx: ServiceContext): Promise<Webhooks> {
  requirePermission(ctx, 'webhooks:read');
  return {
    items: await readWebhooks(ctx, `ORDER BY w.name LIMIT ${WEBHOOK_LIMITS.count}`, []),
    ready: ctx.vault.ready,
  };
}
