import type { SortElements, sortElementsQuery } from '@longshore/schemas';
import type { z } from 'zod';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findResult } from './find-result.ts';
import { linesOf, readResult } from './read-result.ts';

/** Of a longer element the beginning is shown. */
const VALUE_LENGTH_MAX = 2_000;

/**
 * Elements of a result by rank.
 *
 * @throws ProblemError 404, 409 while there is none, 410 when it is gone, 503
 */
export async function readElements(
  ctx: ServiceContext,
  given: string,
  { from, limit }: z.output<typeof sortElementsQuery>,
): Promise<SortElements> {
  requirePermission(ctx, 'sorts:read');
  const result = await findResult(ctx, given);
  const items: SortElements['items'] = [];
  for await (const block of readResult(ctx, result, from, limit)) {
    for (const line of linesOf(block)) {
      const rank = from + items.length;
      const isLong = line.length > VALUE_LENGTH_MAX;
      items.push(isLong ? { rank, value: line.slice(0, VALUE_LENGTH_MAX), truncated: true } : { rank, value: line });
    }
  }
  return { count: result.count, items };
}
