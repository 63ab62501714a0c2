import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

const FIND = `SELECT id, name FROM sort WHERE id::text LIKE $1 || '%' ORDER BY id LIMIT 6`;

/**
 * The id of the sort that was meant: a whole id, or the start of one as long as only one sort has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findSortId(ctx: Pick<ServiceContext, 'pool'>, given: string): Promise<string> {
  const prefix = given.trim().toLowerCase();
  if (!/^[0-9a-f-]{1,36}$/.test(prefix)) throw sortNotFound(given);
  const { rows } = await ctx.pool.query<{ id: string; name: string }>(FIND, [prefix]);
  const [only] = rows;
  if (only === undefined) throw sortNotFound(given);
  if (rows.length === 1) return only.id;
  const listed = rows.slice(0, 5).map((row) => `${row.id} (${row.name})`);
  throw conflict(
    `${rows.length > 5 ? 'More than 5' : rows.length} sorts start with ${given}: ${listed.join(', ')}.`,
    'Give more of the id.',
    'ambiguous_id',
  );
}

/** Says that there is no such sort. */
export function sortNotFound(given: string): ProblemError {
  return notFound(`There is no sort ${given}.`, 'List the sorts there are with GET /api/v1/sorts.');
}
