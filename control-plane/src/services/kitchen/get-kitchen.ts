import type { KitchenDetail } from '@longshore/schemas';
import { notFound, type ProblemError } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readKitchens } from './read-kitchens.ts';

const ORDERS_MAX = 500;

const ORDERS = `
SELECT id, dish, state, priority FROM kitchen_order
WHERE kitchen_id = $1 AND ended_at IS NULL AND state IN ('assigned', 'cooking') ORDER BY state DESC, priority DESC, id LIMIT ${ORDERS_MAX}`;

/** Says that there is no such kitchen. */
export function kitchenNotFound(given: string): ProblemError {
  return notFound(
    `There is no kitchen ${given.slice(0, 80)}.`,
    'List those there are with GET /api/v1/kitchens; one that closed is forgotten after a while.',
  );
}

/** A kitchen with the orders that it has, those that cook first. @throws ProblemError 404 */
export async function getKitchen(ctx: ServiceContext, given: string): Promise<KitchenDetail> {
  requirePermission(ctx, 'kitchens:read');
  const id = given.replaceAll('\u0000', '');
  const [kitchen] = await readKitchens(ctx.pool, 'WHERE k.id = $1', [id]);
  if (kitchen === undefined) throw kitchenNotFound(given);
  const { rows } = await ctx.pool.query<KitchenDetail['orders'][number]>(ORDERS, [id]);
  return { ...kitchen, orders: rows };
}
