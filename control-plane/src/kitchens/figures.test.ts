import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Figures } from './figures.ts';
import { LogHistogram } from './log-histogram.ts';

const times = fc.array(fc.double({ min: 1, max: 500_000, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('times counted in buckets', () => {
  it('tell percentiles to 2.5 %, and the mean as it is', () => {
    fc.assert(
      fc.property(times, (values) => {
        const histogram = new LogHistogram();
        for (const value of values) histogram.add(value);
        const sorted = values.toSorted((a, b) => a - b);
        const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
        const spread = histogram.spread();
        for (const [told, is] of [
          [spread?.p95, at(0.95)],
          [spread?.p99, at(0.99)],
        ] as const) {
          expect(Math.abs((told ?? 0) / is - 1)).toBeLessThan(0.026);
        }
        expect(spread?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 3);
      }),
    );
  });

  it('are the same put together from pieces as counted at once', () => {
    fc.assert(
      fc.property(times, times, (one, other) => {
        const whole = new LogHistogram();
        for (const value of [...one, ...other]) whole.add(value);
        const pieces = [one, other].map((values) => {
          const piece = new LogHistogram();
          for (const value of values) piece.add(value);
          return piece.kept();
        });
        const together = new LogHistogram();
        for (const piece of pieces) together.addKept(JSON.parse(JSON.stringify(piece)));
        expect(together.spread()).toMatchObject({ p95: whole.spread()?.p95, p99: whole.spread()?.p99 });
        expect(together.count).toBe(whole.count);
      }),
    );
  });

  it('tell nothing where nothing was counted', () => {
    expect(new LogHistogram().spread()).toBeNull();
  });
});

describe('figures', () => {
  it('are put together from those of pieces, the last standing being how things stand', () => {
    const first = new Figures();
    first.count('ready', 3);
    first.response.add(100);
    first.worked('a', 500, 1_000);
    first.stands({ waiting: 5, cooks: 3, busyCooks: 2, open: 1, wanted: 2 });
    const second = new Figures();
    second.count('ready', 2);
    second.worked('a', 100, 1_000);
    second.stands({ waiting: 0, cooks: 3, busyCooks: 0, open: 2, wanted: 2 });
    const whole = new Figures();
    for (const piece of [first, second]) whole.add(JSON.parse(JSON.stringify(piece.kept())));
    expect(whole.of('ready')).toBe(5);
    expect(whole.work.get('a')).toEqual({ busyMs: 600, cookMs: 2_000 });
    expect(whole.standing).toMatchObject({ waiting: 0, busyCooks: 0 });
    expect(whole.uptime).toBe(0.75);
    expect(whole.kept().looks).toEqual([2, 3, 4]);
  });

  it('of a time in which nothing was are short', () => {
    const figures = new Figures();
    expect(figures.isEmpty).toBe(true);
    expect(figures.kept()).toEqual({});
    expect(figures.uptime).toBeNull();
  });
});
