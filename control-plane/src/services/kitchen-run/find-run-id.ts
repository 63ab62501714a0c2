import { idRange } from '../../database/id-range.ts';
import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** Says that there is no such run. */
export function runNotFound(given: string): ProblemError {
  return notFound(`There is no run ${given}.`, 'List those there are with GET /api/v1/kitchen-runs.');
}

/**
 * The id of the run that was meant: a whole id, or the start of one as long as only one run has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findRunId(ctx: Pick<ServiceContext, 'pool'>, given: string): Promise<string> {
  const range = idRange(given);
  if (range === null) throw runNotFound(given);
  const { rows } = await ctx.pool.query<{ id: string }>(
    'SELECT id FROM kitchen_run WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 4',
    [...range],
  );
  const [only] = rows;
  if (only === undefined) throw runNotFound(given);
  if (rows.length === 1) return only.id;
  const listed = rows.slice(0, 3).map(({ id }) => id);
  throw conflict(
    `${rows.length > 3 ? 'More than 3' : rows.length} runs start with ${given}: ${listed.join(', ')}.`,
    'Give more of the id.',
    'ambiguous_id',
  );
}
