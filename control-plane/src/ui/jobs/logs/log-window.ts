import type { LogRow } from './log-row.ts';

/** What was read in one go, or several small goes; the window drops whole stretches, since only their ends are known. */
interface Stretch {
  rows: number;
  characters: number;
  /** Where to read on before its first line; null: it is the first of the log. */
  previous: string | null;
  /** Where to read on after its last line. */
  next: string | null;
}

/** The part of a log that is in memory. A row keeps its ordinal, however the window moves. */
export interface LogWindow {
  rows: readonly LogRow[];
  /** Ordinal of the first row; the one after it has the next. Below 0 for what was read back. */
  first: number;
  stretches: readonly Stretch[];
  /** Nothing is stored after the last row but what is still to come. */
  atEnd: boolean;
}

/** A page of rows, with where to read on. */
export interface RowPage {
  rows: readonly LogRow[];
  previous: string | null;
  next: string | null;
  more: boolean;
}

export interface WindowLimits {
  rows: number;
  characters: number;
  /** What comes in small pages is taken together up to this many rows. */
  stretchRows: number;
}

export const windowLimits: WindowLimits = { rows: 200_000, characters: 48_000_000, stretchRows: 2_000 };

export const emptyWindow: LogWindow = { rows: [], first: 0, stretches: [], atEnd: false };

/**
 * A window of one page.
 *
 * @param first - ordinal of its first row: far from those of any other rows that there were
 */
export function windowOf(page: RowPage, first: number): LogWindow {
  if (page.rows.length === 0) return { ...emptyWindow, first, atEnd: !page.more };
  return { rows: page.rows, first, stretches: [stretchOf(page)], atEnd: !page.more };
}

/** Adds what comes after the last row. */
export function append(window: LogWindow, page: RowPage, limits: WindowLimits = windowLimits): LogWindow {
  if (window.stretches.length === 0) return windowOf(page, window.first);
  if (page.rows.length === 0) return { ...window, atEnd: !page.more };
  const last = window.stretches.at(-1);
  const added = stretchOf(page);
  const joins = last !== undefined && last.rows + added.rows <= limits.stretchRows;
  return {
    ...window,
    rows: [...window.rows, ...page.rows],
    stretches: joins
      ? [
          ...window.stretches.slice(0, -1),
          {
            ...added,
            previous: last.previous,
            rows: last.rows + added.rows,
            characters: last.characters + added.characters,
          },
        ]
      : [...window.stretches, added],
    atEnd: !page.more,
  };
}

/** Adds what comes before the first row. */
export function prepend(window: LogWindow, page: RowPage): LogWindow {
  const [first, ...others] = window.stretches;
  if (first === undefined) return window;
  if (page.rows.length === 0) return { ...window, stretches: [{ ...first, previous: null }, ...others] };
  return {
    ...window,
    rows: [...page.rows, ...window.rows],
    first: window.first - page.rows.length,
    stretches: [stretchOf(page), ...window.stretches],
  };
}

/** Drops stretches at one side until the window is within its limits; one is always left. */
export function dropBeyond(window: LogWindow, side: 'first' | 'last', limits: WindowLimits = windowLimits): LogWindow {
  const stretches = [...window.stretches];
  let dropped = 0;
  while (stretches.length > 1 && isBeyond(stretches, limits)) {
    dropped += (side === 'first' ? stretches.shift() : stretches.pop())?.rows ?? 0;
  }
  if (dropped === 0) return window;
  return side === 'first'
    ? { ...window, stretches, rows: window.rows.slice(dropped), first: window.first + dropped }
    : { ...window, stretches, rows: window.rows.slice(0, -dropped), atEnd: false };
}

/** Whether there is no room for more. */
export function isFull(window: LogWindow, limits: WindowLimits = windowLimits): boolean {
  return isBeyond(window.stretches, limits);
}

/** Whether there is nothing before the first row. */
export function isAtStart(window: LogWindow): boolean {
  return (window.stretches[0]?.previous ?? null) === null;
}

/** Where to read on, before the first row and after the last. */
export function edges(window: LogWindow): { previous: string | null; next: string | null } {
  return { previous: window.stretches[0]?.previous ?? null, next: window.stretches.at(-1)?.next ?? null };
}

function isBeyond(stretches: readonly Stretch[], limits: WindowLimits): boolean {
  let rows = 0;
  let characters = 0;
  for (const stretch of stretches) {
    rows += stretch.rows;
    characters += stretch.characters;
  }
  return rows > limits.rows || characters > limits.characters;
}

function stretchOf({ rows, previous, next }: RowPage): Stretch {
  return { rows: rows.length, characters: rows.reduce((sum, row) => sum + row.text.length, 0), previous, next };
}
