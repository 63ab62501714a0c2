import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRow } from './log-row.ts';
import { lineMatcher, parseSearch } from './log-search-words.ts';
import { emptyWindow, type LogWindow } from './log-window.ts';
import { type Sieve, type Sifted, sift } from './sift.ts';

const row = (readable: string, stream: LogRow['stream'] = 'STDOUT'): LogRow => ({
  task: 0,
  attempt: 1,
  sequence: 1,
  stream,
  at: 0,
  text: readable,
  readable,
  cut: 0,
  lost: 0,
});
const windowAt = (first: number, rows: LogRow[]): LogWindow => ({ ...emptyWindow, first, rows });
const sieve = (search: string, onlyMatching = false, stream: Sieve['stream'] = 'both'): Sieve => ({
  stream,
  matcher: lineMatcher(parseSearch(search)),
  onlyMatching,
});

describe('sifting a log', () => {
  const window = windowAt(-2, [row('a'), row('b', 'STDERR'), row('2 lines dropped', 'LONGSHORE'), row('ab')]);

  it('shows all while nothing is asked for, and finds matches among all', () => {
    expect(sift(window, sieve(''), null)).toMatchObject({ shown: null, matches: [] });
    expect(sift(window, sieve('a'), null)).toMatchObject({ shown: null, matches: [-2, 1] });
  });

  it('shows only what matches, when that is wanted', () => {
    expect(sift(window, sieve('b', true), null)).toMatchObject({ shown: [-1, 1], matches: [-1, 1] });
    expect(sift(window, sieve('', true), null).shown).toBeNull();
    expect(sift(window, sieve('-a', true), null).shown).toEqual([-1, 0]);
  });

  it('shows one stream, and what the agent says of it, and looks for matches only there', () => {
    expect(sift(window, sieve('b', false, 'STDOUT'), null)).toMatchObject({ shown: [-2, 0, 1], matches: [1] });
    expect(sift(window, sieve('', false, 'STDERR'), null).shown).toEqual([-1, 0]);
  });

  it('leaves the same as if it had looked at all again, however the window moved', () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      row(['a', 'b', 'ab', ''][(index * 7) % 4] ?? '', (['STDOUT', 'STDERR', 'LONGSHORE'] as const)[(index * 5) % 3]),
    );
    const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const sieves = [sieve('a'), sieve('a', true), sieve('-b', true, 'STDERR'), sieve(''), sieve('', true, 'STDOUT')];
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.constantFrom(...sieves), (spans, one) => {
        let before: Sifted | null = null;
        for (const [from, to] of spans) {
          const at = windowAt(from - 30, all.slice(from, to));
          before = sift(at, one, before);
          expect(before).toEqual(sift(at, one, null));
        }
      }),
    );
  });
});
