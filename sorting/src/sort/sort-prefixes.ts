import type { Lines } from '../block/block.ts';
import { radixSortWords } from './radix-words.ts';

const WORD_BYTES = 4;
export const PREFIX_BYTES = 2 * WORD_BYTES;

/** Texts in the order of their first eight bytes, of which those that a text does not have are taken for 0. */
export interface SortedPrefixes {
  indexAt(n: number): number;
  /** Whether the nth and another of the sorted texts have the same first bytes. */
  areSame(n: number, other: number): boolean;
  /** Whether none of the first bytes of the nth is 0, so that the text has them all. */
  isWhole(n: number): boolean;
}

/** Sorts texts by their first eight bytes, those that have the same in the order of their indices. */
export function sortPrefixes(lines: Lines): SortedPrefixes {
  const count = lines.offsets.length - 1;
  const words = new Uint32Array(3 * count);
  for (let index = 0; index < count; index++) {
    words[3 * index] = index;
    words[3 * index + 1] = wordAt(lines, index, WORD_BYTES);
    words[3 * index + 2] = wordAt(lines, index, 0);
  }
  radixSortWords(words, 3);
  return {
    indexAt: (n) => words[3 * n] as number,
    areSame: (n, other) => words[3 * n + 1] === words[3 * other + 1] && words[3 * n + 2] === words[3 * other + 2],
    isWhole: (n) => hasNoZero(words[3 * n + 1] as number) && hasNoZero(words[3 * n + 2] as number),
  };
}

function wordAt({ bytes, offsets }: Lines, index: number, depth: number): number {
  const from = (offsets[index] as number) + depth;
  const end = offsets[index + 1] as number;
  let word = 0;
  for (let at = from; at < from + WORD_BYTES; at++) word = (word << 8) | (at < end ? (bytes[at] as number) : 0);
  return word;
}

function hasNoZero(word: number): boolean {
  return (word & 0xff) !== 0 && (word & 0xff00) !== 0 && (word & 0xff_0000) !== 0 && word >>> 24 !== 0;
}
