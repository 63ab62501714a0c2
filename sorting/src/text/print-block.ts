import { type Block, isLineBlock, type Lines, linesSpan } from '../block/block.ts';
import { printInt32 } from './print-int32.ts';
import { printInt64 } from './print-int64.ts';

const NEWLINE = 0x0a;
const encoder = new TextEncoder();

/** The elements of a block as lines of text, each with its line break: what {@link parseBlock} reads. */
export function printBlock(block: Block): Uint8Array {
  if (isLineBlock(block)) return printLines(block.lines);
  if (block.type === 'int32') return printInt32(block.values);
  if (block.type === 'int64') return printInt64(block.values);
  return printFloats(block.values);
}

function printLines(lines: Lines): Uint8Array {
  const { bytes, offsets } = lines;
  const { from, to } = linesSpan(lines);
  const count = offsets.length - 1;
  const printed = new Uint8Array(to - from + count);
  let end = 0;
  for (let line = 0; line < count; line++) {
    const stop = offsets[line + 1] as number;
    for (let at = offsets[line] as number; at < stop; at++) printed[end++] = bytes[at] as number;
    printed[end++] = NEWLINE;
  }
  return printed;
}

/** So many numbers become one string at a time. */
const NUMBERS_AT_ONCE = 4_096;

function printFloats(values: Float64Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < values.length; from += NUMBERS_AT_ONCE) {
    const texts = Array.from(values.subarray(from, from + NUMBERS_AT_ONCE), printFloat);
    pieces.push(encoder.encode(`${texts.join('\n')}\n`));
  }
  return joined(pieces);
}

/** The shortest decimal that reads as the same number, as the language prints it, but `-0` with its sign. */
function printFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
