import { type Block, isLineBlock, type LineBlock, lineAt } from '../block/block.ts';
import { collatorOf } from '../block/compare.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { introsort } from './introsort.ts';
import { mergeSort } from './merge-sort.ts';
import { type CompareIndices, indexSequence, indicesOf } from './sequence.ts';
import { sortLines } from './sort-lines.ts';
import { sortNumbers } from './sort-numbers.ts';

/** A sorted copy of a block. Lines whose keys are equal by their bytes keep their order in any case. */
export function sortBlock(block: Block, order: Order): Block {
  if (isLineBlock(block)) return gatherBlock(block, sortedIndices(block, order));
  const copy = sameType(block, block.values.slice());
  sortNumbers(copy, order.direction);
  return copy;
}

function sortedIndices(block: LineBlock, { collation, direction, stable }: Order): Uint32Array {
  const isDescending = direction === 'desc';
  if (collation === 'bytes') {
    const indices = sortLines(block.keys, isDescending);
    return isDescending ? indices.reverse() : indices;
  }
  const compare = compareByLocale(block, collation.locale);
  const inDirection: CompareIndices = isDescending ? (i, j) => compare(j, i) : compare;
  const indices = indicesOf(block.count);
  if (stable) return mergeSort(indices, inDirection);
  introsort(indexSequence(indices, inDirection), { from: 0, to: block.count });
  return indices;
}

/** How texts compare in a locale: each is decoded once, since that costs as much as a comparison. */
function compareByLocale({ keys, count }: LineBlock, locale: string): CompareIndices {
  const decoder = new TextDecoder();
  const texts = Array.from({ length: count }, (_, index) => decoder.decode(lineAt(keys, index)));
  const { compare } = collatorOf(locale);
  return (i, j) => compare(texts[i] as string, texts[j] as string);
}
