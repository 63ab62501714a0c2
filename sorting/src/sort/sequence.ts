import type { CompareIndices } from '../block/compare-between.ts';

/** What can be sorted in place by comparing and swapping, and nothing else: an array, or the bars of an animation. */
export interface Sequence {
  /** Negative when the element at `i` comes before the one at `j`, positive when after, 0 when they are equal. */
  compare(i: number, j: number): number;
  swap(i: number, j: number): void;
}

/** Indices as a sequence, which are moved about in the place of what they stand for. */
export function indexSequence(indices: Uint32Array, compare: CompareIndices): Sequence {
  return {
    compare: (i, j) => compare(indices[i] as number, indices[j] as number),
    swap(i, j) {
      const held = indices[i] as number;
      indices[i] = indices[j] as number;
      indices[j] = held;
    },
  };
}

/** 0, 1, 2 and so on. */
export function indicesOf(count: number): Uint32Array {
  const indices = new Uint32Array(count);
  for (let index = 0; index < count; index++) indices[index] = index;
  return indices;
}
