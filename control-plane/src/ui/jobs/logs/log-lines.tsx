'use client';
import type { LogLineView } from '@longshore/schemas';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { formatClockTime, formatExact } from '../../time/exact-time.ts';
import { cutAtMatches, withoutTerminalCodes } from './find-in-lines.ts';
import classes from './log-viewer.module.css';

export interface LogLinesProps {
  lines: readonly LogLineView[];
  /** The job has several tasks: each line says of which it is. */
  several: boolean;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  wrap: boolean;
  words: string;
  /** The line to bring into view. */
  target: number | null;
}

const LINE_PX = 20;
/** This near the end one is at the end. */
const NEAR_PX = 40;

/** Only the lines in view exist in the page, however many there are. */
export function LogLines({ lines, several, follow, onFollow, wrap, words, target }: LogLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });

  useEffect(() => {
    if (follow && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follow, lines.length, rows]);
  useEffect(() => {
    if (target !== null) rows.scrollToIndex(target, { align: 'center' });
  }, [target, rows]);

  // The reader's own scrolling decides: up leaves the end, down to the end follows again.
  const noticeScroll = (up: boolean) => {
    const element = box.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    if (up && follow) onFollow(false);
    else if (!up && atEnd && !follow) onFollow(true);
  };

  return (
    <div className={classes.frame}>
      <div
        ref={box}
        className={classes.box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Lines"
        onWheel={(event) => noticeScroll(event.deltaY < 0)}
        onTouchMove={() => follow && onFollow(false)}
        onKeyDown={(event) => {
          if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) noticeScroll(true);
          if (event.key === 'End') onFollow(true);
        }}
      >
        <div className={classes.lines} data-wrap={wrap || undefined} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return line === undefined ? null : (
              <div
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                data-stream={line.stream}
                data-target={item.index === target || undefined}
                className={classes.line}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <time title={formatExact(line.at)}>{formatClockTime(line.at)}</time>
                {several ? <span className={classes.task}>{line.taskIndex}</span> : null}
                <span className={classes.stream}>{STREAM_WORDS[line.stream]}</span>
                <LineText text={withoutTerminalCodes(line.text)} words={words} />
              </div>
            );
          })}
        </div>
      </div>
      {follow ? null : (
        <button type="button" className={classes.newest} onClick={() => onFollow(true)}>
          <IconArrowDown size={14} aria-hidden /> Newest
        </button>
      )}
    </div>
  );
}

const STREAM_WORDS = { STDOUT: '', STDERR: 'err', LONGSHORE: 'agent' } as const;

function LineText({ text, words }: { text: string; words: string }) {
  const parts = cutAtMatches(text, words);
  return (
    <span className={classes.text}>
      {parts.length === 1
        ? text
        : parts.map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
            index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
          )}
    </span>
  );
}
