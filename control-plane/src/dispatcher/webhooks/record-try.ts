import type pg from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../../services/audit/write-audit.ts';
import type { NextTry } from '../../webhooks/decide/decide-next-try.ts';
import type { WebhookAnswer } from '../../webhooks/post-webhook.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';

// A try that was taken for cut off, and whose delivery is being tried again, has no more say.
const RECORD = `
UPDATE webhook_delivery SET
  state = $3, response_status = $4, detail = $5, response = $6, took_ms = $7,
  next_at = CASE WHEN $3 = 'PENDING' THEN now() + $8::float8 * interval '1 millisecond' END,
  ended_at = CASE WHEN $3 <> 'PENDING' THEN now() END
WHERE id = $1 AND tries = $2 AND state = 'PENDING'`;

const GONE_WORDS = 'Its receiver answered 410: it is gone for good.';

const PAUSE = `
UPDATE webhook SET paused = true, paused_because = $2 WHERE id = $1 AND NOT paused RETURNING name, url`;

/** Pauses a webhook whose receiver says that it is gone, and tells the audit log. */
async function pauseGone(client: pg.PoolClient, webhookId: string): Promise<void> {
  const { rows } = await client.query<{ name: string; url: string }>(PAUSE, [webhookId, GONE_WORDS]);
  const [paused] = rows;
  if (paused === undefined) return;
  await writeAudit(
    client,
    { actor: 'dispatcher', origin: null },
    { action: 'WebhookPausedGone', subjectType: 'webhook', subjectId: webhookId, detail: { ...paused } },
  );
}

/** Writes down what a try came to, and what follows from it. */
export async function recordTry(
  pool: pg.Pool,
  { id, webhookId, tries }: ClaimedDelivery,
  { outcome, detail, response }: WebhookAnswer,
  next: NextTry,
  tookMs: number,
): Promise<void> {
  const status = outcome.kind === 'answered' ? outcome.status : null;
  const delayMs = next.state === 'PENDING' ? next.delayMs : null;
  await inTransaction(pool, async (client) => {
    await client.query(RECORD, [id, tries, next.state, status, detail, response, Math.round(tookMs), delayMs]);
    if (next.state === 'FAILED' && next.gone) await pauseGone(client, webhookId);
  });
}
