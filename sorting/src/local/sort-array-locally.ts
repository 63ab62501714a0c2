import { type NumberBlock, numberBlock } from '../block/block.ts';
import { numbersOf, sliceBlock } from '../block/rearrange.ts';
import { type Order, orderOf } from '../order.ts';
import { HeldElements } from './held-elements.ts';
import { inOrder } from './in-order.ts';
import { workersOf } from './local-options.ts';
import { partCount } from './part-count.ts';
import { PartStore } from './part-store.ts';
import { sharedBlock } from './shared-block.ts';
import { WorkerPool } from './worker-pool.ts';

export interface ArraySortOptions {
  direction?: Order['direction'];
  /** Threads that sort. */
  workers?: number;
}

/** So many numbers are divided at once. */
const SLICE_ELEMENTS = 1 << 20;

/**
 * Sorts numbers on threads of this machine.
 *
 * @param values - not changed; an array over a SharedArrayBuffer is not copied on its way to the threads
 * @returns a new array, over a SharedArrayBuffer
 */
export async function sortArrayLocally<Values extends Int32Array | BigInt64Array | Float64Array>(
  values: Values,
  { direction = 'asc', workers }: ArraySortOptions = {},
): Promise<Values> {
  const given = numberBlock(values as Int32Array) as NumberBlock;
  const order = orderOf({ type: given.type, direction });
  const into = numbersOf(given.type, new SharedArrayBuffer(values.byteLength), 0, given.count);
  if (given.count === 0) return into.values as Values;
  await using pool = new WorkerPool(workersOf(workers));
  const shared = values.buffer instanceof SharedArrayBuffer ? given : sharedBlock(given);
  const held = new HeldElements();
  for (let from = 0; from < shared.count; from += SLICE_ELEMENTS) {
    held.add(sliceBlock(shared, from, Math.min(shared.count, from + SLICE_ELEMENTS)));
  }
  const store = new PartStore({
    splitters: held.chooseSplitters(order, partCount(held.bytes)),
    order,
    pool,
    folder: null,
  });
  await store.divide(held);
  let end = 0;
  const placed = inOrder(store.parts, pool.size + 1, (part) => {
    const at = end;
    end += part.count;
    return store.place(part, into, at);
  });
  for await (const _ of placed);
  return into.values as Values;
}
