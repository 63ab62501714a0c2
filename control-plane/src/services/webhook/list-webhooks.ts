import { WEBHOOK_LIMITS, type Webhooks } from '@longshore/schemas';
import type { ServiceContext } from '../service-context.ts';
import { readWebhooks } from './read-webhooks.ts';

/** The webhooks by name, without what is secret. */
export async function listWebhooks(ctx: ServiceContext): Promise<Webhooks> {
  return {
    items: await readWebhooks(ctx, `ORDER BY w.name LIMIT ${WEBHOOK_LIMITS.count}`, []),
    ready: ctx.vault.ready,
  };
}
