import type { Delivery } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { countedId } from '../../http/cursor.ts';
import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId } from './find-webhook-id.ts';
import { readDeliveries } from './read-deliveries.ts';

interface Locked {
  name: string;
  paused: boolean;
  underWay: boolean;
}

const LOCK = `
SELECT w.name, w.paused, d.state = 'PENDING' AND d.tries > 0 AND d.took_ms IS NULL AND d.next_at > now() AS "underWay"
FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id WHERE d.id = $1 AND d.webhook_id = $2 FOR UPDATE OF d`;

// One that waits is only tried sooner; one that has ended begins anew.
const AGAIN = `
UPDATE webhook_delivery SET tries = CASE WHEN state = 'PENDING' THEN tries ELSE 0 END, state = 'PENDING', next_at = now(), ended_at = NULL
WHERE id = $1`;

function deliveryNotFound(webhook: string, delivery: string): ProblemError {
  return notFound(
    `The webhook ${webhook} has no delivery ${delivery}.`,
    `List those it has with GET /api/v1/webhooks/${webhook}/deliveries; they are kept for 14 days.`,
  );
}

/**
 * Tries a delivery again at once, with the same id for its receiver; one that has ended gets all its tries anew.
 *
 * @throws ProblemError 404, or 409 while its webhook is paused or a try is under way
 */
export async function retryDelivery(ctx: ServiceContext, webhook: string, delivery: string): Promise<Delivery> {
  requirePermission(ctx, 'webhooks:write');
  const webhookId = await findWebhookId(ctx, webhook);
  if (!countedId.safeParse(delivery).success) throw deliveryNotFound(webhook, delivery);
  return inTransaction(ctx.pool, async (client) => {
    const [locked] = (await client.query<Locked>(LOCK, [delivery, webhookId])).rows;
    if (locked === undefined) throw deliveryNotFound(webhook, delivery);
    const { name, paused, underWay } = locked;
    if (paused) throw conflict(`${name} is paused, so nothing is sent.`, 'Let it go on first.', 'webhook_paused');
    if (underWay) throw conflict('A try is under way.', 'See what comes of it first.', 'try_under_way');
    await client.query(AGAIN, [delivery]);
    const detail = { name, delivery };
    await writeAudit(client, ctx, { action: 'WebhookRetried', subjectType: 'webhook', subjectId: webhookId, detail });
    await client.query(notifyStatement(['work']));
    const [again] = await readDeliveries(client, 'WHERE d.id = $1', [delivery]);
    if (again === undefined) throw deliveryNotFound(webhook, delivery);
    return again;
  });
}
