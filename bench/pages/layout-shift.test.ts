import { describe, expect, it } from 'vitest';
import { cumulativeShift } from './layout-shift.ts';

const shift = (atMs: number, value: number, byInput = false) => ({ atMs, value, byInput });

describe('how much a page moved', () => {
  it('is nothing where nothing moved but what was asked to', () => {
    expect(cumulativeShift([])).toBe(0);
    expect(cumulativeShift([shift(10, 0.5, true)])).toBe(0);
  });

  it('adds what moved within a second of each other, and tells the worst of such times', () => {
    expect(cumulativeShift([shift(0, 0.01), shift(900, 0.02), shift(2_000, 0.025)])).toBeCloseTo(0.03);
    expect(cumulativeShift([shift(2_000, 0.05), shift(0, 0.01), shift(900, 0.02)])).toBeCloseTo(0.05);
  });

  it('begins anew after five seconds, however long it goes on', () => {
    const shifts = Array.from({ length: 12 }, (_, index) => shift(index * 500, 0.01));
    expect(cumulativeShift(shifts)).toBeCloseTo(0.1);
  });
});
