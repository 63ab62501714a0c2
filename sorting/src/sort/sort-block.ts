import { type Block, isLineBlock } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';

/** A sorted copy of a block. */
export function sortBlock(block: Block, order: Order): Block {
  if (!isLineBlock(block)) {
    const values = block.values.slice().sort();
    return sameType(block, order.direction === 'asc' ? values : values.reverse());
  }
  const compare = comparatorOf(order);
  const indices = Uint32Array.from({ length: block.count }, (_, index) => index);
  return gatherBlock(
    block,
    indices.sort((i, j) => compare(block, i, block, j)),
  );
}
