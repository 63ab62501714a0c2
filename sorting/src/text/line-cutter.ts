import { copyBytes } from '../block/copy-bytes.ts';
import { SortError } from '../sort-error.ts';
import { countLines } from './parse-lines.ts';

const NEWLINE = 0x0a;
const NOTHING = new Uint8Array(0);

/** Cuts a stream of bytes into pieces of whole lines, each with its last line break and in memory of its own. */
export class LineCutter {
  readonly #maxLineBytes: number;
  readonly #pieceBytes: number;
  /** What was not handed out yet. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Of what waits, so much is known to end no line. */
  #unfinishedBytes = 0;

  /**
   * @param maxLineBytes - a longer line is refused
   * @param pieceBytes - less is kept until more comes
   */
  constructor(maxLineBytes: number, pieceBytes = 0) {
    this.#maxLineBytes = maxLineBytes;
    this.#pieceBytes = pieceBytes;
  }

  /**
   * Takes bytes, which are copied.
   *
   * @returns whole lines; empty where there are none, or fewer than a piece
   * @throws SortError `line_too_long`, with the line counted from the end of what was returned before
   */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    this.#unfinishedBytes = end === 0 ? this.#unfinishedBytes + chunk.length : chunk.length - end;
    if (this.#waitingBytes + end < this.#pieceBytes || end === 0) {
      this.#keep(chunk);
      this.#refuseLongRest();
      return NOTHING;
    }
    const piece = this.#take(chunk.subarray(0, end));
    this.#refuseLongLine(piece);
    this.#keep(chunk.subarray(end));
    return piece;
  }

  /** What is left; a line break is added where the last line has none. Empty where nothing is left. */
  end(): Uint8Array<ArrayBuffer> {
    if (this.#waitingBytes === 0) return NOTHING;
    const piece = this.#take(this.#unfinishedBytes === 0 ? NOTHING : Uint8Array.of(NEWLINE));
    this.#unfinishedBytes = 0;
    this.#refuseLongLine(piece);
    return piece;
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#waiting.push(copyBytes(bytes));
    this.#waitingBytes += bytes.length;
  }

  #take(last: Uint8Array): Uint8Array<ArrayBuffer> {
    const piece = new Uint8Array(this.#waitingBytes + last.length);
    let at = 0;
    for (const bytes of this.#waiting) {
      piece.set(bytes, at);
      at += bytes.length;
    }
    piece.set(last, at);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return piece;
  }

  #refuseLongRest(): void {
    if (this.#unfinishedBytes <= this.#maxLineBytes) return;
    const lines = this.#waiting.reduce((sum, bytes) => sum + countLines(bytes), 0);
    throw this.#tooLong(lines + 1);
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
