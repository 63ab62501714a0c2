import { expect, it } from 'vitest';
import { alignColumns, oneDigit } from './align-columns.ts';

it('puts names to the left and figures to the right, with nothing after the last', () => {
  expect(
    alignColumns([
      ['', 'median', 'p95'],
      ['engine', '1.0', '12.5'],
      ['Longshore', '2.0', ''],
    ]),
  ).toEqual(['           median   p95', 'engine        1.0  12.5', 'Longshore     2.0']);
});

it('says figures with one digit', () => {
  expect(oneDigit(27.6851)).toBe('27.7');
});
