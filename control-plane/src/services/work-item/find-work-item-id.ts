import { idRange } from '../../database/id-range.ts';
import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** Says that there is no such item. */
export function workItemNotFound(given: string): ProblemError {
  return notFound(`There is no work item ${given}.`, 'List those there are with GET /api/v1/work-items.');
}

/**
 * The id of the item that was meant: a whole id, or the start of one as long as only one item has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findWorkItemId(ctx: Pick<ServiceContext, 'pool'>, given: string): Promise<string> {
  const range = idRange(given);
  if (range === null) throw workItemNotFound(given);
  const { rows } = await ctx.pool.query<{ id: string }>(
    'SELECT id FROM work_item WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 4',
    [...range],
  );
  const [only] = rows;
  if (only === undefined) throw workItemNotFound(given);
  if (rows.length === 1) return only.id;
  const listed = rows.slice(0, 3).map(({ id }) => id);
  throw conflict(
    `${rows.length > 3 ? 'More than 3' : rows.length} work items start with ${given}: ${listed.join(', ')}.`,
    'Give more of the id.',
    'ambiguous_id',
  );
}
