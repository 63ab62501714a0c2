import type { Lines } from '../block/block.ts';
import { radixSortWords } from './radix-words.ts';

export const PREFIX_BYTES = 4;

/** Texts in the order of their first four bytes, of which those that a text does not have are taken for 0. */
export interface SortedPrefixes {
  /** Of the nth of the sorted texts. */
  prefixAt(n: number): number;
  indexAt(n: number): number;
}

/** Sorts texts by their first four bytes, those that have the same in the order of their indices. */
export function sortPrefixes({ bytes, offsets }: Lines): SortedPrefixes {
  const count = offsets.length - 1;
  const words = new Uint32Array(2 * count);
  for (let index = 0; index < count; index++) {
    const from = offsets[index] as number;
    const end = offsets[index + 1] as number;
    let prefix = 0;
    for (let at = from; at < from + PREFIX_BYTES; at++) prefix = (prefix << 8) | (at < end ? (bytes[at] as number) : 0);
    words[2 * index] = index;
    words[2 * index + 1] = prefix;
  }
  radixSortWords(words);
  return { prefixAt: (n) => words[2 * n + 1] as number, indexAt: (n) => words[2 * n] as number };
}

/** Whether texts with this prefix have four bytes each, and so the same ones. */
export function isWhole(prefix: number): boolean {
  return (prefix & 0xff) !== 0 && (prefix & 0xff00) !== 0 && (prefix & 0xff_0000) !== 0 && prefix >>> 24 !== 0;
}
