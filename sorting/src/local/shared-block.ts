import { type Block, isLineBlock, type Lines, lineBlock, linesSpan, type NumberBlock } from '../block/block.ts';
import { numbersOf } from '../block/rearrange.ts';

/** Where every array begins at a multiple of, so that it may be of any type. */
const ALIGNMENT = 8;

/** A copy of a block that all threads can read, and that is handed from one to another without being copied. */
export function sharedBlock(block: NumberBlock): NumberBlock;
export function sharedBlock(block: Block): Block;
export function sharedBlock(block: Block): Block {
  return copyTo(new SharedMemory(sizeOf(block)), block);
}

/** The same for blocks that are many and small: all in one piece of memory. */
export function sharedBlocks(blocks: readonly Block[]): Block[] {
  const memory = new SharedMemory(blocks.reduce((sum, block) => sum + sizeOf(block), 0));
  return blocks.map((block) => copyTo(memory, block));
}

/** Memory from which arrays are taken one behind the other. */
class SharedMemory {
  readonly buffer: SharedArrayBuffer;
  #end = 0;

  constructor(bytes: number) {
    this.buffer = new SharedArrayBuffer(bytes);
  }

  /** @returns where so many bytes begin */
  take(bytes: number): number {
    const at = this.#end;
    this.#end += aligned(bytes);
    return at;
  }
}

function copyTo(memory: SharedMemory, block: Block): Block {
  if (!isLineBlock(block)) {
    const shared = numbersOf(block.type, memory.buffer, memory.take(block.values.byteLength), block.count);
    (shared.values as Int32Array).set(block.values as Int32Array);
    return shared;
  }
  const lines = copyLinesTo(memory, block.lines);
  return lineBlock(block.type, lines, block.keys === block.lines ? lines : copyLinesTo(memory, block.keys));
}

function copyLinesTo(memory: SharedMemory, lines: Lines): Lines {
  const { from, to } = linesSpan(lines);
  const bytes = new Uint8Array(memory.buffer, memory.take(to - from), to - from);
  bytes.set(lines.bytes.subarray(from, to));
  const offsets = new Uint32Array(memory.buffer, memory.take(lines.offsets.byteLength), lines.offsets.length);
  for (let index = 0; index < offsets.length; index++) offsets[index] = (lines.offsets[index] as number) - from;
  return { bytes, offsets };
}

function sizeOf(block: Block): number {
  if (!isLineBlock(block)) return aligned(block.values.byteLength);
  return linesSize(block.lines) + (block.keys === block.lines ? 0 : linesSize(block.keys));
}

function linesSize(lines: Lines): number {
  const { from, to } = linesSpan(lines);
  return aligned(to - from) + aligned(lines.offsets.byteLength);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
