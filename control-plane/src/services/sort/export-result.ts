import { printBlock } from '@longshore/sorting';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findResult } from './find-result.ts';
import { readResult } from './read-result.ts';

/**
 * A whole result as text, an element a line, in pieces: the next is read from Kafka only when it is asked for. Of csv
 * the first line is that of the input.
 *
 * @throws when first asked: ProblemError 404, 409 while there is none, 410 when it is gone, 503
 */
export async function* exportResult(ctx: ServiceContext, given: string): AsyncGenerator<Uint8Array, void, undefined> {
  requirePermission(ctx, 'sorts:read');
  const result = await findResult(ctx, given);
  if (result.csvHeader !== null) yield Buffer.concat([result.csvHeader, Buffer.from('\n')]);
  for await (const block of readResult(ctx, result, 0, result.count)) yield printBlock(block);
}
