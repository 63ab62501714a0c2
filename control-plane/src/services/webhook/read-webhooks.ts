import type { DeliveryEvent, DeliveryState, Webhook, WebhookEvent, WebhookState } from '@longshore/schemas';
import type pg from 'pg';
import type { Vault } from '../../secrets/vault.ts';

interface WebhookRow {
  id: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  secret: string;
  paused: boolean;
  pausedBecause: string | null;
  rotatedAt: Date | null;
  createdAt: Date;
  waiting: number;
  lastEvent: DeliveryEvent | null;
  lastState: DeliveryState | null;
  lastDetail: string | null;
  lastTriedAt: Date | null;
  lastCreatedAt: Date | null;
}

const WEBHOOK = `
SELECT w.id, w.name, w.url, w.events, w.secret, w.paused, w.paused_because AS "pausedBecause",
       w.rotated_at AS "rotatedAt", w.created_at AS "createdAt",
       (SELECT count(*)::int FROM webhook_delivery p WHERE p.webhook_id = w.id AND p.state = 'PENDING') AS waiting,
       l.event AS "lastEvent", l.state AS "lastState", l.detail AS "lastDetail", l.tried_at AS "lastTriedAt",
       l.created_at AS "lastCreatedAt"
FROM webhook w
LEFT JOIN LATERAL (SELECT * FROM webhook_delivery d WHERE d.webhook_id = w.id ORDER BY d.id DESC LIMIT 1) l ON true`;

function stateOf({ paused, pausedBecause, secret }: WebhookRow, vault: Vault): WebhookState {
  if (!vault.holdsKeyOf(secret)) return 'UNREADABLE';
  if (!paused) return 'ACTIVE';
  return pausedBecause === null ? 'PAUSED' : 'GONE';
}

function lastOf(row: WebhookRow): Webhook['lastDelivery'] {
  const { lastEvent, lastState, lastDetail, lastTriedAt, lastCreatedAt } = row;
  if (lastEvent === null || lastState === null || lastCreatedAt === null) return null;
  return {
    event: lastEvent,
    state: lastState,
    detail: lastDetail,
    triedAt: lastTriedAt?.toISOString() ?? null,
    createdAt: lastCreatedAt.toISOString(),
  };
}

/**
 * Reads webhooks, without what is secret.
 *
 * @param rest - what comes after FROM: conditions on `w`, order and limit, with parameters from $1
 */
export async function readWebhooks(
  ctx: { pool: Pick<pg.Pool, 'query'>; vault: Vault },
  rest: string,
  values: unknown[],
): Promise<Webhook[]> {
  const { rows } = await ctx.pool.query<WebhookRow>(`${WEBHOOK} ${rest}`, values);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    state: stateOf(row, ctx.vault),
    pausedBecause: row.pausedBecause,
    waiting: row.waiting,
    lastDelivery: lastOf(row),
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}
