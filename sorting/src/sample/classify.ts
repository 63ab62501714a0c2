import { type Block, isLineBlock } from '../block/block.ts';
import { comparatorBetween } from '../block/compare-between.ts';
import type { Order } from '../order.ts';
import { Int32Classifier } from './int32-classifier.ts';
import { LineClassifier } from './line-classifier.ts';
import type { Origin } from './marks.ts';
import type { Splitters } from './splitters.ts';

/**
 * For each element of a block the part that it belongs to: the number of splitters that do not come after it, by key,
 * then by place.
 *
 * @param parts - where they are written
 */
export function classify(
  block: Block,
  splitters: Splitters,
  order: Order,
  origin: Origin,
  parts: Uint16Array = new Uint16Array(block.count),
): Uint16Array {
  const places = placesOf(splitters, origin);
  const { keys } = splitters;
  const isDescending = order.direction === 'desc';
  if (keys.count === 0) parts.fill(0);
  else if (block.type === 'int32' && keys.type === 'int32') {
    new Int32Classifier(keys.values, places, isDescending).classify(block.values, parts);
  } else if (order.collation === 'bytes' && isLineBlock(block) && isLineBlock(keys)) {
    new LineClassifier(keys.keys, places, isDescending).classify(block.keys, parts);
  } else {
    classifyAny(block, splitters, order, places, parts);
  }
  return parts;
}

function classifyAny(block: Block, splitters: Splitters, order: Order, places: Float64Array, parts: Uint16Array): void {
  const compare = comparatorBetween(order, block, splitters.keys);
  for (let index = 0; index < block.count; index++) {
    let from = 0;
    let to = places.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const difference = compare(index, middle);
      if (difference > 0 || (difference === 0 && index >= (places[middle] as number))) from = middle + 1;
      else to = middle;
    }
    parts[index] = from;
  }
}

/** For each splitter the first index of the block whose place is not before the splitter's. */
function placesOf({ shares, positions }: Splitters, origin: Origin): Float64Array {
  return positions.map((position, mark) => {
    const share = shares[mark] as number;
    if (share !== origin.share) return share < origin.share ? 0 : Number.POSITIVE_INFINITY;
    return position - origin.first;
  });
}
