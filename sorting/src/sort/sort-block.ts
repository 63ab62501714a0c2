import { type Block, isLineBlock, type LineBlock } from '../block/block.ts';
import { comparatorBetween } from '../block/compare-between.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { introsort } from './introsort.ts';
import { mergeSort } from './merge-sort.ts';
import { indexSequence, indicesOf } from './sequence.ts';
import { sortLines } from './sort-lines.ts';
import { sortNumbers } from './sort-numbers.ts';

/** A sorted copy of a block. Lines whose keys are equal by their bytes keep their order in any case. */
export function sortBlock(block: Block, order: Order): Block {
  if (isLineBlock(block)) return gatherBlock(block, sortedIndices(block, order));
  const copy = sameType(block, block.values.slice());
  sortNumbers(copy, order.direction);
  return copy;
}

function sortedIndices(block: LineBlock, order: Order): Uint32Array {
  if (order.collation === 'bytes') {
    const isDescending = order.direction === 'desc';
    const indices = sortLines(block.keys, isDescending);
    return isDescending ? indices.reverse() : indices;
  }
  const compare = comparatorBetween(order, block, block);
  const indices = indicesOf(block.count);
  if (order.stable) return mergeSort(indices, compare);
  introsort(indexSequence(indices, compare), { from: 0, to: block.count });
  return indices;
}
