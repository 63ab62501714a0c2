import { jsonBytes, WORK_LIMITS, WORK_SCHEMAS } from '@longshore/schemas';
import type pg from 'pg';
import { afterFailure } from '../../work/decide/after-failure.ts';
import type { ItemChange } from '../../work/decide/item-facts.ts';
import type { LockedItem } from '../../work/lock-items.ts';
import { appendBlock } from './append-blocks.ts';

/** What a result that was handed in comes to: the change as it was decided, another one, or a refusal. */
export type CheckedResult = { change: ItemChange } | { code: 'invalid_result' | 'result_too_large'; detail: string };

/** Holds a result against its type, and appends the block of an append in the same transaction. */
export async function checkResult(client: pg.PoolClient, item: LockedItem, change: ItemChange): Promise<CheckedResult> {
  const { result } = change;
  if (change.status !== 'completed' || result === null) return { change };
  const bytes = jsonBytes(result);
  if (bytes > WORK_LIMITS.resultBytesMax) {
    return {
      code: 'result_too_large',
      detail: `The result has ${bytes} bytes of JSON, and may have ${WORK_LIMITS.resultBytesMax} (256 KiB).`,
    };
  }
  const parsed = WORK_SCHEMAS[item.type].result.safeParse(result);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return {
      code: 'invalid_result',
      detail: `The result is none of a ${item.type} item: ${first?.path.join('.') || 'result'}: ${first?.message}.`,
    };
  }
  if (item.chain === null) return { change };
  if (result.chain !== item.chain) {
    return { code: 'invalid_result', detail: `The result is of another chain than ${item.chain}.` };
  }
  const { records, difficulty } = item.payload as { records: string[]; difficulty: number };
  const appended = await appendBlock(client, { id: item.id, chain: item.chain, records, difficulty }, result.block);
  if (appended === 'appended') return { change };
  if (appended === 'head-moved') {
    const failure = { code: 'HEAD_MOVED' as const, message: 'the block was made on one that is not the last any more' };
    return { change: afterFailure(item, failure, Math.random()) };
  }
  return { code: 'invalid_result', detail: `The result is refused: ${appended.fault}.` };
}
