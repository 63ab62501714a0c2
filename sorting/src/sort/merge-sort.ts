import type { CompareIndices } from '../block/compare-between.ts';

/** Runs of so many are sorted by insertion before they are merged. */
const SHORT = 8;

/**
 * Sorts indices by what they stand for and keeps equal ones in their order: merge sort from the bottom up (Knuth, The Art
 * of Computer Programming 3, section 5.2.4), with fewer comparisons than any quicksort, which counts where comparing is
 * what takes the time. Runs that follow each other in order already are not merged.
 */
export function mergeSort(indices: Uint32Array, compare: CompareIndices): Uint32Array {
  const count = indices.length;
  for (let from = 0; from < count; from += SHORT) insertRun(indices, from, Math.min(count, from + SHORT), compare);
  let source: Uint32Array = indices;
  let target: Uint32Array = new Uint32Array(count);
  for (let width = SHORT; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      const middle = Math.min(count, from + width);
      mergeTwo(source, target, { from, middle, to: Math.min(count, middle + width) }, compare);
    }
    [source, target] = [target, source];
  }
  return source;
}

function insertRun(indices: Uint32Array, from: number, to: number, compare: CompareIndices): void {
  for (let next = from + 1; next < to; next++) {
    const index = indices[next] as number;
    let at = next;
    for (; at > from && compare(index, indices[at - 1] as number) < 0; at--) indices[at] = indices[at - 1] as number;
    indices[at] = index;
  }
}

function mergeTwo(
  source: Uint32Array,
  target: Uint32Array,
  { from, middle, to }: { from: number; middle: number; to: number },
  compare: CompareIndices,
): void {
  if (middle >= to || compare(source[middle - 1] as number, source[middle] as number) <= 0) {
    target.set(source.subarray(from, to), from);
    return;
  }
  let left = from;
  let right = middle;
  for (let at = from; at < to; at++) {
    const takeLeft = right === to || (left < middle && compare(source[left] as number, source[right] as number) <= 0);
    target[at] = source[takeLeft ? left++ : right++] as number;
  }
}
