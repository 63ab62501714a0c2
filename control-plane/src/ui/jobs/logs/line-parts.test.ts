import { readableText } from '@longshore/schemas/words';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutAtMatches } from './line-parts.ts';
import { lineMatcher, parseSearch } from './log-search-words.ts';
import { terminalSpans } from './terminal-text.ts';

const cut = (text: string, search: string) =>
  cutAtMatches(terminalSpans(text), lineMatcher(parseSearch(search)).places(readableText(text)));

it('a match that goes on in another colour is marked in both', () => {
  const parts = cut('time\u001b[31md out\u001b[0m, timed', '"timed" out');
  expect(parts.map(({ text, marked, span }) => [text, marked, span.ink])).toEqual([
    ['time', true, null],
    ['d', true, 'red'],
    [' ', false, 'red'],
    ['out', true, 'red'],
    [', ', false, null],
    ['timed', true, null],
  ]);
});

it('the parts make the line again, and what is marked makes the matches', () => {
  const piece = fc.constantFrom('\u001b[31m', '\u001b[0m', 'ab', 'b', 'a', ' ', '\u001b[1;42m', 'xyz');
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('a', 'ab b', 'ba', 'xyz a', 'none', ''), (pieces, search) => {
      const text = pieces.join('');
      const readable = readableText(text);
      const parts = cut(text, search);
      expect(parts.map((part) => part.text).join('')).toBe(readable);
      const places = lineMatcher(parseSearch(search)).places(readable);
      expect(
        parts
          .filter((part) => part.marked)
          .map((part) => part.text)
          .join(''),
      ).toBe(places.map(([from, to]) => readable.slice(from, to)).join(''));
    }),
  );
});
