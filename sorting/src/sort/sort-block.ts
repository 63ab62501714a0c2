import { type Block, isLineBlock } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { sortNumbers } from './sort-numbers.ts';

/** A sorted copy of a block. */
export function sortBlock(block: Block, order: Order): Block {
  if (isLineBlock(block)) return gatherBlock(block, sortedIndices(block, order));
  const copy = sameType(block, block.values.slice());
  sortNumbers(copy, order.direction);
  return copy;
}

function sortedIndices(block: Block, order: Order): Uint32Array {
  const compare = comparatorOf(order);
  const indices = Uint32Array.from({ length: block.count }, (_, index) => index);
  return indices.sort((i, j) => compare(block, i, block, j));
}
