import type { KitchenMeasure } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePath, mostOf, roundTop, seriesOf } from './series.ts';
import { rangeOf } from './time-range.ts';
import { uptimeWords } from './uptime-words.ts';

const piece = (more: Partial<KitchenMeasure> = {}): KitchenMeasure => ({
  at: '2026-11-22T12:00:00.000Z',
  received: 0,
  ready: 0,
  delivered: 0,
  failed: 0,
  moved: 0,
  takenBack: 0,
  responseMs: null,
  waitMs: null,
  waiting: 0,
  cooks: 10,
  busyCooks: 0,
  ...more,
});

describe('the lines of measures', () => {
  it('count by the minute, and leave out the piece that is not over', () => {
    const { throughput } = seriesOf([piece({ ready: 5, received: 6 }), piece({ ready: 1 })], 5_000);
    expect(throughput).toEqual([
      { name: 'ready', values: [60, null] },
      { name: 'received', values: [72, null] },
    ]);
  });

  it('have gaps where nothing became ready, and where nobody cooks', () => {
    const { response, load } = seriesOf(
      [piece({ cooks: 0 }), piece({ responseMs: { mean: 1, p95: 2, p99: 3 }, busyCooks: 5 })],
      5_000,
    );
    expect(response.map(({ values }) => values)).toEqual([
      [null, 1],
      [null, 2],
      [null, 3],
    ]);
    expect(load[0]?.values).toEqual([null, 0.5]);
  });

  it('are drawn with a break for a gap, and a mark for a value alone', () => {
    expect(linePath([0, 10, null, 5], 10, 30, 20)).toBe('M0 20L10 0M30 10h1.5');
    expect(linePath([], 1, 30, 20)).toBe('');
    expect(linePath([4], 4, 30, 20)).toBe('M0 0h1.5');
  });

  it('stay below a round number', () => {
    expect([0, 0.7, 1, 1.2, 3, 60, 72, 240].map(roundTop)).toEqual([1, 1, 1, 2, 5, 100, 100, 250]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
        expect(roundTop(most)).toBeGreaterThanOrEqual(most * 0.999);
        expect(roundTop(most)).toBeLessThanOrEqual(most * 2.51);
      }),
    );
    expect(
      mostOf([
        { name: 'a', values: [null, 3] },
        { name: 'b', values: [] },
      ]),
    ).toBe(3);
  });
});

it('the address tells how far back one looks, or five minutes', () => {
  expect(rangeOf('1h')).toBe('1h');
  expect(rangeOf('7y')).toBe('5m');
  expect(rangeOf(null)).toBe('5m');
});

it('uptime is told to a hundredth, and never rounded up to the whole', () => {
  expect([1, 0.99999, 0.9987, 0].map(uptimeWords)).toEqual(['100 %', '99.99 %', '99.87 %', '0 %']);
});
