import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceIndex } from './balance-index.ts';
import { erlangC } from './erlang-c.ts';
import { spreadOfValues } from './spread-of-values.ts';

describe('Erlang C', () => {
  it('is ρ for one server, whose mean wait is ρ/(μ − λ)', () => {
    const queue = erlangC(0.9, 1, 1);
    expect(queue.waitProbability).toBeCloseTo(0.9, 12);
    expect(queue.meanWaitMs).toBeCloseTo(9, 9);
  });

  it('is what the sum of the formula gives, where that can be computed', () => {
    const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (c, rho) => {
        const a = rho * c;
        const last = (a ** c / factorial(c)) * (1 / (1 - rho));
        const before = Array.from({ length: c }, (_, k) => a ** k / factorial(k)).reduce((sum, term) => sum + term, 0);
        expect(erlangC(a, 1, c).waitProbability).toBeCloseTo(last / (before + last), 9);
      }),
    );
  });

  it('agrees with the published tables: 10 erlangs before 12 servers wait with 0.4494', () => {
    expect(erlangC(10, 1, 12).waitProbability).toBeCloseTo(0.4494, 4);
  });

  it('tells the wait that a share does not exceed, 0 where more than that share does not wait', () => {
    const queue = erlangC(0.9, 1, 1);
    expect(queue.waitPercentileMs(0.99)).toBeCloseTo(Math.log(90) / 0.1, 9);
    expect(queue.waitPercentileMs(0.05)).toBe(0);
  });

  it('refuses what has no steady state', () => {
    expect(() => erlangC(2, 1, 2)).toThrow(RangeError);
    expect(() => erlangC(1, 1, 0)).toThrow(RangeError);
    expect(() => erlangC(Number.NaN, 1, 2)).toThrow(RangeError);
  });
});

describe('the balance index', () => {
  it('is 1 when all have the same, k/n when k of n share alike, and does not change with the unit', () => {
    expect(balanceIndex([3, 3, 3])).toBe(1);
    expect(balanceIndex([1, 0, 0, 0])).toBe(0.25);
    expect(balanceIndex([5, 5, 0, 0])).toBe(0.5);
    expect(balanceIndex([])).toBe(1);
    expect(balanceIndex([0, 0])).toBe(1);
    const shares = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(shares, (given) => {
        fc.pre(given.some((share) => share > 1e-6));
        const index = balanceIndex(given);
        expect(index).toBeLessThanOrEqual(1 + 1e-9);
        expect(index).toBeGreaterThanOrEqual(1 / given.length - 1e-9);
        expect(balanceIndex(given.map((share) => share * 7))).toBeCloseTo(index, 9);
      }),
    );
  });
});

describe('the spread of values', () => {
  it('takes percentiles by nearest rank', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(spreadOfValues(values)).toEqual({ count: 200, mean: 100.5, p50: 100, p95: 190, p99: 198, max: 200 });
    expect(spreadOfValues([7])).toMatchObject({ p50: 7, p99: 7, max: 7 });
    expect(spreadOfValues([])).toEqual({ count: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 });
  });
});
