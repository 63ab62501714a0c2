import { KITCHEN_LIMITS, type KitchenChanges, type kitchenChangesQuery, type OrderState } from '@longshore/schemas';
import type { z } from 'zod';
import { inSnapshot } from '../../database/in-transaction.ts';
import type { ChangeEntry } from '../../dispatcher/kitchens/write-turn.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

type Change = KitchenChanges['orders'][number];

const KNOWN = `
SELECT coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last, (extract(epoch FROM now()) * 1000)::float8 AS "nowMs"
FROM kitchen_change`;

// Turns until one answer is full; the one that makes it fuller than that is still in it, so that something always is.
const CHANGES = `
SELECT c.id, c.orders FROM (
  SELECT id, orders, sum(jsonb_array_length(orders)) OVER (ORDER BY id) - jsonb_array_length(orders) AS before
  FROM kitchen_change WHERE id > $1 ORDER BY id LIMIT ${KITCHEN_LIMITS.changesMax}) c
WHERE c.before < ${KITCHEN_LIMITS.changesMax} ORDER BY c.id`;

// Since when an order is as it is.
const OPEN = `
SELECT id, dish, latitude, longitude, priority, state, epoch, kitchen_id AS kitchen, asked_back AS "askedBack",
       (extract(epoch FROM CASE state WHEN 'assigned' THEN assigned_at WHEN 'cooking' THEN started_at WHEN 'ready' THEN ready_at
         ELSE received_at END) * 1000)::float8 AS "atMs", CASE WHEN state = 'ready' THEN delivery_ms END AS "deliveryMs"
FROM kitchen_order WHERE ended_at IS NULL ORDER BY id LIMIT ${KITCHEN_LIMITS.changesMax + 1}`;

interface OpenRow extends Omit<Change, 'place' | 'ageMs'> {
  latitude: number;
  longitude: number;
  atMs: number;
}

interface Known {
  first: number;
  last: number;
  nowMs: number;
}

function changeOfEntry(entry: ChangeEntry, nowMs: number): Change {
  const [id, dish, latitude, longitude, priority, state, epoch, kitchen, askedBack, atMs, deliveryMs] = entry;
  const place = { latitude, longitude };
  const ageMs = Math.max(0, nowMs - atMs);
  return {
    id,
    dish,
    place,
    priority,
    state: state as OrderState,
    epoch,
    kitchen,
    askedBack: askedBack === 1,
    ageMs,
    deliveryMs,
  };
}

/**
 * Orders that changed since the answer before, each once, as it is now; or all that is open, where that is asked for or
 * what was in between is not known any more.
 */
export async function getChanges(
  ctx: ServiceContext,
  { after }: z.output<typeof kitchenChangesQuery>,
): Promise<KitchenChanges> {
  requirePermission(ctx, 'kitchens:read');
  return inSnapshot(ctx.pool, async (client) => {
    const [known] = (await client.query<Known>(KNOWN)).rows;
    const { first, last, nowMs } = known ?? { first: 0, last: 0, nowMs: Date.now() };
    const at = new Date(nowMs).toISOString();
    if (after === 0 || after < first - 1 || after > last) {
      const { rows } = await client.query<OpenRow>(OPEN);
      const orders = rows.slice(0, KITCHEN_LIMITS.changesMax).map(({ latitude, longitude, atMs, ...row }) => ({
        ...row,
        place: { latitude, longitude },
        ageMs: Math.max(0, nowMs - atMs),
      }));
      return { next: last, more: rows.length > orders.length, whole: true, at, orders };
    }
    const { rows } = await client.query<{ id: number; orders: ChangeEntry[] }>(CHANGES, [after]);
    const newest = new Map(rows.flatMap(({ orders }) => orders.map((entry) => [entry[0], entry] as const)));
    const next = rows.at(-1)?.id ?? after;
    const orders = [...newest.values()].map((entry) => changeOfEntry(entry, nowMs));
    return { next, more: next < last, whole: false, at, orders };
  });
}
