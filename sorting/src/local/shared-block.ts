import { type Block, isLineBlock, type Lines, lineBlock, linesSpan } from '../block/block.ts';
import { numbersOf } from '../block/rearrange.ts';

/** A copy of a block that all threads can read, and that is handed from one to another without being copied. */
export function sharedBlock(block: Block): Block {
  if (!isLineBlock(block)) {
    const shared = numbersOf(block.type, new SharedArrayBuffer(block.values.byteLength), 0, block.count);
    (shared.values as Int32Array).set(block.values as Int32Array);
    return shared;
  }
  const lines = sharedLines(block.lines);
  return lineBlock(block.type, lines, block.keys === block.lines ? lines : sharedLines(block.keys));
}

function sharedLines(lines: Lines): Lines {
  const { from, to } = linesSpan(lines);
  const bytes = new Uint8Array(new SharedArrayBuffer(to - from));
  bytes.set(lines.bytes.subarray(from, to));
  const offsets = new Uint32Array(new SharedArrayBuffer(lines.offsets.byteLength));
  for (let index = 0; index < offsets.length; index++) offsets[index] = (lines.offsets[index] as number) - from;
  return { bytes, offsets };
}
