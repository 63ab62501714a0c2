import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Block } from '../block/block.ts';
import { decodeBlock, encodeBlock } from '../block/encode-block.ts';
import { stretchesOf } from '../block/rearrange.ts';
import { SortError } from '../sort-error.ts';

/** So much is read again at a time when runs are merged. */
const PIECE = { elements: 16_384, textBytes: 256 * 1024 };
const LENGTH_BYTES = 8;

/** Writes a sorted run to a file, as pieces each behind its length. */
export class RunWriter implements Disposable {
  readonly #path: string;
  readonly #file: number;
  #bytes = 0;

  /** @throws SortError `disk_full`, `spill_failed` */
  constructor(path: string) {
    this.#path = path;
    this.#file = orRefuse(path, () => openSync(path, 'w', 0o600));
  }

  /** Written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws SortError `disk_full`, `spill_failed` */
  write(sorted: Block): void {
    for (const stretch of stretchesOf(sorted, PIECE)) {
      const piece = encodeBlock(stretch);
      const length = new BigUint64Array([BigInt(piece.length)]);
      orRefuse(this.#path, () => {
        writeAll(this.#file, new Uint8Array(length.buffer));
        writeAll(this.#file, piece);
      });
      this.#bytes += LENGTH_BYTES + piece.length;
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

/**
 * Reads what a {@link RunWriter} wrote, a piece at a time.
 *
 * @throws SortError `spill_failed`
 */
export function* readRun(path: string): Generator<Block, void, undefined> {
  const file = orRefuse(path, () => openSync(path, 'r'));
  try {
    for (;;) {
      const length = orRefuse(path, () => readBytes(file, LENGTH_BYTES));
      if (length === null) return;
      const bytes = Number(new BigUint64Array(length.buffer)[0]);
      const piece = orRefuse(path, () => readBytes(file, bytes));
      if (piece === null) throw new SortError('spill_failed', `${path} is shorter than it was written`);
      yield decodeBlock(piece);
    }
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Null where the file ends. */
function readBytes(file: number, count: number): Uint8Array | null {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const read = readSync(file, bytes, at, count - at, null);
    if (read === 0) return null;
    at += read;
  }
  return bytes;
}

function orRefuse<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new SortError(
        'disk_full',
        `the disk is full while spilling to ${path}: give another folder, or more memory`,
        undefined,
        error,
      );
    }
    throw new SortError('spill_failed', `${path} cannot be used for spilling (${code})`, undefined, error);
  }
}
