import { expect, it } from 'vitest';
import { listed } from './listed.ts';

it('names are put as in a sentence, and too many are counted', () => {
  expect(listed([])).toBe('');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c'], 3)).toBe('a, b and c');
  expect(listed(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more');
});
