import { SORT_STATES, type SortStateName } from '@longshore/schemas';
import { conflict, ProblemError } from '../../http/problem-error.ts';
import { type ResultMap, resultMapSchema } from '../../sorts/decide/locate-rank.ts';
import type { ServiceContext } from '../service-context.ts';
import { findSortId, sortNotFound } from './find-sort-id.ts';

export interface FoundResult {
  id: string;
  name: string;
  map: ResultMap;
  count: number;
  csvHeader: Buffer | null;
}

interface Row {
  name: string;
  state: SortStateName;
  result: unknown;
  csvHeader: Buffer | null;
  topicsGone: boolean;
}

/**
 * Where the result of a sort is.
 *
 * @throws ProblemError 404, 409 while there is none, 410 when it is gone
 */
export async function findResult(ctx: ServiceContext, given: string): Promise<FoundResult> {
  const id = await findSortId(ctx, given);
  const { rows } = await ctx.pool.query<Row>(
    `SELECT name, state, result, csv_header AS "csvHeader", topics_gone AS "topicsGone" FROM sort WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw sortNotFound(given);
  const { name, state } = row;
  if (row.topicsGone) throw resultGone(name);
  if (row.result === null) {
    throw conflict(
      `${name} has no result: it ${state === 'FAILED' || state === 'STOPPED' ? SORT_STATES[state].word.toLowerCase() : 'has not ended yet'}.`,
      'Look at its state with GET /api/v1/sorts/{id}.',
      'sort_has_no_result',
    );
  }
  const map = resultMapSchema.parse(row.result);
  return { id, name, map, count: map.parts.reduce((sum, { count }) => sum + count, 0), csvHeader: row.csvHeader };
}

/** Says that the result was there, and is no more. */
export function resultGone(name: string): ProblemError {
  return new ProblemError({
    status: 410,
    code: 'sort_result_gone',
    title: 'The result is gone',
    detail: `The topics of ${name} were removed: results are kept for a while only.`,
    advice: 'Sort it again.',
  });
}
