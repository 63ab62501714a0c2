import {
  type Block,
  isLineBlock,
  type LineBlock,
  type Lines,
  lineBlock,
  linesSpan,
  type NumberBlock,
  numberBlock,
} from './block.ts';

/** The elements from one index to before another, without copying. */
export function sliceBlock(block: Block, from: number, to: number): Block {
  if (!isLineBlock(block)) return sameType(block, block.values.subarray(from, to));
  const lines = sliceLines(block.lines, from, to);
  return lineBlock(block.type, lines, block.keys === block.lines ? lines : sliceLines(block.keys, from, to));
}

/** How large a stretch may be; one element always is. */
export interface StretchLimits {
  elements: number;
  /** Of lines. */
  textBytes: number;
}

/** Cuts a block into stretches, one after the other, without copying. */
export function* stretchesOf(block: Block, { elements, textBytes }: StretchLimits): Generator<Block, void, undefined> {
  for (let from = 0; from < block.count; ) {
    let to = Math.min(block.count, from + elements);
    if (isLineBlock(block)) {
      const { offsets } = block.lines;
      const most = (offsets[from] as number) + textBytes;
      while (to > from + 1 && (offsets[to] as number) > most) to = Math.max(from + 1, from + ((to - from) >> 1));
    }
    yield sliceBlock(block, from, to);
    from = to;
  }
}

/** Copies of the elements at these indices, in that order. */
export function gatherBlock(block: Block, indices: Uint32Array): Block {
  if (isLineBlock(block)) return gatherLineBlock(block, indices);
  const gathered = new (block.values.constructor as Int32ArrayConstructor)(indices.length);
  const values = block.values as Int32Array;
  for (let at = 0; at < indices.length; at++) gathered[at] = values[indices[at] as number] as number;
  return sameType(block, gathered);
}

/** The elements of all blocks, one block behind the other. All have one type, and there is at least one. */
export function concatBlocks(blocks: readonly Block[]): Block {
  const [first] = blocks;
  if (first === undefined) throw new RangeError('There is no block, so none knows the type');
  if (blocks.length === 1) return first;
  if (!isLineBlock(first)) return concatNumbers(first, blocks as readonly NumberBlock[]);
  const all = blocks as readonly LineBlock[];
  const lines = concatLines(all.map((block) => block.lines));
  const isKeyed = all.some((block) => block.keys !== block.lines);
  return lineBlock(first.type, lines, isKeyed ? concatLines(all.map((block) => block.keys)) : lines);
}

/** The keys alone, as elements: what is left to compare when the rest is not needed. */
export function keysOf(block: Block): Block {
  return isLineBlock(block) ? lineBlock(block.type, block.keys) : block;
}

/** A block of the type of another, over an array of its kind. */
export function sameType(block: NumberBlock, values: NumberBlock['values']): NumberBlock {
  return { type: block.type, count: values.length, values } as NumberBlock;
}

function gatherLineBlock(block: LineBlock, indices: Uint32Array): LineBlock {
  const lines = gatherLines(block.lines, indices);
  return lineBlock(block.type, lines, block.keys === block.lines ? lines : gatherLines(block.keys, indices));
}

function sliceLines({ bytes, offsets }: Lines, from: number, to: number): Lines {
  return { bytes, offsets: offsets.subarray(from, Math.max(from, to) + 1) };
}

/** Below so many bytes a loop is faster than a call that copies. */
const SHORT_BYTES = 48;

function gatherLines({ bytes, offsets }: Lines, indices: Uint32Array): Lines {
  const ends = new Uint32Array(indices.length + 1);
  let end = 0;
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    end += (offsets[index + 1] as number) - (offsets[index] as number);
    ends[at + 1] = end;
  }
  const gathered = new Uint8Array(end);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] as number;
    const from = offsets[index] as number;
    const to = offsets[index + 1] as number;
    let into = ends[at] as number;
    if (to - from > SHORT_BYTES) gathered.set(bytes.subarray(from, to), into);
    else for (let byte = from; byte < to; byte++) gathered[into++] = bytes[byte] as number;
  }
  return { bytes: gathered, offsets: ends };
}

function concatNumbers(first: NumberBlock, blocks: readonly NumberBlock[]): NumberBlock {
  const total = blocks.reduce((sum, { count }) => sum + count, 0);
  const values = new (first.values.constructor as Int32ArrayConstructor)(total);
  let at = 0;
  for (const block of blocks) {
    values.set(block.values as Int32Array, at);
    at += block.count;
  }
  return sameType(first, values);
}

/** What offsets of 32 bits can point to. */
const MOST_TEXT_BYTES = 0xffff_ffff;

function concatLines(all: readonly Lines[]): Lines {
  const spans = all.map(linesSpan);
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  if (total > MOST_TEXT_BYTES) throw new RangeError(`${total} bytes of text are too much for one block`);
  const bytes = new Uint8Array(total);
  const offsets = new Uint32Array(all.reduce((sum, lines) => sum + lines.offsets.length - 1, 0) + 1);
  let at = 0;
  let index = 0;
  all.forEach((lines, which) => {
    const { from, to } = spans[which] as { from: number; to: number };
    bytes.set(lines.bytes.subarray(from, to), at);
    for (let line = 1; line < lines.offsets.length; line++)
      offsets[++index] = (lines.offsets[line] as number) - from + at;
    at += to - from;
  });
  return { bytes, offsets };
}

/** Numbers as a block of a type that is known only when it runs. */
export function numbersOf(
  type: NumberBlock['type'],
  buffer: ArrayBufferLike,
  byteOffset: number,
  count: number,
): NumberBlock {
  if (type === 'int32') return numberBlock(new Int32Array(buffer, byteOffset, count));
  if (type === 'int64') return numberBlock(new BigInt64Array(buffer, byteOffset, count));
  return numberBlock(new Float64Array(buffer, byteOffset, count));
}
