import type { Order } from '../order.ts';
import { type Block, isLineBlock, type LineBlock, lineAt } from './block.ts';
import { comparatorOf } from './compare.ts';

/** How an element of one block, at the first index, compares with an element of another, at the second. */
export type CompareIndices = (i: number, j: number) => number;

/**
 * How the elements of two blocks compare, for many comparisons of each: texts of a locale are decoded once, which takes
 * as long as a comparison.
 */
export function comparatorBetween(order: Order, a: Block, b: Block): CompareIndices {
  if (order.collation === 'bytes' || !isLineBlock(a) || !isLineBlock(b)) {
    const compare = comparatorOf(order);
    return (i, j) => compare(a, i, b, j);
  }
  const { compare } = new Intl.Collator(order.collation.locale);
  const ones = textsOf(a);
  const others = a === b ? ones : textsOf(b);
  const ascending: CompareIndices = (i, j) => compare(ones[i] as string, others[j] as string);
  return order.direction === 'asc' ? ascending : (i, j) => -ascending(i, j);
}

function textsOf({ keys, count }: LineBlock): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: count }, (_, index) => decoder.decode(lineAt(keys, index)));
}
