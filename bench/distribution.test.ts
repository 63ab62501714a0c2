import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDistribution, describeTail } from './distribution.ts';

describe('a distribution', () => {
  it('interpolates between the two nearest measurements', () => {
    expect(describeDistribution([4, 1, 3, 2])).toEqual({
      count: 4,
      min: 1,
      median: 2.5,
      p95: 3.8499999999999996,
      max: 4,
    });
  });

  it('keeps min, median, p95 and max in order, whatever was measured', () => {
    const measurements = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(measurements, (values) => {
        const { min, median, p95, max } = describeDistribution(values);
        expect([min, median, p95, max]).toEqual([min, median, p95, max].toSorted((a, b) => a - b));
      }),
    );
  });

  it('tells of one in a hundred where many wait', () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    expect(describeTail(values)).toEqual({ count: 101, min: 0, median: 50, p95: 95, p99: 99, max: 100 });
  });

  it('refuses to speak about nothing', () => {
    expect(() => describeDistribution([])).toThrow(RangeError);
  });
});
