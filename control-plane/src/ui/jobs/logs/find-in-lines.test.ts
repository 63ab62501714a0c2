import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtMatches, findInLines, withoutTerminalCodes } from './find-in-lines.ts';

test('lines are found whatever the case', () => {
  expect(findInLines([{ text: 'Error: x' }, { text: 'fine' }, { text: 'an error' }], 'ERROR')).toEqual([0, 2]);
  expect(findInLines([{ text: 'a' }], '  ')).toEqual([]);
});

test('every second part of a cut text is a match', () => {
  expect(cutAtMatches('one Two one', 'ONE')).toEqual(['', 'one', ' Two ', 'one', '']);
});

test('the parts of a cut text make the text again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, words) => {
      expect(cutAtMatches(text, words).join('')).toBe(text);
    }),
  );
});

test('the codes of a terminal are left out', () => {
  expect(withoutTerminalCodes('\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[m')).toBe('red and green');
});
