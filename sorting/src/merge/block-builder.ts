import { type Block, isLineBlock, type LineBlock, type Lines, lineBlock, type NumberBlock } from '../block/block.ts';
import { sameType } from '../block/rearrange.ts';

/** Elements taken one by one from other blocks, until they are a block of their own. */
export interface BlockBuilder {
  readonly count: number;
  /** Of the texts taken so far; numbers are all of one size, and count as none. */
  readonly textBytes: number;
  add(block: Block, index: number): void;
  /** What was taken, after which there is nothing. */
  take(): Block;
}

/** @param most - elements that are added at most before they are taken */
export function blockBuilder(like: Block, most: number): BlockBuilder {
  return isLineBlock(like) ? new LineBuilder(like, most) : new NumberBuilder(like, most);
}

class NumberBuilder implements BlockBuilder {
  readonly textBytes = 0;
  readonly #like: NumberBlock;
  readonly #most: number;
  #values: Int32Array;
  #count = 0;

  constructor(like: NumberBlock, most: number) {
    this.#like = like;
    this.#most = most;
    this.#values = this.#newValues();
  }

  get count(): number {
    return this.#count;
  }

  add(block: NumberBlock, index: number): void {
    this.#values[this.#count++] = (block.values as Int32Array)[index] as number;
  }

  take(): Block {
    const taken = sameType(this.#like, this.#values.subarray(0, this.#count));
    this.#values = this.#newValues();
    this.#count = 0;
    return taken;
  }

  #newValues(): Int32Array {
    return new (this.#like.values.constructor as Int32ArrayConstructor)(this.#most);
  }
}

class LineBuilder implements BlockBuilder {
  readonly #like: LineBlock;
  readonly #indices: Uint32Array;
  #blocks: LineBlock[] = [];
  #textBytes = 0;

  constructor(like: LineBlock, most: number) {
    this.#like = like;
    this.#indices = new Uint32Array(most);
  }

  get count(): number {
    return this.#blocks.length;
  }

  get textBytes(): number {
    return this.#textBytes;
  }

  add(block: LineBlock, index: number): void {
    this.#indices[this.#blocks.length] = index;
    this.#blocks.push(block);
    this.#textBytes += lengthOf(block.lines, index);
  }

  take(): Block {
    const lines = this.#gather(({ lines }) => lines);
    const isKeyed = this.#like.keys !== this.#like.lines;
    const taken = lineBlock(this.#like.type, lines, isKeyed ? this.#gather(({ keys }) => keys) : lines);
    this.#blocks = [];
    this.#textBytes = 0;
    return taken;
  }

  #gather(column: (block: LineBlock) => Lines): Lines {
    const offsets = new Uint32Array(this.#blocks.length + 1);
    for (const [at, block] of this.#blocks.entries()) {
      offsets[at + 1] = (offsets[at] as number) + lengthOf(column(block), this.#indices[at] as number);
    }
    const bytes = new Uint8Array(offsets[this.#blocks.length] as number);
    let end = 0;
    for (const [at, block] of this.#blocks.entries()) {
      const from = column(block);
      const index = this.#indices[at] as number;
      const to = from.offsets[index + 1] as number;
      for (let byte = from.offsets[index] as number; byte < to; byte++) bytes[end++] = from.bytes[byte] as number;
    }
    return { bytes, offsets };
  }
}

function lengthOf({ offsets }: Lines, index: number): number {
  return (offsets[index + 1] as number) - (offsets[index] as number);
}
