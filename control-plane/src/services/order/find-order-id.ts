import { idRange } from '../../database/id-range.ts';
import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

// Named, so that each connection plans it once: somebody who waits for an order asks for it again and again.
const FIND = {
  name: 'find-order',
  text: 'SELECT id FROM kitchen_order WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 4',
};

/** Says that there is no such order. */
export function orderNotFound(given: string): ProblemError {
  return notFound(
    `There is no order ${given}.`,
    'List those there are with GET /api/v1/orders; old ones are forgotten.',
  );
}

/**
 * The id of the order that was meant: a whole id, or the start of one as long as only one order has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findOrderId(ctx: Pick<ServiceContext, 'pool'>, given: string): Promise<string> {
  const range = idRange(given);
  if (range === null) throw orderNotFound(given);
  const { rows } = await ctx.pool.query<{ id: string }>({ ...FIND, values: [...range] });
  const [only] = rows;
  if (only === undefined) throw orderNotFound(given);
  if (rows.length === 1) return only.id;
  const listed = rows.slice(0, 3).map(({ id }) => id);
  throw conflict(
    `${rows.length > 3 ? 'More than 3' : rows.length} orders start with ${given}: ${listed.join(', ')}.`,
    'Give more of the id.',
    'ambiguous_id',
  );
}
