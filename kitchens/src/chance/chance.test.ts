import { expect, test } from 'vitest';
import { chanceBelow, chanceOf, exponential } from './chance.ts';

test('the same seed and stream give the same again, another of either gives other numbers', () => {
  const first = (seed: number, stream: string) => Array.from({ length: 5 }, chanceOf(seed, stream));
  expect(first(7, 'traffic')).toEqual(first(7, 'traffic'));
  expect(first(7, 'traffic')).not.toEqual(first(8, 'traffic'));
  expect(first(7, 'traffic')).not.toEqual(first(7, 'policy'));
  expect(first(2 ** 32 + 7, 'traffic')).not.toEqual(first(7, 'traffic'));
});

test('numbers are spread evenly, and the exponential ones have mean 1 and variance 1', () => {
  const chance = chanceOf(1, 'test');
  const counts = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw += 1) {
    const at = chanceBelow(chance, 10);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  const values = Array.from({ length: 100_000 }, () => exponential(chance));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(1, 1);
  expect(variance).toBeCloseTo(1, 1);
});
