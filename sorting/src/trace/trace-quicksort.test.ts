import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFloats } from '../block/compare.ts';
import { traceQuicksort } from './trace-quicksort.ts';

const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double()), { maxLength: 60 });

describe('the trace of quicksort', () => {
  it('leads, swap by swap, from what was given to what is sorted', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { steps, sorted } = traceQuicksort(values);
        const replayed = [...values];
        for (const step of steps) {
          if (step.kind === 'swap') [replayed[step.i], replayed[step.j]] = [replayed[step.j]!, replayed[step.i]!];
        }
        expect(replayed).toEqual(sorted);
        expect(sorted).toEqual(values.toSorted(compareFloats));
      }),
    );
  });

  it('touches nothing outside of the range that was begun last', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        let range = { from: 0, to: 0 };
        for (const step of traceQuicksort(values).steps) {
          if (step.kind === 'range') range = step;
          const touched = step.kind === 'compare' || step.kind === 'swap' ? [step.i, step.j] : [];
          if (step.kind === 'pivot') touched.push(step.index);
          for (const index of touched) {
            expect(index).toBeGreaterThanOrEqual(range.from);
            expect(index).toBeLessThan(range.to);
          }
        }
      }),
    );
  });

  it('says of no element twice that it is placed', () => {
    const { steps } = traceQuicksort([5, 3, 5, 1, 4, 2, 5]);
    const placed = steps.flatMap((step) => (step.kind === 'placed' ? [[step.from, step.to]] : []));
    expect(placed.length).toBeGreaterThan(0);
    expect(new Set(placed.map(([from]) => from)).size).toBe(placed.length);
  });

  it('tells of insertion where short ranges are sorted so', () => {
    const { steps } = traceQuicksort([3, 2, 1], 12);
    expect(steps[0]).toEqual({ kind: 'range', from: 0, to: 3, how: 'insertion' });
    expect(traceQuicksort([]).steps).toEqual([]);
    expect(traceQuicksort([1]).steps).toEqual([]);
  });
});
