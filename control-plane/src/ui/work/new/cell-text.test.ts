import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, readCell, readCells } from './cell-text.ts';

test('what is typed is a number, a word of JSON, or a text', () => {
  expect(['10', '-2.5e3', 'true', 'null', 'Berlin', '"10"', '007', ' x ', '"'].map(readCell)).toEqual([
    10,
    -2_500,
    true,
    null,
    'Berlin',
    '10',
    '007',
    'x',
    '"',
  ]);
  expect(readCells('Berlin, 10,"a, b",true')).toEqual(['Berlin', 10, 'a, b', true]);
  expect(readCells('')).toEqual([]);
});

test('a value is read again as it was, alone and among others', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      expect(cells.map((one) => readCell(cellText(one)))).toEqual(cells);
      expect(readCells(cells.map(cellText).join(','))).toEqual(cells);
    }),
  );
});
