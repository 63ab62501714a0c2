import type { Block } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import type { Order } from '../order.ts';
import type { Origin } from './marks.ts';
import type { Splitters } from './splitters.ts';

/** Parts are kept as 16 bits. */
export const MOST_PARTS = 65_536;

/**
 * For each element of a block the part that it belongs to: the number of splitters that do not come after it, by key,
 * then by place.
 */
export function classify(block: Block, splitters: Splitters, order: Order, origin: Origin): Uint16Array {
  const parts = new Uint16Array(block.count);
  const marks = splitters.keys.count;
  const firstNotBefore = placesOf(splitters, origin);
  const compare = comparatorOf(order);
  for (let index = 0; index < block.count; index++) {
    let from = 0;
    let to = marks;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const order = compare(block, index, splitters.keys, middle);
      if (order > 0 || (order === 0 && index >= (firstNotBefore[middle] as number))) from = middle + 1;
      else to = middle;
    }
    parts[index] = from;
  }
  return parts;
}

/** For each splitter the first index of the block whose place is not before the splitter's. */
export function placesOf({ shares, positions }: Splitters, origin: Origin): Float64Array {
  return positions.map((position, mark) => {
    const share = shares[mark] as number;
    if (share !== origin.share) return share < origin.share ? 0 : Number.POSITIVE_INFINITY;
    return position - origin.first;
  });
}
