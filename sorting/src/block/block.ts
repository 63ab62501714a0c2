import { type ElementType, isLines } from '../order.ts';

/** Texts one behind the other: the nth is `bytes` from `offsets[n]` to `offsets[n + 1]`, without a line break. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** One more than there are texts. The first need not be 0. */
  readonly offsets: Uint32Array;
}

export interface Int32Block {
  readonly type: 'int32';
  readonly count: number;
  readonly values: Int32Array;
}

export interface Int64Block {
  readonly type: 'int64';
  readonly count: number;
  readonly values: BigInt64Array;
}

export interface Float64Block {
  readonly type: 'float64';
  readonly count: number;
  readonly values: Float64Array;
}

/** Lines with the keys that they are sorted by, which for `text` are the lines themselves: the same object. */
export interface LineBlock {
  readonly type: 'text' | 'json' | 'csv';
  readonly count: number;
  readonly lines: Lines;
  readonly keys: Lines;
}

export type NumberBlock = Int32Block | Int64Block | Float64Block;

/** A batch of elements of one type: what is sorted, sent and spilled. Blocks are not written to after they are made. */
export type Block = NumberBlock | LineBlock;

/** A block over an array, which is not copied. */
export function numberBlock(values: Int32Array): Int32Block;
export function numberBlock(values: BigInt64Array): Int64Block;
export function numberBlock(values: Float64Array): Float64Block;
export function numberBlock(values: Int32Array | BigInt64Array | Float64Array): NumberBlock {
  const count = values.length;
  if (values instanceof Int32Array) return { type: 'int32', count, values };
  if (values instanceof BigInt64Array) return { type: 'int64', count, values };
  return { type: 'float64', count, values };
}

/** A block over lines, which are not copied. */
export function lineBlock(type: LineBlock['type'], lines: Lines, keys: Lines = lines): LineBlock {
  return { type, count: lines.offsets.length - 1, lines, keys };
}

/** A block of text lines, for what is small enough to be strings. */
export function textBlock(texts: readonly string[]): LineBlock {
  const encoder = new TextEncoder();
  return lineBlock('text', linesOf(texts.map((text) => encoder.encode(text))));
}

/** A block with nothing in it. */
export function emptyBlock(type: ElementType): Block {
  if (type === 'int32') return numberBlock(new Int32Array(0));
  if (type === 'int64') return numberBlock(new BigInt64Array(0));
  if (type === 'float64') return numberBlock(new Float64Array(0));
  return lineBlock(type, linesOf([]));
}

/** Whether a block holds lines, and not numbers. */
export function isLineBlock(block: Block): block is LineBlock {
  return isLines(block.type);
}

/** How much memory the elements of a block take. */
export function blockBytes(block: Block): number {
  if (!isLineBlock(block)) return block.values.byteLength;
  const own = linesBytes(block.lines);
  return block.keys === block.lines ? own : own + linesBytes(block.keys);
}

/** The nth text. */
export function lineAt({ bytes, offsets }: Lines, index: number): Uint8Array {
  return bytes.subarray(offsets[index], offsets[index + 1]);
}

/** Texts as one piece of memory. */
export function linesOf(texts: readonly Uint8Array[]): Lines {
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((text, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + text.length;
  });
  const bytes = new Uint8Array(offsets[texts.length] ?? 0);
  for (const [index, text] of texts.entries()) bytes.set(text, offsets[index]);
  return { bytes, offsets };
}

/** Where the texts begin and end in `bytes`. */
export function linesSpan({ offsets }: Lines): { from: number; to: number } {
  return { from: offsets[0] as number, to: offsets[offsets.length - 1] as number };
}

function linesBytes(lines: Lines): number {
  const { from, to } = linesSpan(lines);
  return to - from + lines.offsets.byteLength;
}
