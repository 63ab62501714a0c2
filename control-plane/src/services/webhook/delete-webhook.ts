import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId, webhookNotFound } from './find-webhook-id.ts';

/**
 * Deletes a webhook with its deliveries; what waits is not sent any more.
 *
 * @throws ProblemError 404, or 409 when several fit
 */
export async function deleteWebhook(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'webhooks:write');
  const id = await findWebhookId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ name: string; url: string }>(
      'DELETE FROM webhook WHERE id = $1 RETURNING name, url',
      [id],
    );
    const [deleted] = rows;
    if (deleted === undefined) throw webhookNotFound(given);
    const detail = { ...deleted };
    await writeAudit(client, ctx, { action: 'WebhookDeleted', subjectType: 'webhook', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
  });
}
