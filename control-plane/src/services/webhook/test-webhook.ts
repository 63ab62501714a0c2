import { type Delivery, newId, WEBHOOK_TEST_EVENT } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { payloadOf } from '../../webhooks/write-deliveries.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId, webhookNotFound } from './find-webhook-id.ts';
import { readDeliveries } from './read-deliveries.ts';

const INSERT = `
INSERT INTO webhook_delivery (webhook_id, event_id, event, subject_type, subject_id, occurrence, payload)
VALUES ($1::uuid, $2, '${WEBHOOK_TEST_EVENT}', 'webhook', ($1::uuid)::text, $3, $4) RETURNING id`;

/**
 * Sends a test to a webhook, by the way of every other delivery but tried once. What came of it is in its deliveries.
 *
 * @throws ProblemError 404, or 409 while it is paused
 */
export async function testWebhook(ctx: ServiceContext, given: string): Promise<Delivery> {
  requirePermission(ctx, 'webhooks:write');
  const webhookId = await findWebhookId(ctx, given);
  return inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ name: string; paused: boolean; now: Date }>(
      'SELECT name, paused, now() AS now FROM webhook WHERE id = $1 FOR SHARE',
      [webhookId],
    );
    const [webhook] = rows;
    if (webhook === undefined) throw webhookNotFound(given);
    const { name, paused, now } = webhook;
    if (paused) throw conflict(`${name} is paused, so nothing is sent.`, 'Let it go on first.', 'webhook_paused');
    const eventId = newId();
    const payload = payloadOf(WEBHOOK_TEST_EVENT, now.toISOString(), { webhook: { id: webhookId, name } });
    const written = await client.query<{ id: string }>(INSERT, [webhookId, eventId, `test ${eventId}`, payload]);
    const detail = { name };
    await writeAudit(client, ctx, { action: 'WebhookTested', subjectType: 'webhook', subjectId: webhookId, detail });
    await client.query(notifyStatement(['work']));
    const [delivery] = await readDeliveries(client, 'WHERE d.id = $1', [written.rows[0]?.id]);
    if (delivery === undefined) throw webhookNotFound(given);
    return delivery;
  });
}
