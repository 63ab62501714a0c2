import type { LogRow } from './log-row.ts';
import type { LineMatcher } from './log-search-words.ts';
import type { LogWindow } from './log-window.ts';

/** What of a log is wanted on the screen. The agent's own lines belong to both streams. */
export interface Sieve {
  stream: 'both' | 'STDOUT' | 'STDERR';
  matcher: LineMatcher;
  onlyMatching: boolean;
}

/** What a sieve left of a window, by ordinals in their order. */
export interface Sifted {
  readonly sieve: Sieve;
  /** The rows that were looked at: from the first, up to the one that comes next. */
  readonly from: number;
  readonly to: number;
  /** The rows to be shown; null: all of them. */
  readonly shown: readonly number[] | null;
  /** Those among them that match; none while nothing is looked for. */
  readonly matches: readonly number[];
}

/**
 * Sifts a window.
 *
 * @param before - what was left at the last time: of the same sieve, only rows that are new are looked at
 */
export function sift(window: LogWindow, sieve: Sieve, before: Sifted | null): Sifted {
  const from = window.first;
  const to = window.first + window.rows.length;
  const known = before !== null && before.sieve === sieve && before.from < to && before.to > from ? before : null;
  if (known !== null && known.from === from && known.to === to) return known;
  const lookFrom = known === null ? to : Math.max(from, known.from);
  const lookTo = known === null ? to : Math.min(to, known.to);
  const head = look(window, sieve, from, lookFrom);
  const tail = look(window, sieve, lookTo, to);
  const join = (middle: readonly number[], first: readonly number[], last: readonly number[]) => [
    ...first,
    ...between(middle, lookFrom, lookTo),
    ...last,
  ];
  return {
    sieve,
    from,
    to,
    shown: showsAll(sieve) ? null : join(known?.shown ?? [], head.shown, tail.shown),
    matches: join(known?.matches ?? [], head.matches, tail.matches),
  };
}

function showsAll({ stream, matcher, onlyMatching }: Sieve): boolean {
  return stream === 'both' && !(onlyMatching && matcher.active);
}

function look(window: LogWindow, sieve: Sieve, from: number, to: number): { shown: number[]; matches: number[] } {
  const shown: number[] = [];
  const matches: number[] = [];
  if (!sieve.matcher.active && showsAll(sieve)) return { shown, matches };
  for (let ordinal = from; ordinal < to; ordinal += 1) {
    const row = window.rows[ordinal - window.first];
    if (row === undefined || !isOfStream(row, sieve.stream)) continue;
    const matching = sieve.matcher.active && sieve.matcher.matches(row.readable);
    if (matching) matches.push(ordinal);
    if (matching || !sieve.onlyMatching || !sieve.matcher.active) shown.push(ordinal);
  }
  return { shown, matches };
}

function isOfStream(row: LogRow, stream: Sieve['stream']): boolean {
  return stream === 'both' || row.stream === stream || row.stream === 'LONGSHORE';
}

function between(ordinals: readonly number[], from: number, to: number): readonly number[] {
  const start = placeOf(ordinals, from);
  return ordinals.slice(start, placeOf(ordinals, to));
}

/** How many of the ordinals, which are in order, come before this one. */
export function placeOf(ordinals: readonly number[], ordinal: number): number {
  let low = 0;
  let high = ordinals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordinals[middle] ?? 0) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}
