import type { SortSpec } from '@longshore/schemas';
import { sortPlanSchema } from '@longshore/schemas/sort';
import { conflict, invalidRequest } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { resultGone } from './find-result.ts';
import { findSortId, sortNotFound } from './find-sort-id.ts';
import type { WrittenInput } from './write-input.ts';

interface Row {
  name: string;
  spec: SortSpec;
  plan: unknown;
  csvHeader: Buffer | null;
  count: string | null;
  topicsGone: boolean;
}

/** What was written for one order can be read for another that reads the same of it. */
function readsTheSame(one: SortSpec['order'], other: SortSpec['order']): boolean {
  return one.type === other.type && one.keyField === other.keyField && one.keyType === other.keyType;
}

/**
 * The input of another sort, to be sorted once more: with more sorters, or the other way round.
 *
 * @throws ProblemError 404, 409 while it has no input, 410 when that is gone, 422 when its elements are others
 */
export async function inputOfSort(ctx: ServiceContext, spec: SortSpec, given: string): Promise<WrittenInput> {
  const id = await findSortId(ctx, given);
  const { rows } = await ctx.pool.query<Row>(
    `SELECT name, spec, plan, csv_header AS "csvHeader", count, topics_gone AS "topicsGone" FROM sort WHERE id = $1`,
    [id],
  );
  const [other] = rows;
  if (other === undefined) throw sortNotFound(given);
  const { name, csvHeader, count } = other;
  const plan = sortPlanSchema.safeParse(other.plan);
  if (!plan.success) throw conflict(`${name} has no input yet.`, 'Upload it first.', 'sort_has_no_input');
  if (other.topicsGone) throw resultGone(name);
  if (!readsTheSame(spec.order, other.spec.order)) {
    const { type, keyField } = other.spec.order;
    const message = `${name} has ${type}${keyField === null ? '' : ` with the key ${keyField}`}: its elements cannot be read otherwise`;
    throw invalidRequest([{ path: 'order', message }]);
  }
  const shares = plan.data.shares.map((share) =>
    share.from === 'chunks' ? { ...share, sort: share.sort ?? id } : share,
  );
  return { shares, count: count === null ? countOf(shares) : Number(count), bytes: null, csvHeader };
}

/** Of a topic that was not sampled yet: as many as its offsets have room for. */
function countOf(shares: WrittenInput['shares']): number {
  return shares.reduce(
    (sum, share) => sum + (share.from === 'topic' ? Number(BigInt(share.end) - BigInt(share.start)) : 0),
    0,
  );
}
