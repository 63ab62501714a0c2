import type { Block } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import { sliceBlock } from '../block/rearrange.ts';
import type { Order } from '../order.ts';

/** What looking at blocks one after the other showed. */
export interface OrderCheck {
  /** Index in this block of the first element that comes before the one in front of it; null: there is none. */
  readonly firstOutOfOrder: number | null;
  /** For the next block: the last element so far, as a block of one; null: there was none. */
  readonly last: Block | null;
}

/**
 * Looks whether a block is in order, and in order after the blocks before it.
 *
 * @param previousLast - the `last` of the block before; null for the first
 */
export function checkOrder(block: Block, order: Order, previousLast: Block | null): OrderCheck {
  if (block.count === 0) return { firstOutOfOrder: null, last: previousLast };
  const compare = comparatorOf(order);
  const last = sliceBlock(block, block.count - 1, block.count);
  if (previousLast !== null && compare(previousLast, 0, block, 0) > 0) return { firstOutOfOrder: 0, last };
  for (let index = 1; index < block.count; index++) {
    if (compare(block, index - 1, block, index) > 0) return { firstOutOfOrder: index, last };
  }
  return { firstOutOfOrder: null, last };
}
