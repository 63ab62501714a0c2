import { idRange } from '../../database/id-range.ts';
import { conflict, notFound } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * The id of the job that was meant: a whole id, or the start of one as long as only one job has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findJobId(ctx: ServiceContext, given: string): Promise<string> {
  const range = idRange(given);
  const missing = () => notFound(`There is no job ${given}.`, 'List the jobs there are with GET /api/v1/jobs.');
  if (range === null) throw missing();
  const { rows } = await ctx.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM job WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 6',
    [...range],
  );
  const [only] = rows;
  if (only === undefined) throw missing();
  if (rows.length > 1) {
    const listed = rows.slice(0, 5).map((row) => `${row.id} (${row.name})`);
    throw conflict(
      `${rows.length > 5 ? 'More than 5' : rows.length} jobs start with ${given}: ${listed.join(', ')}.`,
      'Give more of the id.',
      'ambiguous_id',
    );
  }
  return only.id;
}
