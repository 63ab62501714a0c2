import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { KitchenPlan, Scenario } from '@longshore/kitchens';
import type { OrderReceiptView, RunRecording } from '@longshore/schemas';
import type pg from 'pg';
import type { LifeEntry } from '../../kitchens/turn.ts';
import type { OpenRun } from './read-open-run.ts';

const deflated = promisify(deflate);

/**
 * Orders in a recording, the first of the run. The most that a scenario has, with fifty kitchens, are some 8,600, which are
 * 5 MB of JSON and 0.8 MB as kept: each has its place in it. What a later scenario may have beyond is told of as left out.
 */
export const ORDERS_MAX = 12_000;
const FIRST_RECEIPTS = 10;
const BUSIEST_RECEIPTS = 20;

const ORDERS = `
SELECT id, dish, latitude, longitude, priority, (extract(epoch FROM received_at) * 1000)::float8 AS "receivedAtMs", life
FROM kitchen_order WHERE run_id = $1 ORDER BY id LIMIT ${ORDERS_MAX}`;

const MOMENTS = `
SELECT kitchen_id AS "kitchenId", what, (extract(epoch FROM at) * 1000)::float8 AS "atMs" FROM kitchen_moment
WHERE kitchen_id = ANY($1::text[]) AND at >= to_timestamp($2::float8 / 1000) ORDER BY at, id`;

// Those with somebody to choose from, first of the first, then of the second with the most of them.
const RECEIPTS = `
WITH receipts AS (
  SELECT r.order_id, r.at, r.receipt, date_trunc('second', r.at) AS second, row_number() OVER (ORDER BY r.at, r.order_id) AS n
  FROM kitchen_receipt r JOIN kitchen_order o ON o.id = r.order_id
  WHERE o.run_id = $1 AND jsonb_array_length(r.receipt->'candidates') >= 2),
busiest AS (
  SELECT date_trunc('second', assigned_at) AS second FROM kitchen_order
  WHERE run_id = $1 AND assigned_at IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1),
of_busiest AS (
  SELECT r.order_id, r.at, r.receipt FROM receipts r JOIN busiest b ON b.second = r.second ORDER BY r.n LIMIT ${BUSIEST_RECEIPTS})
SELECT order_id AS "orderId", (extract(epoch FROM at) * 1000)::float8 AS "atMs", receipt FROM (
  (SELECT order_id, at, receipt FROM receipts ORDER BY n LIMIT ${FIRST_RECEIPTS}) UNION SELECT order_id, at, receipt FROM of_busiest) chosen
ORDER BY at, order_id`;

interface OrderRow {
  id: string;
  dish: string;
  latitude: number;
  longitude: number;
  priority: number;
  receivedAtMs: number;
  life: LifeEntry[];
}

/** A recording as it is kept. */
export type KeptRecording = Omit<RunRecording, 'run' | 'ordersLeftOut'>;
type Event = KeptRecording['events'][number];

function plansOf({ city, happenings }: Scenario): KitchenPlan[] {
  return [...city.kitchens, ...happenings.flatMap((each) => (each.kind === 'opens' ? [each.plan] : []))];
}

/** Gathers what happened in a run, deflated JSON as it is kept. */
export async function recordRun(client: pg.PoolClient, run: OpenRun, scenario: Scenario): Promise<Buffer> {
  const startedAtMs = run.startedAtMs ?? run.nowMs;
  const plans = plansOf(scenario);
  const kitchenAt = new Map(plans.map(({ id }, index) => [id, index]));
  const orders = (await client.query<OrderRow>(ORDERS, [run.id])).rows;
  const orderAt = new Map(orders.map(({ id }, index) => [id, index]));
  const momentsFrom = [plans.map(({ id }) => id), run.createdAtMs];
  const moments = (await client.query<{ kitchenId: string; what: string; atMs: number }>(MOMENTS, momentsFrom)).rows;
  const receipts = (
    await client.query<{ orderId: string; atMs: number; receipt: Omit<OrderReceiptView, 'at'> }>(RECEIPTS, [run.id])
  ).rows;
  const own = (atMs: number): number => Math.round((atMs - startedAtMs) * run.speed);
  const ofOrders = orders.flatMap(({ receivedAtMs, life }, order): Event[] => [
    { atMs: own(receivedAtMs), order, kitchen: null, what: 'received', epoch: 0 },
    ...life.map(([atMs, what, epoch, kitchen]) => ({
      atMs: own(atMs),
      order,
      kitchen: kitchen === null ? null : (kitchenAt.get(kitchen) ?? null),
      what,
      epoch,
    })),
  ]);
  const ofKitchens = moments.map(
    ({ kitchenId, what, atMs }): Event => ({
      atMs: own(atMs),
      order: null,
      kitchen: kitchenAt.get(kitchenId) ?? null,
      what,
      epoch: null,
    }),
  );
  const kept: KeptRecording = {
    kitchens: plans.map(({ specialties, ...plan }) => ({ ...plan, specialties: [...specialties] })),
    orders: orders.map(({ id, dish, latitude, longitude, priority }) => ({
      id,
      dish,
      place: { latitude, longitude },
      priority,
    })),
    events: [...ofOrders, ...ofKitchens].sort((a, b) => a.atMs - b.atMs),
    receipts: receipts.flatMap(({ orderId, atMs, receipt }) => {
      const order = orderAt.get(orderId);
      if (order === undefined) return [];
      const whole = { ...receipt, at: new Date(atMs).toISOString() };
      return [{ order, atMs: own(atMs), summary: receipt.summary, receipt: whole }];
    }),
  };
  return deflated(JSON.stringify(kept));
}
