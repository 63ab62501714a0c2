import type { NumberBlock } from '../block/block.ts';
import type { Order } from '../order.ts';
import { radixSortInt32 } from './radix-int32.ts';

/**
 * Sorts numbers in place. Equal numbers are the same, so there is nothing to be stable about, and descending is
 * ascending backwards.
 */
export function sortNumbers({ type, values }: NumberBlock, direction: Order['direction']): void {
  if (type === 'int32') {
    const sorted = radixSortInt32(values, new Int32Array(values.length));
    if (sorted !== values) values.set(sorted);
  } else {
    values.sort();
  }
  if (direction === 'desc') values.reverse();
}
