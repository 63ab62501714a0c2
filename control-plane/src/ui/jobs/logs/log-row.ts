import type { LogLineView } from '@longshore/schemas';
import { isPlain, readableText } from '@longshore/schemas/words';

/** A line as the viewer keeps it: of many there are hundreds of thousands, so nothing is in it that can be derived. */
export interface LogRow {
  task: number;
  /** Number of the try. */
  attempt: number;
  sequence: number;
  stream: LogLineView['stream'];
  /** Milliseconds since 1970. */
  at: number;
  /** As it was written, codes and all, but not more than {@link CHARACTERS_MAX} of it. */
  text: string;
  /** As it is read and searched. */
  readable: string;
  /** How many characters are kept and not in `text`. */
  cut: number;
  /** How many the agent left out at the end, of a line that was longer than what is kept of one. */
  lost: number;
}

/** How the agent ends a line of which it left something out (agent/src/logs/line-assembler.ts). */
const LEFT_OUT = / … \((\d+) more characters\)$/;

/** Of one line; nobody reads more on a page, and a browser that lays out megabytes in one line stands still. */
export const CHARACTERS_MAX = 8_192;

/** Takes a line over from the API. */
export function logRow(line: LogLineView): LogRow {
  const isLong = line.text.length > CHARACTERS_MAX;
  const text = isLong ? beginning(line.text) : line.text;
  // Of a line that stands whole, the end says it by itself.
  const [words = '', lost] = (isLong ? LEFT_OUT.exec(line.text.slice(-100)) : null) ?? [];
  return {
    task: line.taskIndex,
    attempt: line.attempt,
    sequence: line.sequence,
    stream: line.stream,
    at: Date.parse(line.at),
    text,
    readable: isPlain(text) ? text : readableText(text),
    cut: line.text.length - words.length - text.length,
    lost: Number(lost ?? 0),
  };
}

/** The first characters, as a text of their own: a mere slice would keep the whole line in memory. */
function beginning(text: string): string {
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(CHARACTERS_MAX - 1));
  const slice = text.slice(0, splitsPair ? CHARACTERS_MAX - 1 : CHARACTERS_MAX);
  return Array.from({ length: Math.ceil(slice.length / 1_024) }, (_, part) =>
    JSON.parse(JSON.stringify(slice.slice(part * 1_024, (part + 1) * 1_024))),
  ).join('');
}
