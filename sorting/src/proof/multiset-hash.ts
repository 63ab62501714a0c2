import { type Block, isLineBlock, type Lines } from '../block/block.ts';
import { mixWord } from '../sample/mix.ts';

/**
 * What is the same for the same elements in whatever order and blocks, and different, but for one chance in about 2⁶⁴,
 * for others. It finds faults, not forgers: who chooses elements to deceive it can.
 */
export interface MultisetHash {
  readonly count: number;
  /** Sums of the elements' hashes mod 2⁶⁴, and their exclusive or, as 16 hexadecimal digits. */
  readonly sum: string;
  readonly xor: string;
}

export const EMPTY_HASH: MultisetHash = { count: 0, sum: '0'.repeat(16), xor: '0'.repeat(16) };

/**
 * The hash of a block's elements.
 *
 * A sum of hashes in a group is the construction of Clarke, Devadas, van Dijk, Gassend and Suh, "Incremental Multiset
 * Hash Functions and Their Application to Memory Integrity Checking", ASIACRYPT 2003, here with a hash that is fast and
 * not cryptographic. The exclusive or is a second, independent view: it alone would not see an element that is there
 * twice too often.
 */
export function multisetHash(block: Block): MultisetHash {
  const gathered = new Gathered();
  if (isLineBlock(block)) gatherLines(gathered, block.lines);
  else if (block.type === 'int32') gatherInt32(gathered, block.values);
  else gatherWords(gathered, canonicalWords(block.values));
  return gathered.hash(block.count);
}

/** The hash of all elements of two multisets together. */
export function combineHashes(a: MultisetHash, b: MultisetHash): MultisetHash {
  return {
    count: a.count + b.count,
    sum: hex(BigInt.asUintN(64, BigInt(`0x${a.sum}`) + BigInt(`0x${b.sum}`))),
    xor: hex(BigInt(`0x${a.xor}`) ^ BigInt(`0x${b.xor}`)),
  };
}

/** Whether two multisets are, in all likelihood, the same. */
export function sameMultiset(a: MultisetHash, b: MultisetHash): boolean {
  return a.count === b.count && a.sum === b.sum && a.xor === b.xor;
}

/** Below so many words a sum of them is exact. */
const EXACT_SUMS = 0x10_0000;

class Gathered {
  #high = 0;
  #low = 0;
  #pending = 0;
  #sum = 0n;
  #xorHigh = 0;
  #xorLow = 0;

  add(high: number, low: number): void {
    this.#high += high >>> 0;
    this.#low += low >>> 0;
    this.#xorHigh ^= high;
    this.#xorLow ^= low;
    this.#pending += 1;
    if (this.#pending === EXACT_SUMS) this.#carry();
  }

  hash(count: number): MultisetHash {
    this.#carry();
    const xor = (BigInt(this.#xorHigh >>> 0) << 32n) | BigInt(this.#xorLow >>> 0);
    return { count, sum: hex(BigInt.asUintN(64, this.#sum)), xor: hex(xor) };
  }

  #carry(): void {
    this.#sum += (BigInt(this.#high) << 32n) + BigInt(this.#low);
    this.#high = 0;
    this.#low = 0;
    this.#pending = 0;
  }
}

function gatherInt32(gathered: Gathered, values: Int32Array): void {
  for (const value of values) gathered.add(mixWord(value ^ 0x2545f491), mixWord(value + 0x9e3779b9));
}

function gatherWords(gathered: Gathered, words: Int32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const low = mixWord((words[at] as number) ^ 0x2545f491);
    const high = mixWord((words[at + 1] as number) + 0x9e3779b9);
    gathered.add(mixWord(high + Math.imul(low, 5)), mixWord(low ^ Math.imul(high, 9)));
  }
}

function gatherLines(gathered: Gathered, { bytes, offsets }: Lines): void {
  for (let line = 0; line + 1 < offsets.length; line++) {
    const from = offsets[line] as number;
    const to = offsets[line + 1] as number;
    let high = to - from;
    let low = 0x9e3779b9;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul((low ^ byte) + (low >>> 15), 0x85ebca6b);
    }
    gathered.add(mixWord(high ^ Math.imul(low, 9)), mixWord(low + Math.imul(high, 5)));
  }
}

/** The bits of 64-bit values, low word first, with one NaN for all. */
function canonicalWords(values: BigInt64Array | Float64Array): Int32Array {
  const own =
    values instanceof Float64Array
      ? Float64Array.from(values, (value) => (Number.isNaN(value) ? Number.NaN : value))
      : values;
  return new Int32Array(own.buffer, own.byteOffset, own.length * 2);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}
