import { SortError } from '../sort-error.ts';
import { countLines } from './parse-lines.ts';

const NEWLINE = 0x0a;

/** Cuts a stream of bytes into pieces of whole lines, each with its last line break. */
export class LineCutter {
  readonly #maxLineBytes: number;
  /** What came after the last line break. */
  #rest: Uint8Array[] = [];
  #restBytes = 0;

  /** @param maxLineBytes - a longer line is refused */
  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /**
   * All lines that these bytes end; empty where they end none.
   *
   * @throws SortError `line_too_long`, with the line counted from the end of what was returned before
   */
  push(chunk: Uint8Array): Uint8Array {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    const whole = end === 0 ? chunk.subarray(0, 0) : this.#withRest(chunk.subarray(0, end));
    this.#refuseLongLine(whole);
    this.#keep(new Uint8Array(chunk.subarray(end)), whole);
    return whole;
  }

  /** The last line, to which a line break is added where it has none; empty where there is none. */
  end(): Uint8Array {
    return this.#restBytes === 0 ? new Uint8Array(0) : this.#withRest(Uint8Array.of(NEWLINE));
  }

  #withRest(bytes: Uint8Array): Uint8Array {
    if (this.#restBytes === 0) return bytes;
    const joined = new Uint8Array(this.#restBytes + bytes.length);
    let at = 0;
    for (const piece of [...this.#rest, bytes]) {
      joined.set(piece, at);
      at += piece.length;
    }
    this.#rest = [];
    this.#restBytes = 0;
    return joined;
  }

  #keep(rest: Uint8Array, before: Uint8Array): void {
    if (rest.length === 0) return;
    this.#rest.push(rest);
    this.#restBytes += rest.length;
    if (this.#restBytes > this.#maxLineBytes) throw this.#tooLong(countLines(before) + 1);
  }

  #refuseLongLine(lines: Uint8Array): void {
    if (lines.length <= this.#maxLineBytes) return;
    let line = 1;
    for (let from = 0; from < lines.length; line += 1) {
      const to = lines.indexOf(NEWLINE, from);
      if (to - from > this.#maxLineBytes) throw this.#tooLong(line);
      from = to + 1;
    }
  }

  #tooLong(line: number): SortError {
    return new SortError('line_too_long', `a line of more than ${this.#maxLineBytes} bytes, which is the limit`, line);
  }
}
