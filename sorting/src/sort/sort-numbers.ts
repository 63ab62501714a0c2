import type { NumberBlock } from '../block/block.ts';
import type { Order } from '../order.ts';
import { fromOrderedWords, toOrderedWords, turnSigns } from './ordered-words.ts';
import { radixSortInt32 } from './radix-int32.ts';
import { radixSortWords } from './radix-words.ts';

/**
 * Sorts numbers in place. Equal numbers are the same, so there is nothing to be stable about, and descending is
 * ascending backwards.
 */
export function sortNumbers(block: NumberBlock, direction: Order['direction']): void {
  sortAscending(block);
  if (direction === 'desc') block.values.reverse();
}

function sortAscending({ type, values }: NumberBlock): void {
  if (type === 'int32') {
    const sorted = radixSortInt32(values, new Int32Array(values.length));
    if (sorted !== values) values.set(sorted);
    return;
  }
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const [turn, turnBack] = type === 'int64' ? [turnSigns, turnSigns] : [toOrderedWords, fromOrderedWords];
  turn(words);
  radixSortWords(words, 2);
  turnBack(words);
}
