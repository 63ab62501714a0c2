import type { WebhookSecret } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { keepWebhookSecret, makeWebhookSecret } from '../../webhooks/webhook-secret.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId, webhookNotFound } from './find-webhook-id.ts';
import { refuseWithoutKey } from './refuse-without-key.ts';

// One that cannot be read any more is of no use for signing.
const ROTATE = `
UPDATE webhook SET previous_secret = CASE WHEN $3 THEN secret END, secret = $2, rotated_at = now()
WHERE id = $1 RETURNING name`;

/**
 * Gives a webhook another secret, which is in the answer and in no other. For a day requests are signed with the one
 * before too, so that a receiver can change over.
 *
 * @throws ProblemError 404, 409 when several fit, 503 when there is no key to keep secrets under
 */
export async function rotateSecret(ctx: ServiceContext, given: string): Promise<WebhookSecret> {
  requirePermission(ctx, 'webhooks:write');
  refuseWithoutKey(ctx.vault);
  const id = await findWebhookId(ctx, given);
  const secret = makeWebhookSecret();
  const kept = await keepWebhookSecret(ctx.vault, id, secret);
  return inTransaction(ctx.pool, async (client) => {
    const before = await client.query<{ secret: string }>('SELECT secret FROM webhook WHERE id = $1 FOR UPDATE', [id]);
    const readable = before.rows.some((row) => ctx.vault.holdsKeyOf(row.secret));
    const { rows } = await client.query<{ name: string }>(ROTATE, [id, kept, readable]);
    const [rotated] = rows;
    if (rotated === undefined) throw webhookNotFound(given);
    const detail = { name: rotated.name };
    await writeAudit(client, ctx, { action: 'WebhookSecretRotated', subjectType: 'webhook', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
    return { id, name: rotated.name, secret };
  });
}
