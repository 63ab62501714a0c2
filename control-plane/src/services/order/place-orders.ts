import { examineWish } from '@longshore/kitchens';
import { CITY, DISHES, KITCHEN_LIMITS, newId, orderInput, ordersInput } from '@longshore/schemas';
import pg from 'pg';
import type { z } from 'zod';
import { notifyStatement } from '../../database/channels.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { conflict, invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

type Given = z.output<typeof orderInput>;

export interface PlaceOrdersInput {
  body: unknown;
  idempotency: Idempotency | null;
}

export interface PlacedOrders {
  ids: string[];
  /** Whether the same request was accepted before and this is the answer from then. */
  replayed: boolean;
}

const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };

// One statement is one transaction in one round trip. How many are open is known to the second; those that nobody has
// taken yet come on top.
const PLACE = `
WITH room AS (
  SELECT n.open_orders + kitchen_orders_not_taken(${KITCHEN_LIMITS.openOrdersMax}) AS open FROM kitchen_network n),
placed AS (
  INSERT INTO kitchen_order (id, dish, latitude, longitude, priority, cook_ms)
  SELECT o.id, o.dish, o.latitude, o.longitude, o.priority, o."cookMs"
  FROM room, jsonb_to_recordset($1::jsonb) AS o(id uuid, dish text, latitude float8, longitude float8, priority int, "cookMs" float8)
  WHERE room.open + $2::int <= ${KITCHEN_LIMITS.openOrdersMax} RETURNING id),
new_key AS (
  INSERT INTO idempotency_key (scope, key, request_hash, status, response)
  SELECT $3::text, $4::text, $5::text, 201, $6::jsonb WHERE $4 IS NOT NULL AND EXISTS (SELECT FROM placed))
SELECT (SELECT count(*)::int FROM placed) AS placed, (${notifyStatement(['orders'])}) AS told`;

/** How long the dish takes: evenly from half to one and a half of what it does on average, as in scenarios. */
function cookMsOf(dish: string): number {
  const average = DISHES.find(({ name }) => name === dish)?.cookMs ?? 0;
  return average * (0.5 + Math.random());
}

async function place(
  ctx: ServiceContext,
  orders: readonly Given[],
  idempotency: Idempotency | null,
  pathOf: (n: number) => string,
): Promise<PlacedOrders> {
  const errors = orders.flatMap((order, n) =>
    examineWish(order, city).map(({ field, message }) => ({ path: `${pathOf(n)}${field}`, message })),
  );
  if (errors.length > 0) throw invalidRequest(errors);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as { ids: string[] }), replayed: true };
  const rows = orders.map(({ dish, place: at, priority }) => ({
    id: newId(),
    dish,
    ...at,
    priority,
    cookMs: cookMsOf(dish),
  }));
  const ids = rows.map(({ id }) => id);
  const { scope, key, requestHash } = idempotency ?? { scope: null, key: null, requestHash: null };
  try {
    const { rows: answers } = await ctx.pool.query<{ placed: number }>(PLACE, [
      toJson(rows),
      rows.length,
      scope,
      key,
      requestHash,
      toJson({ ids }),
    ]);
    if (answers[0]?.placed === rows.length) return { ids, replayed: false };
  } catch (error) {
    // 23505, unique_violation: the same key was written between our look and our write.
    if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw error;
    return { ...(meanwhile.response as { ids: string[] }), replayed: true };
  }
  throw conflict(
    `More than ${KITCHEN_LIMITS.openOrdersMax} orders would be open.`,
    'Open kitchens, or wait until some have ended.',
    'too_many_orders',
  );
}

/**
 * Places an order: after this it is kept, whatever becomes of Kafka or of kitchens.
 *
 * @throws ProblemError 409 when too many are open, 422 naming each bad field
 */
export async function placeOrder(
  ctx: ServiceContext,
  { body, idempotency }: PlaceOrdersInput,
): Promise<{ id: string; replayed: boolean }> {
  requirePermission(ctx, 'kitchens:write');
  const { ids, replayed } = await place(ctx, [validate(orderInput, body)], idempotency, () => '');
  return { id: ids[0] ?? '', replayed };
}

/**
 * Places many orders, all or none.
 *
 * @throws ProblemError 409 when too many are open, 422 naming each bad field
 */
export async function placeManyOrders(
  ctx: ServiceContext,
  { body, idempotency }: PlaceOrdersInput,
): Promise<PlacedOrders> {
  requirePermission(ctx, 'kitchens:write');
  const { orders } = validate(ordersInput, body);
  return place(ctx, orders, idempotency, (n) => `orders[${n}].`);
}
