import type { Lines } from '../block/block.ts';
import { compareLines } from '../block/compare.ts';
import { heapSort } from './heap-sort.ts';
import type { Witness } from './introsort.ts';
import { endsWithin, keyWord, WORD_BYTES } from './key-words.ts';
import { indicesOf } from './sequence.ts';
import { PREFIX_BYTES, sortPrefixes } from './sort-prefixes.ts';

/** More texts are first divided by their digits, as numbers are. */
const FEW = 64;
const SHORT = 12;
const NINTHER = 128;

/**
 * The indices of texts in the ascending order of their bytes, equal ones in the order of their indices, or turned.
 *
 * Multikey quicksort (Bentley and Sedgewick, "Fast algorithms for sorting and searching strings", SODA 1997) over words
 * of several bytes that are kept beside the indices, so that texts themselves are seldom looked at (the caching of
 * Ng and Kakehi, "Cache efficient radix sort for string sorting", IEICE E90-A(2), 2007): what has the same word is sorted
 * by the next one. Many texts are first divided by their first eight bytes with a radix sort. A range that fails to
 * shrink for 2·log₂ n levels is left to heap sort.
 */
export function sortLines(lines: Lines, areEqualsTurned: boolean, witness?: Pick<Witness, 'onRange'>): Uint32Array {
  return new LineSort(lines, areEqualsTurned, witness).sort();
}

class LineSort {
  readonly #lines: Lines;
  readonly #tie: 1 | -1;
  readonly #witness: Pick<Witness, 'onRange'> | undefined;
  readonly #indices: Uint32Array;
  /** Of the text at the same place in `#indices`, from the depth of its range on. */
  readonly #words: Float64Array;
  /** Ranges that are still to be sorted. Not the stack's: texts of megabytes may differ in their last byte alone. */
  readonly #pending: { depth: number; from: number; to: number }[] = [];

  constructor(lines: Lines, areEqualsTurned: boolean, witness: Pick<Witness, 'onRange'> | undefined) {
    const count = lines.offsets.length - 1;
    this.#lines = lines;
    this.#tie = areEqualsTurned ? -1 : 1;
    this.#witness = witness;
    this.#indices = indicesOf(count);
    this.#words = new Float64Array(count);
  }

  sort(): Uint32Array {
    if (this.#indices.length > FEW) this.#divideByPrefix();
    else this.#pending.push({ depth: 0, from: 0, to: this.#indices.length });
    for (let range = this.#pending.pop(); range !== undefined; range = this.#pending.pop()) this.#sortFrom(range);
    return this.#indices;
  }

  /** Puts texts in the order of their first bytes, and leaves those to be sorted that have the same. */
  #divideByPrefix(): void {
    const prefixes = sortPrefixes(this.#lines);
    const count = this.#indices.length;
    let from = 0;
    for (let at = 0; at < count; at++) {
      this.#indices[at] = prefixes.indexAt(at);
      if (at + 1 < count && prefixes.areSame(from, at + 1)) continue;
      // A byte that is 0 may be one that a text does not have: then the first bytes are looked at again.
      if (at > from) this.#pending.push({ depth: prefixes.isWhole(from) ? PREFIX_BYTES : 0, from, to: at + 1 });
      from = at + 1;
    }
  }

  /** Texts that have the same bytes before `depth`. */
  #sortFrom({ depth, from, to }: { depth: number; from: number; to: number }): void {
    for (let at = from; at < to; at++) this.#words[at] = keyWord(this.#lines, this.#indices[at] as number, depth);
    this.#sortRange(depth, from, to, 2 * Math.floor(Math.log2(to - from + 1)));
  }

  #sortRange(depth: number, start: number, end: number, levels: number): void {
    let from = start;
    let to = end;
    for (let left = levels; to - from > SHORT; left--) {
      if (left === 0) {
        this.#witness?.onRange(from, to, 'heap');
        heapSort({ compare: (i, j) => this.#compare(depth, i, j), swap: (i, j) => this.#swap(i, j) }, from, to);
        return;
      }
      this.#witness?.onRange(from, to, 'partition');
      const pivot = this.#choosePivot(from, to);
      const [less, greater] = this.#divide(pivot, from, to);
      this.#sortEqual(depth, pivot, less, greater);
      if (less - from < to - greater) {
        this.#sortRange(depth, from, less, left - 1);
        from = greater;
      } else {
        this.#sortRange(depth, greater, to, left - 1);
        to = less;
      }
    }
    for (let next = from + 1; next < to; next++) {
      for (let at = next; at > from && this.#compare(depth, at, at - 1) < 0; at--) this.#swap(at, at - 1);
    }
  }

  /** Texts that have one word more in common. */
  #sortEqual(depth: number, word: number, from: number, to: number): void {
    if (to - from < 2) return;
    if (!endsWithin(word)) {
      this.#pending.push({ depth: depth + WORD_BYTES, from, to });
      return;
    }
    const equal = this.#indices.subarray(from, to).sort();
    if (this.#tie < 0) equal.reverse();
  }

  #divide(pivot: number, from: number, to: number): [less: number, greater: number] {
    const words = this.#words;
    let less = from;
    let at = from;
    let greater = to;
    while (at < greater) {
      const word = words[at] as number;
      if (word < pivot) this.#swap(at++, less++);
      else if (word > pivot) this.#swap(at, --greater);
      else at += 1;
    }
    return [less, greater];
  }

  #choosePivot(from: number, to: number): number {
    const words = this.#words;
    const middle = (from + to) >>> 1;
    const last = to - 1;
    if (to - from < NINTHER) return medianOf(words, from, middle, last);
    const step = (to - from) >>> 3;
    const low = medianOf(words, from, from + step, from + 2 * step);
    const high = medianOf(words, last - 2 * step, last - step, last);
    return medianOf(Float64Array.of(low, medianOf(words, middle - step, middle, middle + step), high), 0, 1, 2);
  }

  #compare(depth: number, i: number, j: number): number {
    const words = this.#words;
    const difference = (words[i] as number) - (words[j] as number);
    if (difference !== 0) return difference;
    const one = this.#indices[i] as number;
    const other = this.#indices[j] as number;
    const rest = endsWithin(words[i] as number) ? 0 : compareLines(this.#lines, one, this.#lines, other, depth);
    return rest !== 0 ? rest : (one - other) * this.#tie;
  }

  #swap(i: number, j: number): void {
    const index = this.#indices[i] as number;
    this.#indices[i] = this.#indices[j] as number;
    this.#indices[j] = index;
    const word = this.#words[i] as number;
    this.#words[i] = this.#words[j] as number;
    this.#words[j] = word;
  }
}

function medianOf(words: Float64Array, i: number, j: number, k: number): number {
  const a = words[i] as number;
  const b = words[j] as number;
  const c = words[k] as number;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
