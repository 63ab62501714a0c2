import { type Block, emptyBlock } from '../block/block.ts';
import { copyBytes } from '../block/copy-bytes.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { LineCutter } from './line-cutter.ts';
import { parseBlock } from './parse-block.ts';

/** A longer line is refused where nothing else is said: 16 MiB. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Reads the elements of a text that comes in pieces, cut anywhere. */
export class ElementReader {
  readonly #order: Order;
  readonly #cutter: LineCutter;
  #header: Uint8Array | null = null;
  #lines = 0;

  constructor(order: Order, maxLineBytes: number = MAX_LINE_BYTES) {
    this.#order = order;
    this.#cutter = new LineCutter(maxLineBytes);
  }

  /** The first line of csv, without its line break; null for other types, and before it was read. */
  get header(): Uint8Array | null {
    return this.#header;
  }

  /** @throws SortError, with the line counted from the beginning of the text */
  push(chunk: Uint8Array): Block {
    return this.#located(() => this.#parse(this.#cutter.push(chunk)));
  }

  /** The last element, if it has no line break. */
  end(): Block {
    return this.#located(() => this.#parse(this.#cutter.end()));
  }

  #parse(lines: Uint8Array): Block {
    let rest = lines;
    if (this.#order.type === 'csv' && this.#header === null) {
      if (lines.length === 0) return emptyBlock('csv');
      const end = lines.indexOf(0x0a);
      this.#header = copyBytes(lines, 0, end);
      this.#lines += 1;
      rest = lines.subarray(end + 1);
    }
    const block = parseBlock(rest, this.#order, this.#header);
    this.#lines += block.count;
    return block;
  }

  #located<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      throw error instanceof SortError ? error.after(this.#lines) : error;
    }
  }
}
