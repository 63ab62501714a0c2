'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { LineTime } from './line-time.ts';
import { LogLine } from './log-line.tsx';
import colours from './log-colours.module.css';
import classes from './log-lines.module.css';
import type { LogList } from './log-list.ts';
import type { LogRow } from './log-row.ts';
import type { Sieve } from './sift.ts';
import { useFollow } from './use-follow.ts';

export interface LogLinesProps {
  list: LogList;
  several: boolean;
  wrap: boolean;
  time: LineTime;
  startedAt: number;
  sieve: Sieve;
  /** Ordinals of the line that the address names, and of the match that somebody stepped to. */
  linked: number | null;
  current: number | null;
  follow: boolean;
  /** The last line is the last that there is. */
  atEnd: boolean;
  onFollow: (follow: boolean) => void;
  /** The first or the last of the lines is near: if there are more, they are wanted. */
  onNear: (side: 'start' | 'end') => void;
  /** Told the ordinal of the first line in view. */
  onSeen: (ordinal: number) => void;
  onLink: (row: LogRow) => void;
  /** To the very first line, or the last. */
  onMoveTo: (side: 'start' | 'end') => void;
}

const LINE_PX = 20;
/** Of the text, roughly: only what a wrapped line is taken for until it is measured. */
const CHARACTER_PX = 7.3;
const BESIDE_TEXT_PX = 190;
/** So many lines before the last in memory, the next are asked for. */
const NEAR_LINES = 300;

/** Only the lines in view exist in the page, however many there are. */
export function LogLines(props: LogLinesProps) {
  const { list, several, wrap, time, startedAt, sieve, linked, current, follow, atEnd } = props;
  const { onFollow, onNear, onSeen, onLink, onMoveTo } = props;
  const box = useRef<HTMLDivElement>(null);
  const estimate = (index: number) => {
    if (!wrap) return LINE_PX;
    const room = Math.max(20, ((box.current?.clientWidth ?? 800) - BESIDE_TEXT_PX) / CHARACTER_PX);
    return LINE_PX * Math.max(1, Math.ceil((list.rowAt(index)?.readable.length ?? 1) / room));
  };
  const rows = useVirtualizer({
    count: list.count,
    getScrollElement: () => box.current,
    estimateSize: estimate,
    getItemKey: list.ordinalAt,
    // Lines that come before or after move nothing that one reads.
    anchorTo: 'end',
    overscan: 15,
  });
  const items = rows.getVirtualItems();
  const range = rows.range ?? { startIndex: 0, endIndex: 0 };
  const firstSeen = list.ordinalAt(range.startIndex);
  const lastOrdinal = list.ordinalAt(list.count - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured holds for one way of wrapping
  useLayoutEffect(() => rows.measure(), [rows, wrap]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line, or other heights, move the end
  useLayoutEffect(() => {
    if (follow && list.count > 0) rows.scrollToIndex(list.count - 1, { align: 'end' });
  }, [follow, lastOrdinal, list.count, rows, wrap]);
  const bring = (ordinal: number | null) => {
    const index = ordinal === null ? -1 : list.indexOf(ordinal);
    const seen = rows.range;
    if (index < 0 || (seen !== null && index > seen.startIndex && index < seen.endIndex)) return;
    rows.scrollToIndex(index, { align: 'center' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each match and sieve, not whenever lines come
  useLayoutEffect(() => bring(current), [current, sieve]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each line that is linked to
  useLayoutEffect(() => bring(linked), [linked]);
  useEffect(() => {
    onSeen(firstSeen);
    if (range.startIndex < NEAR_LINES && !follow) onNear('start');
    if (range.endIndex > list.count - NEAR_LINES && !follow) onNear('end');
  }, [firstSeen, range.startIndex, range.endIndex, list.count, follow, onNear, onSeen]);

  const handlers = useFollow(box, { follow, atEnd, onFollow });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (goToNeighbour(event)) return;
    handlers.onKeyDown(event);
    if (event.key === 'Home') onMoveTo('start');
    if (event.key === 'End') onMoveTo('end');
  };
  const digits = String(Math.max(list.rowAt(0)?.sequence ?? 0, list.rowAt(list.count - 1)?.sequence ?? 0)).length;
  const reachable = [current, linked].find((one) => one !== null && items.some(({ key }) => key === one)) ?? firstSeen;

  return (
    <div
      ref={box}
      className={`${classes.box} ${colours.colours}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Lines"
      {...handlers}
      onKeyDown={onKeyDown}
    >
      <div
        className={classes.lines}
        data-wrap={wrap || undefined}
        style={{ height: rows.getTotalSize(), ['--digits' as string]: Math.max(3, digits) }}
      >
        <div className={classes.view} style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ key, index }) => {
            const row = list.rowAt(index);
            return row === undefined ? null : (
              <LogLine
                key={key as number}
                row={row}
                index={index}
                several={several}
                time={time}
                startedAt={startedAt}
                matcher={sieve.matcher}
                linked={key === linked}
                current={key === current}
                reachable={key === reachable}
                measure={wrap ? rows.measureElement : undefined}
                onLink={onLink}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** From the name of one line to that of the next, with the arrow keys. */
function goToNeighbour(event: KeyboardEvent<HTMLDivElement>): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as Element).closest('[data-line-link]')?.closest<HTMLElement>('[data-index]');
  if (step === undefined || !row) return false;
  const wanted = Number(row.dataset.index) + step;
  const link = row.parentElement?.querySelector<HTMLElement>(`[data-index="${wanted}"] [data-line-link]`);
  if (!link) return false;
  event.preventDefault();
  link.focus();
  return true;
}
