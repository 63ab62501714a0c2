import type { LogFrame } from '../engine/engine.ts';

/** A line of a container's output. */
export interface OutputLine {
  stream: LogFrame['stream'];
  /** When its first part was written. Microseconds, by the engine's clock. */
  timeMicros: number;
  text: string;
}

/**
 * Joins the parts into which the engine splits long lines. Of a line longer than the cap the rest is left out, and said
 * so, so that memory stays bounded whatever a program writes.
 */
export class LineAssembler {
  readonly #charactersMax: number;
  readonly #open = new Map<LogFrame['stream'], { timeMicros: number; text: string; cut: number }>();

  constructor(charactersMax = 65_536) {
    this.#charactersMax = charactersMax;
  }

  /** Takes one frame; returns the line that it completes, or null. */
  add(frame: LogFrame): OutputLine | null {
    const line = this.#open.get(frame.stream) ?? { timeMicros: frame.timeMicros, text: '', cut: 0 };
    const room = Math.max(0, this.#charactersMax - line.text.length);
    line.text += frame.text.slice(0, room);
    line.cut += Math.max(0, frame.text.length - room);
    if (!frame.endsLine) {
      this.#open.set(frame.stream, line);
      return null;
    }
    this.#open.delete(frame.stream);
    return finish(frame.stream, line);
  }

  /** What was written without a line break at the end. */
  rest(): OutputLine[] {
    const rest = [...this.#open].map(([stream, line]) => finish(stream, line));
    this.#open.clear();
    return rest;
  }
}

function finish(stream: LogFrame['stream'], line: { timeMicros: number; text: string; cut: number }): OutputLine {
  // Not every store can keep a NUL in a text.
  const text = (line.text.endsWith('\r') ? line.text.slice(0, -1) : line.text).replaceAll('\0', '\uFFFD');
  return {
    stream,
    timeMicros: line.timeMicros,
    text: line.cut === 0 ? text : `${text} … (${line.cut} more characters)`,
  };
}
