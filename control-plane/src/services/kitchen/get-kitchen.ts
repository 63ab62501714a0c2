import { type KitchenDetail, kitchenIdOfTask } from '@longshore/schemas';
import type pg from 'pg';
import { notFound, type ProblemError } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readKitchens } from './read-kitchens.ts';

const ORDERS_MAX = 500;

const ORDERS = `
SELECT id, dish, state, priority FROM kitchen_order
WHERE kitchen_id = $1 AND ended_at IS NULL AND state IN ('assigned', 'cooking') ORDER BY state DESC, priority DESC, id LIMIT ${ORDERS_MAX}`;

// Of the job itself, as one of its kitchens may not have registered yet.
const JOB = `
SELECT j.spec->'kitchen'->>'id' AS kitchen, j.task_count AS tasks,
  array(SELECT other.id FROM kitchen other WHERE other.job_id = j.id AND other.state = 'closed') AS closed
FROM kitchen k JOIN job j ON j.id = k.job_id AND j.kind = 'kitchen' AND j.ended_at IS NULL
WHERE k.id = $1 AND k.state <> 'closed'`;

/** Says that there is no such kitchen. */
export function kitchenNotFound(given: string): ProblemError {
  return notFound(
    `There is no kitchen ${given.slice(0, 80)}.`,
    'List those there are with GET /api/v1/kitchens; one that closed is forgotten after a while.',
  );
}

/** The kitchens that close with one, as they are of its job. */
async function readClosesWith(pool: Pick<pg.Pool, 'query'>, id: string): Promise<string[]> {
  const { rows } = await pool.query<{ kitchen: string; tasks: number; closed: string[] }>(JOB, [id]);
  return rows.flatMap(({ kitchen, tasks, closed }) =>
    Array.from({ length: tasks }, (_, task) => kitchenIdOfTask(kitchen, task, tasks)).filter(
      (other) => other !== id && !closed.includes(other),
    ),
  );
}

/** A kitchen with the orders that it has, those that cook first. @throws ProblemError 404 */
export async function getKitchen(ctx: ServiceContext, given: string): Promise<KitchenDetail> {
  requirePermission(ctx, 'kitchens:read');
  const id = given.replaceAll('\u0000', '');
  const [kitchen] = await readKitchens(ctx.pool, 'WHERE k.id = $1', [id]);
  if (kitchen === undefined) throw kitchenNotFound(given);
  const { rows } = await ctx.pool.query<KitchenDetail['orders'][number]>(ORDERS, [id]);
  return { ...kitchen, orders: rows, closesWith: await readClosesWith(ctx.pool, id) };
}
