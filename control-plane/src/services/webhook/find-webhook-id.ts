import { conflict, notFound, type ProblemError } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

const FIND = `
SELECT id, name FROM webhook WHERE name = $1 OR ($2::text IS NOT NULL AND id::text LIKE $2 || '%')
ORDER BY name = $1 DESC, id LIMIT 6`;

/**
 * The id of the webhook that was meant: its name, its id, or the start of its id as long as only one has it.
 *
 * @throws ProblemError 404 when there is none, 409 when several fit
 */
export async function findWebhookId(ctx: Pick<ServiceContext, 'pool'>, given: string): Promise<string> {
  const wanted = given.trim();
  const prefix = wanted.toLowerCase();
  const isPrefix = /^[0-9a-f-]{1,36}$/.test(prefix);
  // What a column of text cannot hold is nobody's name.
  if (wanted.includes('\u0000')) throw webhookNotFound(given);
  const { rows } = await ctx.pool.query<{ id: string; name: string }>(FIND, [wanted, isPrefix ? prefix : null]);
  const [first] = rows;
  if (first === undefined) throw webhookNotFound(given);
  if (rows.length === 1 || first.name === wanted) return first.id;
  const listed = rows.slice(0, 5).map((row) => `${row.id} (${row.name})`);
  throw conflict(
    `${rows.length > 5 ? 'More than 5' : rows.length} webhooks start with ${given}: ${listed.join(', ')}.`,
    'Give more of the id.',
    'ambiguous_id',
  );
}

/** Says that there is no such webhook. */
export function webhookNotFound(given: string): ProblemError {
  return notFound(`There is no webhook ${given}.`, 'List the webhooks there are with GET /api/v1/webhooks.');
}
