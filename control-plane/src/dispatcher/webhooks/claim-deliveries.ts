import type { DeliveryEvent } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';
import { DEADLINE_MS } from '../../webhooks/post-webhook.ts';

/** A delivery of which a try has begun. */
export interface ClaimedDelivery {
  id: string;
  webhookId: string;
  eventId: string;
  event: DeliveryEvent;
  payload: string;
  /** This one included. */
  tries: number;
  url: string;
  secret: string;
  /** The secret before the last rotation, for a day after it. */
  previousSecret: string | null;
}

/** After which a try of which nothing was heard counts as cut off, and the delivery is tried again. */
const CUT_OFF_AFTER_MS = DEADLINE_MS + 5_000;

const CLAIM = `
WITH free AS (
  SELECT w.id, $1::int - coalesce(b.busy, 0) AS slots
  FROM webhook w LEFT JOIN jsonb_to_recordset($2::jsonb) AS b(id uuid, busy int) ON b.id = w.id
  WHERE NOT w.paused AND ($3::uuid IS NULL OR w.id = $3)),
due AS (
  SELECT d.id FROM free f CROSS JOIN LATERAL (
    SELECT id FROM webhook_delivery
    WHERE webhook_id = f.id AND state = 'PENDING' AND next_at <= now()
    ORDER BY next_at, id LIMIT greatest(0, f.slots) FOR UPDATE SKIP LOCKED) d)
UPDATE webhook_delivery d
SET tries = d.tries + 1, tried_at = now(), took_ms = NULL, next_at = now() + ${CUT_OFF_AFTER_MS} * interval '1 millisecond'
FROM due, webhook w WHERE d.id = due.id AND w.id = d.webhook_id
RETURNING d.id::text AS id, d.webhook_id AS "webhookId", d.event_id AS "eventId", d.event, d.payload, d.tries, w.url, w.secret,
  CASE WHEN w.rotated_at > now() - interval '1 day' THEN w.previous_secret END AS "previousSecret"`;

/**
 * Begins tries of deliveries that are due, by the database's clock. The row says so before anything is sent: no other
 * process sends it meanwhile, and what a crash cuts off is tried again.
 *
 * @param slots - how many tries a webhook may have under way
 * @param busy - how many it has already
 * @param only - of this webhook alone; null: of all
 */
export async function claimDeliveries(
  pool: pg.Pool,
  slots: number,
  busy: ReadonlyMap<string, number>,
  only: string | null = null,
): Promise<ClaimedDelivery[]> {
  const counts = [...busy].map(([id, count]) => ({ id, busy: count }));
  const { rows } = await pool.query<ClaimedDelivery>(CLAIM, [slots, toJson(counts), only]);
  return rows;
}
