import { type Block, isLineBlock, type NumberBlock } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { radixSortInt32 } from './radix-int32.ts';

/** A sorted copy of a block. */
export function sortBlock(block: Block, order: Order): Block {
  if (!isLineBlock(block)) {
    const values = sortedValues(block);
    return sameType(block, order.direction === 'asc' ? values : values.reverse());
  }
  const compare = comparatorOf(order);
  const indices = Uint32Array.from({ length: block.count }, (_, index) => index);
  return gatherBlock(
    block,
    indices.sort((i, j) => compare(block, i, block, j)),
  );
}

/** Equal numbers are the same, so there is nothing to be stable about, and descending is ascending backwards. */
function sortedValues(block: NumberBlock): NumberBlock['values'] {
  if (block.type === 'int32') return radixSortInt32(block.values.slice(), new Int32Array(block.count));
  return block.values.slice().sort();
}
