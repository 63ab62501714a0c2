import { ID_PATTERN } from '@longshore/schemas';
import { conflict, notFound } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

const HEX = /^[0-9a-f-]{1,36}$/;

/** Fills up the start of an id to a whole one, with `digit` where nothing is said. */
function filled(prefix: string, digit: '0' | 'f'): string {
  const pattern = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';
  return prefix + pattern.slice(prefix.length).replaceAll('x', digit);
}

/**
 * The id of the job that was meant: a whole id, or the start of one as long as only one job has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findJobId(ctx: ServiceContext, given: string): Promise<string> {
  const prefix = given.trim().toLowerCase();
  const missing = () => notFound(`There is no job ${given}.`, 'List the jobs there are with GET /api/v1/jobs.');
  if (!HEX.test(prefix) || !ID_PATTERN.test(filled(prefix, '0'))) throw missing();
  const { rows } = await ctx.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM job WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 6',
    [filled(prefix, '0'), filled(prefix, 'f')],
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
