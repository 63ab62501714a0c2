import type { LogList } from './log-list.ts';

/** Where the rows of a list stand, in pixels from its top. */
export interface RowHeights {
  total: number;
  /** Of the row itself; of the one after the last: the total. */
  topOf(index: number): number;
  /** The row that stands at a place; the nearest one beyond either end. */
  indexAt(top: number): number;
}

/** Of a line that is not wrapped. */
export const LINE_PX = 20;

/** All rows are of one line each. */
export function evenHeights(count: number): RowHeights {
  return {
    total: count * LINE_PX,
    topOf: (index) => index * LINE_PX,
    indexAt: (top) => Math.max(0, Math.min(count - 1, Math.floor(top / LINE_PX))),
  };
}

/**
 * Rows are as high as they were measured, by ordinal, or else as they are likely to be.
 *
 * @param charactersInLine - of the width that there is
 */
export function wrappedHeights(
  list: LogList,
  measured: ReadonlyMap<number, number>,
  charactersInLine: number,
): RowHeights {
  const tops = new Float64Array(list.count + 1);
  for (let index = 0; index < list.count; index += 1) {
    const characters = list.rowAt(index)?.readable.length ?? 0;
    const likely = LINE_PX * Math.max(1, Math.ceil(characters / charactersInLine));
    tops[index + 1] = (tops[index] ?? 0) + (measured.get(list.ordinalAt(index)) ?? likely);
  }
  const topOf = (index: number) => tops[Math.max(0, Math.min(list.count, index))] ?? 0;
  return {
    total: topOf(list.count),
    topOf,
    indexAt: (top) => {
      let low = 0;
      let high = list.count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (topOf(middle) <= top) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
