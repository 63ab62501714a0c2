import type { Webhook } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId, webhookNotFound } from './find-webhook-id.ts';
import { readWebhooks } from './read-webhooks.ts';

/**
 * A webhook, without what is secret.
 *
 * @param given - its name, its id, or the start of its id
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getWebhook(ctx: ServiceContext, given: string): Promise<Webhook> {
  requirePermission(ctx, 'webhooks:read');
  const id = await findWebhookId(ctx, given);
  const [webhook] = await readWebhooks(ctx, 'WHERE w.id = $1', [id]);
  if (webhook === undefined) throw webhookNotFound(given);
  return webhook;
}
