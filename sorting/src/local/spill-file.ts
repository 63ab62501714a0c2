import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Block } from '../block/block.ts';
import { decodeBlock, encodeBlock } from '../block/encode-block.ts';
import { stretchesOf } from '../block/rearrange.ts';
import { SortError } from '../sort-error.ts';

/** So much is read again at a time when runs are merged. */
const PIECE = { elements: 32_768, textBytes: 1024 * 1024 };
const LENGTH_BYTES = 8;

/**
 * Writes a sorted block to a file, as pieces of a block each behind its length.
 *
 * @returns the bytes written
 * @throws SortError `disk_full`, `spill_failed`
 */
export function writeRun(path: string, sorted: Block): number {
  return orRefuse(path, () => {
    const file = openSync(path, 'w', 0o600);
    let written = 0;
    try {
      for (const stretch of stretchesOf(sorted, PIECE)) {
        const piece = encodeBlock(stretch);
        const length = new BigUint64Array([BigInt(piece.length)]);
        writeAll(file, new Uint8Array(length.buffer));
        writeAll(file, piece);
        written += LENGTH_BYTES + piece.length;
      }
    } finally {
      closeSync(file);
    }
    return written;
  });
}

/** Reads what {@link writeRun} wrote, a piece at a time. */
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
