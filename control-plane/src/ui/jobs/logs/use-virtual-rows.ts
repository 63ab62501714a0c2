'use client';
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LogList } from './log-list.ts';
import { evenHeights, LINE_PX, wrappedHeights } from './row-heights.ts';

export interface VirtualRows {
  /** The rows to be in the page: from the first up to, but without, the one after the last. */
  from: number;
  to: number;
  /** Where the first of them stands, and how high all rows together are. */
  top: number;
  total: number;
  /** Where the box was scrolled to last by what is done here. */
  ownTop: RefObject<number>;
  /** To be called when the box was scrolled, by whomever. */
  onScroll: () => void;
  /** Brings a row to the middle, unless it is in view. */
  bring: (ordinal: number) => void;
}

export interface VirtualRowsOptions {
  list: LogList;
  wrap: boolean;
  /** The last row is kept in view. */
  follow: boolean;
  /** Told the rows in view, at first and whenever they change. */
  onRange: (first: number, last: number) => void;
}

/** Rows beyond what is in view, at either side. */
const SPARE_ROWS = 24;
/** Of the text, roughly: only what a wrapped line is taken for until it is measured. */
const CHARACTER_PX = 7.3;
const BESIDE_TEXT_PX = 190;
const MEASURED_MAX = 50_000;

/**
 * Shows only the rows of a long list that are in view. Whatever is added, dropped, filtered or measured, the row that
 * was first in view stays where it is: its place, not the number of pixels scrolled, is what is kept.
 */
export function useVirtualRows(box: RefObject<HTMLDivElement | null>, options: VirtualRowsOptions): VirtualRows {
  const { list, wrap, follow, onRange } = options;
  const [size, setSize] = useState({ width: 800, height: 600 });
  /** Around which row the page holds rows; and a count of the times that it shall be scrolled there. */
  const [near, setNear] = useState({ ordinal: Number.NaN, moves: 0 });
  const [measured, setMeasured] = useState<ReadonlyMap<number, number>>(new Map());
  /** The row at the top of the box, and how many pixels of it are above. */
  const anchor = useRef({ ordinal: Number.NaN, offset: 0 });
  const ownTop = useRef(0);
  const heights = useMemo(
    () =>
      wrap
        ? wrappedHeights(list, measured, Math.max(20, (size.width - BESIDE_TEXT_PX) / CHARACTER_PX))
        : evenHeights(list.count),
    [list, wrap, measured, size.width],
  );
  const inView = Math.ceil(size.height / LINE_PX) + 1;
  const middle = follow ? list.count - inView : list.nearest(near.ordinal);
  const from = Math.max(0, Math.min(middle, list.count - inView) - SPARE_ROWS);
  const to = Math.min(list.count, from + inView + 2 * SPARE_ROWS);

  /** Takes up where the box was scrolled to. @param show - has the page hold the rows around a row */
  const takeUp = (element: HTMLDivElement, show: (ordinal: number) => void) => {
    const first = heights.indexAt(element.scrollTop);
    const last = heights.indexAt(element.scrollTop + element.clientHeight - 1);
    const ordinal = list.ordinalAt(first);
    anchor.current = { ordinal, offset: element.scrollTop - heights.topOf(first) };
    const spare = SPARE_ROWS / 3;
    if ((first - spare < from && from > 0) || (last + spare >= to && to < list.count)) show(ordinal);
    onRange(first, last);
  };
  const show = (ordinal: number) => setNear(({ moves }) => ({ ordinal, moves }));

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured holds for one width
  useLayoutEffect(() => setMeasured(new Map()), [size.width]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what moves rows is followed by scrolling
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || list.count === 0) return;
    const index = list.nearest(anchor.current.ordinal);
    const top = follow ? heights.total - element.clientHeight : heights.topOf(index) + anchor.current.offset;
    if (Math.abs(element.scrollTop - top) >= 1) {
      element.scrollTop = top;
      ownTop.current = element.scrollTop;
    }
    takeUp(element, show);
  }, [list, heights, follow, near.moves, size]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what is in the page
  useLayoutEffect(() => {
    const rows = box.current?.querySelectorAll<HTMLElement>('[data-index]');
    if (!wrap || rows === undefined) return;
    const seen = new Map<number, number>();
    for (const row of rows) {
      const index = Number(row.dataset.index);
      const { height } = row.getBoundingClientRect();
      if (height > 0 && height !== heights.topOf(index + 1) - heights.topOf(index)) {
        seen.set(list.ordinalAt(index), height);
      }
    }
    if (seen.size > 0) {
      setMeasured((before) => new Map([...(before.size > MEASURED_MAX ? [] : before), ...seen]));
    }
  }, [from, to, heights, wrap]);

  return {
    from,
    to,
    top: heights.topOf(from),
    total: heights.total,
    ownTop,
    // At once: else a fast hand sees rows that are not there yet.
    onScroll: () => {
      if (box.current !== null && list.count > 0) takeUp(box.current, (ordinal) => flushSync(() => show(ordinal)));
    },
    bring: (ordinal) => {
      const element = box.current;
      const index = list.indexOf(ordinal);
      if (element === null || index < 0) return;
      const [top, end] = [heights.topOf(index), heights.topOf(index + 1)];
      if (top >= element.scrollTop && end <= element.scrollTop + element.clientHeight) return;
      anchor.current = { ordinal, offset: -Math.max(0, (element.clientHeight - (end - top)) / 2) };
      setNear(({ moves }) => ({ ordinal, moves: moves + 1 }));
    },
  };
}
