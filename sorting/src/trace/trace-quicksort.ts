import { compareFloats } from '../block/compare.ts';
import { introsort } from '../sort/introsort.ts';

/** One thing that quicksort did. Indices are of the sequence as it was at that moment. */
export type TraceStep =
  | {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      readonly how: 'partition' | 'insertion' | 'heap';
    }
  | { readonly kind: 'pivot'; readonly index: number }
  | { readonly kind: 'compare'; readonly i: number; readonly j: number }
  | { readonly kind: 'swap'; readonly i: number; readonly j: number }
  /** Elements `from` to before `to` equal the pivot and are where they belong. */
  | { readonly kind: 'placed'; readonly from: number; readonly to: number };

export interface Trace {
  readonly steps: readonly TraceStep[];
  readonly sorted: readonly number[];
}

/**
 * All that quicksort does to sort these numbers, step by step: the trace of the very code that sorts, not of one for show.
 *
 * @param shortRange - ranges of at most so many elements are sorted by insertion; 1, so that all of it is quicksort
 */
export function traceQuicksort(values: readonly number[], shortRange = 1): Trace {
  const sorted = [...values];
  const steps: TraceStep[] = [];
  introsort(
    {
      compare(i, j) {
        steps.push({ kind: 'compare', i, j });
        return compareFloats(sorted[i] as number, sorted[j] as number);
      },
      swap(i, j) {
        steps.push({ kind: 'swap', i, j });
        const held = sorted[i] as number;
        sorted[i] = sorted[j] as number;
        sorted[j] = held;
      },
    },
    { from: 0, to: sorted.length, shortRange },
    {
      onRange: (from, to, how) => steps.push({ kind: 'range', from, to, how }),
      onPivot: (index) => steps.push({ kind: 'pivot', index }),
      onDivided: (from, to) => steps.push({ kind: 'placed', from, to }),
    },
  );
  return { steps, sorted };
}
