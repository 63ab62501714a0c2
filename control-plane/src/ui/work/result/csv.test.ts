import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('rows become CSV, with what would be misread in quotation marks', () => {
  expect(
    toCsv(
      ['city', 'n'],
      [
        ['Berlin, Mitte', 2],
        ['the "old" town', null],
        ['two\nlines', true],
      ],
    ),
  ).toBe('city,n\r\n"Berlin, Mitte",2\r\n"the ""old"" town",\r\n"two\nlines",true\r\n');
});
