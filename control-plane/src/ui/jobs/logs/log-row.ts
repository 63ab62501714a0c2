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
  /** How many characters are not in `text`. */
  cut: number;
}

/** Of one line; nobody reads more on a page, and a browser that lays out megabytes in one line stands still. */
export const CHARACTERS_MAX = 8_192;

/** Takes a line over from the API. */
export function logRow(line: LogLineView): LogRow {
  const text = line.text.length > CHARACTERS_MAX ? beginning(line.text) : line.text;
  return {
    task: line.taskIndex,
    attempt: line.attempt,
    sequence: line.sequence,
    stream: line.stream,
    at: Date.parse(line.at),
    text,
    readable: isPlain(text) ? text : readableText(text),
    cut: line.text.length - text.length,
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
