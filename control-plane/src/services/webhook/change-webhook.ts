import { patchWebhookBody, type Webhook } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId, webhookNotFound } from './find-webhook-id.ts';
import { getWebhook } from './get-webhook.ts';
import { webhookNameTaken } from './webhook-name-taken.ts';

const UPDATE = `
UPDATE webhook w SET name = coalesce($2, w.name), url = coalesce($3, w.url), events = coalesce($4, w.events),
  paused = coalesce($5, w.paused), paused_because = CASE WHEN $5::boolean IS NULL THEN w.paused_because END
FROM (SELECT name FROM webhook WHERE id = $1 FOR UPDATE) AS before
WHERE w.id = $1 RETURNING before.name`;

/**
 * Changes a webhook, pauses it or lets it go on. What waits is sent to where it leads from now on.
 *
 * @throws ProblemError 404, 409 or 422
 */
export async function changeWebhook(ctx: ServiceContext, given: string, body: unknown): Promise<Webhook> {
  requirePermission(ctx, 'webhooks:write');
  const change = validate(patchWebhookBody, body);
  const id = await findWebhookId(ctx, given);
  const { name = null, url = null, events = null, paused = null } = change;
  try {
    await inTransaction(ctx.pool, async (client) => {
      const { rows } = await client.query<{ name: string }>(UPDATE, [id, name, url, events, paused]);
      const [before] = rows;
      if (before === undefined) throw webhookNotFound(given);
      const detail = { name: before.name, change };
      await writeAudit(client, ctx, { action: 'WebhookChanged', subjectType: 'webhook', subjectId: id, detail });
      await client.query(notifyStatement(['work', 'jobs']));
    });
  } catch (error) {
    throw webhookNameTaken(error, name ?? given);
  }
  return getWebhook(ctx, id);
}
