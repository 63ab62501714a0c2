import { SORT_LIMITS, type SortAsked } from '@longshore/schemas';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict, type ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findSortId } from './find-sort-id.ts';
import { lockSort } from './lock-sort.ts';
import { queueSort } from './queue-sort.ts';
import { readUpload } from './read-upload.ts';
import { writeInput } from './write-input.ts';

function awaitsNone(name: string): ProblemError {
  return conflict(`${name} awaits no input.`, 'Ask for another sort for other data.', 'sort_awaits_no_input');
}

/**
 * Takes the input of a sort that was asked for without: text, an element a line, streamed to its topic. It counts once it
 * is there whole; one that broke off leaves the sort as it was, to be uploaded again.
 *
 * @param declaredBytes - what the client said that it would send; null: nothing
 * @throws ProblemError 404, 409 when it awaits none, 400 when it was truncated, 413, 422 with the line that is no element
 */
export async function uploadInput(
  ctx: ServiceContext,
  given: string,
  body: AsyncIterable<Uint8Array> | null,
  declaredBytes: number | null,
): Promise<SortAsked> {
  requirePermission(ctx, 'sorts:write');
  const id = await findSortId(ctx, given);
  const sort = await inTransaction(ctx.pool, (client) => lockSort(client, id, given));
  if (sort.state !== 'AWAITING_INPUT') throw awaitsNone(sort.name);
  const pieces = readUpload(body, declaredBytes, SORT_LIMITS.uploadBytesMax);
  const known = await writeInput(ctx, id, sort.spec, pieces, 'body');
  await inTransaction(ctx.pool, async (client) => {
    // Another upload may have been first meanwhile, or a stop.
    const now = await lockSort(client, id, given);
    if (now.state !== 'AWAITING_INPUT' || !(await queueSort(client, ctx, sort, known))) throw awaitsNone(sort.name);
    const detail = { name: sort.name, count: known.count, bytes: known.bytes };
    await writeAudit(client, ctx, { action: 'SortInputUploaded', subjectType: 'sort', subjectId: id, detail });
  });
  return { id, name: sort.name, state: 'QUEUED' };
}
