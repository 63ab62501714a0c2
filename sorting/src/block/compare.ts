import type { Order } from '../order.ts';
import {
  type Block,
  type Float64Block,
  type Int32Block,
  type Int64Block,
  type LineBlock,
  type Lines,
  lineAt,
} from './block.ts';

/** Negative when element `i` of `a` comes before element `j` of `b`, positive when after, 0 when their keys are equal. */
export type CompareElements = (a: Block, i: number, b: Block, j: number) => number;

/** How two elements of blocks of this order's type compare. */
export function comparatorOf(order: Order): CompareElements {
  const ascending = ascendingOf(order);
  return order.direction === 'asc' ? ascending : (a, i, b, j) => ascending(b, j, a, i);
}

/** Which of two numbers comes first: as numbers do, but -0 before +0, and NaN after all others. */
export function compareFloats(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a !== 0 ? 0 : Number(Object.is(b, -0)) - Number(Object.is(a, -0));
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Which of two texts comes first by their bytes, of which the first `depth` are known to be the same. */
export function compareLines(a: Lines, i: number, b: Lines, j: number, depth = 0): number {
  const fromA = a.offsets[i] as number;
  const fromB = b.offsets[j] as number;
  const lengthA = (a.offsets[i + 1] as number) - fromA;
  const lengthB = (b.offsets[j + 1] as number) - fromB;
  const shared = lengthA < lengthB ? lengthA : lengthB;
  for (let at = depth; at < shared; at++) {
    const difference = (a.bytes[fromA + at] as number) - (b.bytes[fromB + at] as number);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

function ascendingOf({ type, collation }: Order): CompareElements {
  if (type === 'int32') return compareInt32 as CompareElements;
  if (type === 'int64') return compareInt64 as CompareElements;
  if (type === 'float64') return compareFloat64 as CompareElements;
  if (collation === 'bytes') return compareKeys as CompareElements;
  const { compare } = new Intl.Collator(collation.locale);
  const decoder = new TextDecoder();
  const keyOf = (block: LineBlock, index: number): string => decoder.decode(lineAt(block.keys, index));
  return ((a: LineBlock, i, b: LineBlock, j) => compare(keyOf(a, i), keyOf(b, j))) as CompareElements;
}

function compareInt32(a: Int32Block, i: number, b: Int32Block, j: number): number {
  return (a.values[i] as number) - (b.values[j] as number);
}

function compareInt64(a: Int64Block, i: number, b: Int64Block, j: number): number {
  const one = a.values[i] as bigint;
  const other = b.values[j] as bigint;
  return one < other ? -1 : Number(one > other);
}

function compareFloat64(a: Float64Block, i: number, b: Float64Block, j: number): number {
  return compareFloats(a.values[i] as number, b.values[j] as number);
}

function compareKeys(a: LineBlock, i: number, b: LineBlock, j: number): number {
  return compareLines(a.keys, i, b.keys, j);
}
