import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { introsort } from './introsort.ts';
import { mergeSort } from './merge-sort.ts';
import { indicesOf, type Sequence } from './sequence.ts';

/** Sorts numbers in place. @returns how many comparisons it took */
function countComparisons(values: number[]): number {
  let comparisons = 0;
  const sequence: Sequence = {
    compare(i, j) {
      comparisons += 1;
      return (values[i] as number) - (values[j] as number);
    },
    swap(i, j) {
      [values[i], values[j]] = [values[j] as number, values[i] as number];
    },
  };
  introsort(sequence, { from: 0, to: values.length });
  return comparisons;
}

/**
 * The order that is worst for a quicksort, made while it sorts: M. D. McIlroy, "A killer adversary for quicksort",
 * Software: Practice and Experience 29(4), 1999.
 */
function killerOf(count: number): { values: number[]; comparisons: number } {
  const gas = count;
  const values = new Array<number>(count).fill(gas);
  const items = Array.from({ length: count }, (_, index) => index);
  let solid = 0;
  let candidate = 0;
  let comparisons = 0;
  const solidOf = (i: number) => values[items[i] as number] as number;
  introsort(
    {
      compare(i, j) {
        comparisons += 1;
        if (solidOf(i) === gas && solidOf(j) === gas) values[items[items[i] === candidate ? i : j] as number] = solid++;
        if (solidOf(i) === gas) candidate = items[i] as number;
        else if (solidOf(j) === gas) candidate = items[j] as number;
        return solidOf(i) - solidOf(j);
      },
      swap(i, j) {
        [items[i], items[j]] = [items[j] as number, items[i] as number];
      },
    },
    { from: 0, to: count },
  );
  return { values, comparisons };
}

describe('introsort', () => {
  it('sorts as the language does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { size: '+1', maxLength: 1_000 }), (values) => {
        const sorted = [...values];
        countComparisons(sorted);
        expect(sorted).toEqual(values.toSorted((a, b) => a - b));
      }),
    );
  });

  it('takes n log n comparisons also for the input that an adversary makes up while it sorts', () => {
    const count = 20_000;
    const { values, comparisons } = killerOf(count);
    // Heap sort after 2·log₂ n levels of one comparison for each element: 4 n log₂ n, and not n²/2, which is 350 times as much.
    const most = 4 * count * Math.log2(count);
    expect(comparisons).toBeLessThan(most);
    expect(countComparisons(values)).toBeLessThan(most);
  });

  it.each([
    ['sorted', (n: number) => n],
    ['reversed', (n: number) => -n],
    ['organ pipes', (n: number) => Math.min(n, 20_000 - n)],
    ['a sawtooth', (n: number) => n % 141],
  ])('takes little more than n log₂ n comparisons for what is %s', (_what, valueAt) => {
    const values = Array.from({ length: 20_000 }, (_, n) => valueAt(n));
    expect(countComparisons(values)).toBeLessThan(1.6 * 20_000 * Math.log2(20_000));
  });

  it('looks at equal elements once', () => {
    expect(countComparisons(new Array<number>(20_000).fill(7))).toBeLessThan(20_000 + 20);
  });
});

describe('merge sort', () => {
  it('keeps equal elements in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { size: '+1', maxLength: 500 }), (keys) => {
        const indices = mergeSort(indicesOf(keys.length), (i, j) => (keys[i] as number) - (keys[j] as number));
        expect([...indices]).toEqual(keys.map((_, index) => index).sort((i, j) => keys[i]! - keys[j]!));
      }),
    );
  });
});
