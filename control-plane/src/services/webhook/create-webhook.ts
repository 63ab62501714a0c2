import { newId, WEBHOOK_LIMITS, type WebhookSecret, webhookInputSchema } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { keepWebhookSecret, makeWebhookSecret, readWebhookSecret } from '../../webhooks/webhook-secret.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { webhookNotFound } from './find-webhook-id.ts';
import { refuseWithoutKey } from './refuse-without-key.ts';
import { webhookNameTaken } from './webhook-name-taken.ts';

type Made = WebhookSecret & { replayed: boolean };

const INSERT = 'INSERT INTO webhook (id, name, url, events, secret) VALUES ($1, $2, $3, $4, $5)';

// One at a time, so that two of them cannot both be the last that there is room for.
const COUNT = `
SELECT count(*)::int AS count FROM webhook, (SELECT pg_advisory_xact_lock(hashtext('longshore webhooks'))) AS held`;

const KEEP_ANSWER = `
INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)`;

/** What was answered before; the secret was kept encrypted with the webhook, not with the answer. */
async function madeBefore(ctx: ServiceContext, idempotency: Idempotency | null): Promise<Made | null> {
  const before = await answeredBefore(ctx, idempotency);
  if (before === null) return null;
  const { id, name } = before.response as { id: string; name: string };
  const { rows } = await ctx.pool.query<{ secret: string }>('SELECT secret FROM webhook WHERE id = $1', [id]);
  const [kept] = rows;
  if (kept === undefined) throw webhookNotFound(name);
  return { id, name, secret: await readWebhookSecret(ctx.vault, id, kept.secret), replayed: true };
}

async function refuseTooMany(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ count: number }>(COUNT);
  if ((rows[0]?.count ?? 0) < WEBHOOK_LIMITS.count) return;
  throw conflict(`There are ${WEBHOOK_LIMITS.count} webhooks, which is all there may be.`, 'Delete one first.');
}

/**
 * Makes a webhook. Its secret is in the answer, and in no other.
 *
 * @throws ProblemError 422 naming each bad field, 409 when its name is taken, 503 when there is no key to keep secrets under
 */
export async function createWebhook(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<Made> {
  requirePermission(ctx, 'webhooks:write');
  const { body, idempotency } = input;
  const { name, url, events } = validate(webhookInputSchema, body);
  refuseWithoutKey(ctx.vault);
  const before = await madeBefore(ctx, idempotency);
  if (before !== null) return before;
  const id = newId();
  const secret = makeWebhookSecret();
  const kept = await keepWebhookSecret(ctx.vault, id, secret);
  try {
    await inTransaction(ctx.pool, async (client) => {
      await refuseTooMany(client);
      await client.query(INSERT, [id, name, url, events, kept]);
      if (idempotency !== null) {
        const { scope, key, requestHash } = idempotency;
        await client.query(KEEP_ANSWER, [scope, key, requestHash, toJson({ id, name })]);
      }
      const detail = { name, url, events };
      await writeAudit(client, ctx, { action: 'WebhookCreated', subjectType: 'webhook', subjectId: id, detail });
      await client.query(notifyStatement(['jobs']));
    });
  } catch (error) {
    // The same request may have been answered between our look and our write.
    const meanwhile = await madeBefore(ctx, idempotency);
    if (meanwhile !== null) return meanwhile;
    throw webhookNameTaken(error, name);
  }
  return { id, name, secret, replayed: false };
}
