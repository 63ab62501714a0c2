import {
  ID_PATTERN,
  type listOrdersQuery,
  type OrderState,
  type OrderSummary,
  orderHasEnded,
} from '@longshore/schemas';
import { z } from 'zod';
import { idRange } from '../../database/id-range.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readOrders } from './read-orders.ts';

/** What an index holds that has only some: said in its own words, so that it is found. */
function stateCondition(states: readonly OrderState[] | undefined): string {
  if (states === undefined) return 'true';
  if (states.every((state) => !orderHasEnded(state))) return 'o.ended_at IS NULL AND o.state = ANY($2)';
  if (states.every((state) => state === 'failed')) return 'o.failure IS NOT NULL AND o.state = ANY($2)';
  if (states.every((state) => !orderHasEnded(state) || state === 'failed')) {
    return '(o.ended_at IS NULL OR o.failure IS NOT NULL) AND o.state = ANY($2)';
  }
  return 'o.state = ANY($2)';
}

/** Orders, the newest first. @throws ProblemError 422 for a cursor of something else */
export async function listOrders(
  ctx: ServiceContext,
  { cursor, limit, state, kitchen, run, q = '' }: z.output<typeof listOrdersQuery>,
): Promise<{ items: OrderSummary[]; next: string | null }> {
  requirePermission(ctx, 'kitchens:read');
  const before = decodeCursor(cursor, z.tuple([z.string().regex(ID_PATTERN)]));
  const range = q === '' ? [null, null] : idRange(q);
  const ofRun = run === undefined ? [null, null] : idRange(run);
  if (range === null || ofRun === null) return { items: [], next: null };
  const found = await readOrders(
    ctx.pool,
    `WHERE ($1::uuid IS NULL OR o.id < $1) AND ($2::text[] IS NULL OR ${stateCondition(state)})
     AND ${kitchen === undefined ? '$3::text IS NULL' : 'o.kitchen_id = $3'} AND ($4::uuid IS NULL OR o.id BETWEEN $4 AND $5)
     AND ${run === undefined ? '$6::uuid IS NULL AND $7::uuid IS NULL' : 'o.run_id BETWEEN $6 AND $7'}
     ORDER BY o.id DESC LIMIT ${limit + 1}`,
    [before?.[0] ?? null, state ?? null, kitchen ?? null, ...range, ...ofRun],
  );
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
