import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineMatcher, parseSearch } from './log-search-words.ts';

const matches = (search: string, text: string) => lineMatcher(parseSearch(search)).matches(text);

describe('reading a search', () => {
  it('takes words, phrases and what is excluded apart', () => {
    expect(parseSearch('error "timed out" -health -"not ready"')).toEqual({
      wanted: ['error', 'timed out'],
      excluded: ['health', 'not ready'],
    });
  });

  it('takes what is still being typed for what it will be', () => {
    expect(parseSearch('error -')).toEqual({ wanted: ['error'], excluded: [] });
    expect(parseSearch('error -"')).toEqual({ wanted: ['error'], excluded: [] });
    expect(parseSearch('"timed o')).toEqual({ wanted: ['timed o'], excluded: [] });
    expect(parseSearch('  ')).toEqual({ wanted: [], excluded: [] });
  });

  it('looks for a minus that stands in quotes or within a word', () => {
    expect(parseSearch('"-v" x-y a"b')).toEqual({ wanted: ['-v', 'x-y', 'a"b'], excluded: [] });
  });
});

describe('searching lines', () => {
  it('wants all words, in any order and case, and none of the excluded', () => {
    expect(matches('error "timed out" -health', 'request TIMED OUT with Error 3')).toBe(true);
    expect(matches('error "timed out" -health', 'error: timed  out')).toBe(false);
    expect(matches('error "timed out" -health', 'error: /Health timed out')).toBe(false);
    expect(matches('-health', 'all else')).toBe(true);
  });

  it('takes signs of regular expressions for what they are', () => {
    expect(matches('a.b (x)', 'axb (x)')).toBe(false);
    expect(matches('[1/2] $5 c++', 'step [1/2] costs $5 in C++')).toBe(true);
  });

  it('is not active when nothing is looked for', () => {
    expect(lineMatcher(parseSearch(' - ')).active).toBe(false);
    expect(lineMatcher(parseSearch('-x')).active).toBe(true);
  });

  it('joins places that touch', () => {
    const { places } = lineMatcher(parseSearch('abc bcd x'));
    expect(places('abcd x abc')).toEqual([
      [0, 4],
      [5, 6],
      [7, 10],
    ]);
  });

  const word = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !/[\s"]/.test(text) && !text.startsWith('-'));

  it('finds every word that a line was made of, and nothing once one of them is excluded', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(), (words, at) => {
        const text = words.join(' ');
        expect(matches(words.join(' '), text)).toBe(true);
        expect(matches(`"${text}"`, text)).toBe(true);
        expect(matches(`${words.join(' ')} -${words[at % words.length]}`, text)).toBe(false);
      }),
    );
  });

  it('marks places that are in order, apart, within the text, and the wanted words', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), fc.string(), (words, text) => {
        const matcher = lineMatcher(parseSearch(words.join(' ')));
        let end = -1;
        for (const [from, to] of matcher.places(text)) {
          expect(from).toBeGreaterThan(end);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          end = to;
        }
        if (words.length > 0 && matcher.matches(text)) expect(end).toBeGreaterThan(0);
      }),
    );
  });

  it('never fails, whatever somebody types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (search, text) => {
        const matcher = lineMatcher(parseSearch(search));
        matcher.matches(text);
        matcher.places(text);
      }),
    );
  });
});
