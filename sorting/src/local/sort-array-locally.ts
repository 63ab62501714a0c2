import { type NumberBlock, numberBlock } from '../block/block.ts';
import { type Order, orderOf } from '../order.ts';
import { sortNumbers } from '../sort/sort-numbers.ts';
import { workersOf } from './local-options.ts';
import { sharedBlock } from './shared-block.ts';
import { sortByThreads } from './sort-by-threads.ts';

export interface ArraySortOptions {
  direction?: Order['direction'];
  /**
   * Threads that sort. Fewer than 16 million numbers are sorted by the calling one alone, before others would have begun.
   *
   * @defaultValue as many as there are processors for this process
   */
  workers?: number;
}

/** So many numbers take several times as long to sort as threads take to start and to warm up. */
const WORTH_THREADS = 1 << 24;

/**
 * Sorts numbers with the threads of this machine.
 *
 * @param values - not changed; an array over a SharedArrayBuffer is not copied on its way to threads
 * @returns a new array, over a SharedArrayBuffer
 * @throws SortError `bad_order` for a number of workers that cannot be
 */
export async function sortArrayLocally<Values extends Int32Array | BigInt64Array | Float64Array>(
  values: Values,
  { direction = 'asc', workers }: ArraySortOptions = {},
): Promise<Values> {
  const given = numberBlock(values as Int32Array) as NumberBlock;
  const threads = workersOf(workers);
  if (threads === 1 || given.count < WORTH_THREADS) {
    const sorted = sharedBlock(given);
    sortNumbers(sorted, direction);
    return sorted.values as Values;
  }
  const sorted = await sortByThreads(given, orderOf({ type: given.type, direction }), threads);
  return sorted.values as Values;
}
