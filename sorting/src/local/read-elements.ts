import type { Block } from '../block/block.ts';
import { copyBytes } from '../block/copy-bytes.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { LineCutter } from '../text/line-cutter.ts';
import { parseBlock } from '../text/parse-block.ts';
import { inOrder } from './in-order.ts';
import type { WorkerPool } from './worker-pool.ts';

const NEWLINE = 0x0a;
/** At least so much text is parsed at once, but at the end. */
const PIECE_BYTES = 2 * 1024 * 1024;

export interface ReadOptions {
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  order: Order;
  maxLineBytes: number;
}

/** A text as it is read: the blocks in the order of the input, in shared memory, and the header before them. */
export class ElementStream {
  readonly #pool: WorkerPool;
  readonly #options: ReadOptions;
  #header: Uint8Array | null = null;

  constructor(pool: WorkerPool, options: ReadOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  /** The first line of csv, without its line break, once a block was read; null for other types. */
  get header(): Uint8Array | null {
    return this.#header;
  }

  /** @throws SortError, with the line */
  async *blocks(): AsyncGenerator<Block, void, undefined> {
    let lines = 0;
    const parsed = inOrder(this.#pieces(), this.#pool.size + 1, (piece) =>
      this.#pool.run('parse', { bytes: piece, order: this.#options.order, header: this.#header }, [piece.buffer]),
    );
    try {
      for await (const block of parsed) {
        lines += block.count;
        yield block;
      }
    } catch (error) {
      throw error instanceof SortError ? error.after(lines + Number(this.#header !== null)) : error;
    }
  }

  async *#pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    const { input, maxLineBytes } = this.#options;
    const cutter = new LineCutter(maxLineBytes, PIECE_BYTES);
    for await (const chunk of input) {
      const piece = this.#withoutHeader(cutter.push(chunk));
      if (piece.length > 0) yield piece;
    }
    const piece = this.#withoutHeader(cutter.end());
    if (piece.length > 0) yield piece;
  }

  #withoutHeader(piece: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (this.#options.order.type !== 'csv' || this.#header !== null || piece.length === 0) return piece;
    const end = piece.indexOf(NEWLINE);
    this.#header = copyBytes(piece, 0, end);
    // Whether it has the key's field is said of a header without records, too.
    parseBlock(piece.subarray(0, 0), this.#options.order, this.#header);
    return copyBytes(piece, end + 1);
  }
}
