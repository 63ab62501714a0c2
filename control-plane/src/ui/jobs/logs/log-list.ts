import type { LogRow } from './log-row.ts';
import type { LogWindow } from './log-window.ts';
import { placeOf } from './sift.ts';

/** The rows to be shown, by their place on the screen. */
export interface LogList {
  count: number;
  ordinalAt(index: number): number;
  rowAt(index: number): LogRow | undefined;
  /** Where a row stands; -1: it is not among them. */
  indexOf(ordinal: number): number;
  /** Where a row stands, or would stand if it were among them. */
  nearest(ordinal: number): number;
}

/** @param shown - ordinals of the rows to be shown; null: all of the window */
export function logList({ rows, first }: LogWindow, shown: readonly number[] | null): LogList {
  if (shown === null) {
    return {
      count: rows.length,
      ordinalAt: (index) => first + index,
      rowAt: (index) => rows[index],
      indexOf: (ordinal) => (rows[ordinal - first] === undefined ? -1 : ordinal - first),
      nearest: (ordinal) => within(ordinal - first, rows.length),
    };
  }
  const ordinalAt = (index: number) => shown[index] ?? Number.NaN;
  return {
    count: shown.length,
    ordinalAt,
    rowAt: (index) => rows[ordinalAt(index) - first],
    indexOf: (ordinal) => {
      const place = placeOf(shown, ordinal);
      return shown[place] === ordinal ? place : -1;
    },
    nearest: (ordinal) => within(placeOf(shown, ordinal), shown.length),
  };
}

function within(index: number, count: number): number {
  return Number.isNaN(index) ? 0 : Math.max(0, Math.min(count - 1, index));
}
