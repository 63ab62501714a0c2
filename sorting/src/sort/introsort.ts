import { heapSort } from './heap-sort.ts';
import type { Sequence } from './sequence.ts';

/** Told what quicksort is about to do; nothing of it is needed to sort. */
export interface Witness {
  /** Elements `from` to before `to` are looked at on their own. */
  onRange(from: number, to: number, how: 'partition' | 'insertion' | 'heap'): void;
  /** The element at this index was chosen to divide the range by. */
  onPivot(index: number): void;
  /** `from` to before `to` equal the pivot, and are where they belong. */
  onDivided(from: number, to: number): void;
}

export interface IntrosortOptions {
  from: number;
  /** One more than the last index. */
  to: number;
  /** Ranges of at most so many elements are sorted by insertion. */
  shortRange?: number;
}

const SHORT_RANGE = 12;
/** From so many elements on the pivot is a median of three medians of three. */
const NINTHER = 128;

/**
 * Sorts in place, without keeping equal elements in their order: quicksort (Hoare 1962) with the pivot and the fat
 * partition of Bentley and McIlroy ("Engineering a sort function", Software: Practice and Experience 23(11), 1993), so
 * that equal elements cost one pass, and with heap sort where ranges fail to shrink for 2·log₂ n levels (Musser,
 * "Introspective sorting and selection algorithms", ibid. 27(8), 1997), so that no input takes more than O(n log n)
 * comparisons.
 */
export function introsort(
  sequence: Sequence,
  { from, to, shortRange = SHORT_RANGE }: IntrosortOptions,
  witness?: Witness,
): void {
  const levels = 2 * Math.floor(Math.log2(Math.max(1, to - from)));
  sortRange({ sequence, shortRange, witness }, from, to, levels);
}

interface Work {
  readonly sequence: Sequence;
  readonly shortRange: number;
  readonly witness: Witness | undefined;
}

function sortRange(work: Work, start: number, end: number, levels: number): void {
  const { sequence, witness } = work;
  let from = start;
  let to = end;
  let left = levels;
  while (to - from > work.shortRange) {
    if (left === 0) {
      witness?.onRange(from, to, 'heap');
      heapSort(sequence, from, to);
      return;
    }
    left -= 1;
    witness?.onRange(from, to, 'partition');
    const [less, greater] = divide(work, from, to);
    witness?.onDivided(less, greater);
    // The shorter side first, so that the stack stays within log₂ n.
    if (less - from < to - greater) {
      sortRange(work, from, less, left);
      from = greater;
    } else {
      sortRange(work, greater, to, left);
      to = less;
    }
  }
  if (to - from > 1) witness?.onRange(from, to, 'insertion');
  insertionSort(sequence, from, to);
}

/** @returns where the elements that equal the pivot begin and end; what is less stands before, what is greater behind */
function divide({ sequence, witness }: Work, from: number, to: number): [number, number] {
  const pivot = choosePivot(sequence, from, to);
  witness?.onPivot(pivot);
  if (pivot !== from) sequence.swap(pivot, from);
  // What equals the pivot is from `less` to before `at`: so its first element stands for it.
  let less = from;
  let at = from + 1;
  let greater = to;
  while (at < greater) {
    const order = sequence.compare(at, less);
    if (order < 0) sequence.swap(at++, less++);
    else if (order === 0) at += 1;
    else if (--greater !== at) sequence.swap(at, greater);
  }
  return [less, greater];
}

function choosePivot(sequence: Sequence, from: number, to: number): number {
  const middle = (from + to) >>> 1;
  const last = to - 1;
  if (to - from < NINTHER) return medianOf(sequence, from, middle, last);
  const step = (to - from) >>> 3;
  return medianOf(
    sequence,
    medianOf(sequence, from, from + step, from + 2 * step),
    medianOf(sequence, middle - step, middle, middle + step),
    medianOf(sequence, last - 2 * step, last - step, last),
  );
}

function medianOf(sequence: Sequence, a: number, b: number, c: number): number {
  if (sequence.compare(a, b) < 0) {
    if (sequence.compare(b, c) < 0) return b;
    return sequence.compare(a, c) < 0 ? c : a;
  }
  if (sequence.compare(b, c) > 0) return b;
  return sequence.compare(a, c) > 0 ? c : a;
}

function insertionSort(sequence: Sequence, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    for (let at = next; at > from && sequence.compare(at, at - 1) < 0; at--) sequence.swap(at, at - 1);
  }
}
