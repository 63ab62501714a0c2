import type { Sequence } from './sequence.ts';

/** Sorts in place with O(n log n) comparisons whatever the input: J. W. J. Williams, "Algorithm 232", CACM 7(6), 1964. */
export function heapSort(sequence: Sequence, from: number, to: number): void {
  const count = to - from;
  for (let root = (count >> 1) - 1; root >= 0; root--) siftDown(sequence, from, root, count);
  for (let end = count - 1; end > 0; end--) {
    sequence.swap(from, from + end);
    siftDown(sequence, from, 0, end);
  }
}

function siftDown(sequence: Sequence, from: number, start: number, end: number): void {
  let root = start;
  for (;;) {
    let child = 2 * root + 1;
    if (child >= end) return;
    if (child + 1 < end && sequence.compare(from + child, from + child + 1) < 0) child += 1;
    if (sequence.compare(from + root, from + child) >= 0) return;
    sequence.swap(from + root, from + child);
    root = child;
  }
}
