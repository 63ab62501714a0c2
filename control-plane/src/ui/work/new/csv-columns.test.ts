import { expect, test } from 'vitest';
import { csvColumns, jsonColumns } from './csv-columns.ts';

test('the first line of CSV names the columns, also those in quotation marks', () => {
  expect(csvColumns('\uFEFFcity,"amount, net","a ""b""",city\r\nBerlin,1,2,3\r\n')).toEqual([
    'city',
    'amount, net',
    'a "b"',
  ]);
  expect(csvColumns('')).toEqual([]);
});

test('rows in JSON have the columns of the first of them; what is no JSON yet has none', () => {
  expect(jsonColumns('[{"city":"Berlin","n":1},{"zone":2}]')).toEqual(['city', 'n']);
  expect(jsonColumns('[{"city":')).toEqual([]);
  expect(jsonColumns('{"city":1}')).toEqual([]);
});
