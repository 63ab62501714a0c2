import { type ElementType, isLines } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { type Block, isLineBlock, type Lines, lineBlock, linesSpan } from './block.ts';
import { copyBytes } from './copy-bytes.ts';
import { numbersOf } from './rearrange.ts';

/*
 * A block as bytes, all numbers little-endian:
 *
 *   0  'B'            1  type code      2  1: keys apart from the lines     3  0
 *   4  count          8  bytes of all lines     12  bytes of all keys
 *  16  numbers: the values
 *      lines: count × length of a line, the lines, then, where keys stand apart, the same of the keys
 */
const HEADER_BYTES = 16;
const MAGIC = 0x42;
const TYPE_CODES: Readonly<Record<ElementType, number>> = { int32: 1, int64: 2, float64: 3, text: 4, json: 5, csv: 6 };
const TYPES = Object.entries(TYPE_CODES) as [ElementType, number][];

/** A block as bytes, which {@link decodeBlock} reads; on this machine's byte order, which is little-endian on all we know. */
export function encodeBlock(block: Block): Uint8Array {
  if (!isLineBlock(block)) {
    const encoded = withHeader(block, block.values.byteLength, 0, 0);
    encoded.set(new Uint8Array(block.values.buffer, block.values.byteOffset, block.values.byteLength), HEADER_BYTES);
    return encoded;
  }
  const lines = sizeOf(block.lines);
  if (block.keys === block.lines) {
    const encoded = withHeader(block, block.count * 4 + lines, lines, 0);
    writeLines(encoded, HEADER_BYTES, block.lines);
    return encoded;
  }
  const keys = sizeOf(block.keys);
  const encoded = withHeader(block, block.count * 8 + lines + keys, lines, keys);
  encoded[2] = 1;
  writeLines(encoded, writeLines(encoded, HEADER_BYTES, block.lines), block.keys);
  return encoded;
}

/**
 * The block that bytes stand for. Numbers share the memory of the bytes where its alignment allows.
 *
 * @throws SortError `bad_block` when the bytes are no block, or only a part of one
 */
export function decodeBlock(encoded: Uint8Array): Block {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const type = TYPES.find(([, code]) => code === encoded[1])?.[0];
  if (encoded.length < HEADER_BYTES || encoded[0] !== MAGIC || type === undefined) throw badBlock();
  const count = view.getUint32(4, true);
  if (!isLines(type)) return decodeNumbers(type, encoded, count);
  const isKeyed = encoded[2] === 1;
  const [lines, after] = readLines(encoded, HEADER_BYTES, count, view.getUint32(8, true));
  const [keys, end] = isKeyed ? readLines(encoded, after, count, view.getUint32(12, true)) : [lines, after];
  if (end !== encoded.length) throw badBlock();
  return lineBlock(type, lines, keys);
}

function decodeNumbers(type: 'int32' | 'int64' | 'float64', encoded: Uint8Array, count: number): Block {
  const elementBytes = type === 'int32' ? 4 : 8;
  if (encoded.length !== HEADER_BYTES + count * elementBytes) throw badBlock();
  const from = encoded.byteOffset + HEADER_BYTES;
  if (from % elementBytes === 0) return numbersOf(type, encoded.buffer, from, count);
  return numbersOf(type, copyBytes(encoded, HEADER_BYTES).buffer, 0, count);
}

function withHeader(block: Block, bodyBytes: number, lineBytes: number, keyBytes: number): Uint8Array {
  const encoded = new Uint8Array(HEADER_BYTES + bodyBytes);
  const view = new DataView(encoded.buffer);
  encoded[0] = MAGIC;
  encoded[1] = TYPE_CODES[block.type];
  view.setUint32(4, block.count, true);
  view.setUint32(8, lineBytes, true);
  view.setUint32(12, keyBytes, true);
  return encoded;
}

function sizeOf(lines: Lines): number {
  const { from, to } = linesSpan(lines);
  return to - from;
}

function writeLines(encoded: Uint8Array, at: number, lines: Lines): number {
  const { from, to } = linesSpan(lines);
  const count = lines.offsets.length - 1;
  const lengths = new Uint32Array(count);
  for (let line = 0; line < count; line++) {
    lengths[line] = (lines.offsets[line + 1] as number) - (lines.offsets[line] as number);
  }
  encoded.set(new Uint8Array(lengths.buffer), at);
  encoded.set(lines.bytes.subarray(from, to), at + count * 4);
  return at + count * 4 + to - from;
}

function readLines(encoded: Uint8Array, at: number, count: number, size: number): [lines: Lines, after: number] {
  const from = at + count * 4;
  const to = from + size;
  if (to > encoded.length) throw badBlock();
  const lengths = new Uint32Array(copyBytes(encoded, at, from).buffer);
  const offsets = new Uint32Array(count + 1);
  for (let line = 0; line < count; line++) offsets[line + 1] = (offsets[line] as number) + (lengths[line] as number);
  if (offsets[count] !== size) throw badBlock();
  return [{ bytes: encoded.subarray(from, to), offsets }, to];
}

function badBlock(): SortError {
  return new SortError('bad_block', 'these bytes are not a whole block of elements');
}
