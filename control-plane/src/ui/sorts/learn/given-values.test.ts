import { describe, expect, it } from 'vitest';
import { MOST_VALUES, SPREADS, spreadValues, typedValues } from './given-values.ts';

describe('values to learn with', () => {
  it.each(SPREADS)('are small numbers, the least of them 1: $label', ({ value }) => {
    const values = spreadValues(value, 20, 1);
    expect(values).toHaveLength(20);
    expect(Math.min(...values)).toBe(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(20);
    if (value === 'sorted') expect(values).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('may be typed, with blanks, commas or semicolons between them', () => {
    expect(typedValues(' 3, 1.5;-2\n1e2 ')).toEqual({ values: [3, 1.5, -2, 100] });
  });

  it.each([
    ['', 'two numbers at least, such as 5 3 9'],
    ['7', 'two numbers at least, such as 5 3 9'],
    ['1 two 3', 'two is no number'],
    ['1 NaN', 'NaN is no number'],
    ['1 '.repeat(MOST_VALUES + 1), '60 numbers at most, not 61'],
  ])('refuse %j in words', (text, refusal) => {
    expect(typedValues(text)).toEqual({ refusal });
  });
});
