import { memo } from 'react';
import { formatExact } from '../../time/exact-time.ts';
import { lineHash } from './line-name.ts';
import { LineText } from './line-text.tsx';
import { formatLineTime, type LineTime } from './line-time.ts';
import classes from './log-lines.module.css';
import type { LogRow } from './log-row.ts';
import type { LineMatcher } from './log-search-words.ts';

export interface LogLineProps {
  row: LogRow;
  index: number;
  /** The job has several tasks: the line says of which it is. */
  several: boolean;
  time: LineTime;
  startedAt: number;
  matcher: LineMatcher;
  /** The address names it. */
  linked: boolean;
  /** The match that somebody stepped to. */
  current: boolean;
  /** The Tab key comes to it; the arrows go on from there. */
  reachable: boolean;
  onLink: (row: LogRow) => void;
}

const STREAM_WORDS = { STDOUT: '', STDERR: 'err', LONGSHORE: 'agent' } as const;

/** One line of a log: its number, when and where it was written, and its text. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { row, index, several, time, startedAt, matcher, linked, current, reachable, onLink } = props;
  return (
    <div
      className={classes.line}
      data-index={index}
      data-stream={row.stream}
      data-linked={linked || undefined}
      data-current={current || undefined}
    >
      <a
        href={lineHash(row)}
        className={classes.name}
        tabIndex={reachable ? 0 : -1}
        title={`Copy a link to this line · ${formatExact(new Date(row.at).toISOString())}`}
        data-line-link
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onLink(row);
        }}
      >
        <span className={classes.number}>{row.sequence}</span>
        {time === 'off' ? null : <span className={classes.time}>{formatLineTime(time, row.at, startedAt)}</span>}
      </a>
      {several ? (
        <span className={classes.task} title={`Task ${row.task}, try ${row.attempt}`}>
          {row.task}
        </span>
      ) : null}
      <span className={classes.stream}>{STREAM_WORDS[row.stream]}</span>
      <LineText row={row} matcher={matcher} />
    </div>
  );
});
