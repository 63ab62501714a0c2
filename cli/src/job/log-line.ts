import type { LogLineView } from '@longshore/schemas';
import type { Style } from '../output/style.ts';
import { clockTime } from '../output/time.ts';

export interface LogLineOptions {
  style: Style;
  /** Says which task a line is from. */
  prefixed: boolean;
  timestamps: boolean;
}

/** A line of a job's log for a person. */
export function formatLogLine(line: LogLineView, { style, prefixed, timestamps }: LogLineOptions): string {
  const task = prefixed ? style.faint(`${line.taskIndex} │ `) : '';
  const time = timestamps ? style.faint(`${clockTime(line.at)} `) : '';
  const text = line.stream === 'LONGSHORE' ? style.tone('look', `longshore: ${line.text}`) : line.text;
  return `${task}${time}${text}\n`;
}
