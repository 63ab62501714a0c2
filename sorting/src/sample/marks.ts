import { type Block, emptyBlock } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import { copyBytes } from '../block/copy-bytes.ts';
import { decodeBlock, encodeBlock } from '../block/encode-block.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';

/**
 * Elements by key and by where in the whole input they stand: no two are equal, even where all keys are. A place is the
 * share of the input, and the position in it, counted from 0.
 */
export interface Marks {
  readonly keys: Block;
  readonly shares: Uint32Array;
  readonly positions: Float64Array;
}

/** Where the first element of a block stands; the others follow it. */
export interface Origin {
  readonly share: number;
  readonly first: number;
}

/** Marks of nothing. */
export function noMarks(order: Order): Marks {
  return { keys: emptyBlock(order.type), shares: new Uint32Array(0), positions: new Float64Array(0) };
}

/** How two marks compare: by key, then share, then position, which go forwards in both directions. */
export function compareMarks(order: Order): (a: Marks, i: number, b: Marks, j: number) => number {
  const compare = comparatorOf(order);
  return (a, i, b, j) =>
    compare(a.keys, i, b.keys, j) ||
    (a.shares[i] as number) - (b.shares[j] as number) ||
    (a.positions[i] as number) - (b.positions[j] as number);
}

/** Marks, a number for each and one for all, as bytes: count, that one, numbers, positions, shares, the block of keys. */
export function encodeMarks({ keys, shares, positions }: Marks, numbers: Float64Array, one: number): Uint8Array {
  const block = encodeBlock(keys);
  const encoded = new Uint8Array(8 + keys.count * 20 + block.length);
  const view = new DataView(encoded.buffer);
  view.setUint32(0, keys.count, true);
  view.setUint32(4, one, true);
  let at = 8;
  for (const column of [numbers, positions, shares]) {
    encoded.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  encoded.set(block, at);
  return encoded;
}

/** @throws SortError `bad_block` when the bytes are not what {@link encodeMarks} made */
export function decodeMarks(encoded: Uint8Array): Marks & { numbers: Float64Array; one: number } {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const count = encoded.length < 8 ? -1 : view.getUint32(0, true);
  const keysAt = 8 + count * 20;
  if (count < 0 || keysAt > encoded.length)
    throw new SortError('bad_block', 'these bytes are no sample and no splitters');
  const column = (from: number, bytes: number) =>
    copyBytes(encoded, 8 + count * from, 8 + count * (from + bytes)).buffer;
  return {
    one: view.getUint32(4, true),
    numbers: new Float64Array(column(0, 8)),
    positions: new Float64Array(column(8, 8)),
    shares: new Uint32Array(column(16, 4)),
    keys: decodeBlock(encoded.subarray(keysAt)),
  };
}
