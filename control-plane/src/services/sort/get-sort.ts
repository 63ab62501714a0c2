import { sortTopics } from '@longshore/kafka';
import type { SortDetail } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findSortId, sortNotFound } from './find-sort-id.ts';
import { readSortReport } from './read-sorts.ts';

/**
 * A sort with its parts, tries, balance and proof.
 *
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getSort(ctx: ServiceContext, given: string): Promise<SortDetail> {
  requirePermission(ctx, 'sorts:read');
  const id = await findSortId(ctx, given);
  const found = await readSortReport(ctx.pool, id);
  if (found === null) throw sortNotFound(given);
  return { ...found.summary, topics: sortTopics(id, ctx.topicPrefix), report: found.report };
}
