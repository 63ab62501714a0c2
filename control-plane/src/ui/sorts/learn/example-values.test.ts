import { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { exampleValues, readNumbers } from './example-values.ts';

describe('the numbers of the example', () => {
  it.each(SORT_DISTRIBUTIONS)('are from 1 to 99, the same for the same seed: %s', (distribution) => {
    const values = exampleValues(distribution, 24, 7);
    expect(values).toHaveLength(24);
    expect(values.every((value) => Number.isInteger(value) && value >= 1 && value <= 99)).toBe(true);
    expect(exampleValues(distribution, 24, 7)).toEqual(values);
  });

  it('are spread as they are said to be', () => {
    const ascending = (values: number[]) =>
      values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
    expect(ascending(exampleValues('sorted', 30, 1))).toBe(true);
    expect(ascending(exampleValues('reversed', 30, 1).reverse())).toBe(true);
    expect(new Set(exampleValues('all-equal', 30, 1)).size).toBe(1);
    expect(new Set(exampleValues('few-distinct', 48, 1)).size).toBeLessThanOrEqual(16);
    expect(ascending(exampleValues('uniform', 30, 1))).toBe(false);
  });
});

describe('numbers as one types them', () => {
  it('stand beside each other in any way', () => {
    expect(readNumbers(' 3, 1;2\n-4.5 ')).toEqual({ numbers: [3, 1, 2, -4.5] });
  });

  it('are refused with what is wrong', () => {
    expect(readNumbers('3 x')).toEqual({ fault: 'x is no number' });
    expect(readNumbers('3')).toEqual({ fault: 'from 2 to 48 numbers; there are 1' });
    expect(readNumbers(Array(49).fill('1').join(' '))).toEqual({ fault: 'from 2 to 48 numbers; there are 49' });
    expect(readNumbers('1e999 2')).toEqual({ fault: '1e999 is no number' });
  });
});
