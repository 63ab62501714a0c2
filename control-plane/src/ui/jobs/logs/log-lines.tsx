'use client';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import type { LineTime } from './line-time.ts';
import colours from './log-colours.module.css';
import { LogLine } from './log-line.tsx';
import classes from './log-lines.module.css';
import type { LogList } from './log-list.ts';
import type { LogRow } from './log-row.ts';
import type { Sieve } from './sift.ts';
import { useFollow } from './use-follow.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

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

/** So many lines before the last in memory, the next are asked for. */
const NEAR_LINES = 300;

/** Only the lines in view exist in the page, however many there are. */
export function LogLines(props: LogLinesProps) {
  const { list, several, wrap, time, startedAt, sieve, linked, current, follow, atEnd } = props;
  const { onFollow, onNear, onSeen, onLink, onMoveTo } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualRows(box, {
    list,
    wrap,
    follow,
    onRange: (first, last) => {
      onSeen(list.ordinalAt(first));
      if (first < NEAR_LINES && !follow) onNear('start');
      if (last > list.count - NEAR_LINES && !follow) onNear('end');
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each match and sieve, not whenever lines come
  useLayoutEffect(() => {
    if (current !== null) rows.bring(current);
  }, [current, sieve]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each line that is linked to
  useLayoutEffect(() => {
    if (linked === null) return;
    rows.bring(linked);
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [linked]);

  const handlers = useFollow(box, { follow, atEnd, onFollow, ownTop: rows.ownTop });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (goToNeighbour(event)) return;
    handlers.onKeyDown(event);
    if (event.key === 'Home') onMoveTo('start');
    if (event.key === 'End') onMoveTo('end');
  };
  const onScroll = () => {
    rows.onScroll();
    handlers.onScroll();
  };
  const digits = String(Math.max(list.rowAt(0)?.sequence ?? 0, list.rowAt(list.count - 1)?.sequence ?? 0)).length;
  const ordinals = Array.from({ length: rows.to - rows.from }, (_, index) => list.ordinalAt(rows.from + index));
  const reachable =
    [current, linked].find((one) => one !== null && ordinals.includes(one)) ?? ordinals[ordinals.length >> 1];

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
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div
        className={classes.lines}
        data-wrap={wrap || undefined}
        style={{ height: rows.total, ['--digits' as string]: Math.max(3, digits) }}
      >
        <div className={classes.view} style={{ transform: `translateY(${rows.top}px)` }}>
          {ordinals.map((key, place) => {
            const index = rows.from + place;
            const row = list.rowAt(index);
            return row === undefined ? null : (
              <LogLine
                key={key}
                row={row}
                index={index}
                several={several}
                time={time}
                startedAt={startedAt}
                matcher={sieve.matcher}
                linked={key === linked}
                current={key === current}
                reachable={key === reachable}
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
