/** Turned over, so that negative numbers have the smaller digits. */
const SIGN = 0x8000_0000;
/** Fewer numbers are left to the language's own sort, which needs no table. */
const FEW = 256;
/** So many numbers and their copies stay within a core's cache, where passes over all of them are cheap. */
const CACHED = 1 << 19;
/** Bits of the digit by which more numbers are divided first: as many streams as the memory is written in well. */
const FIRST_BITS = 8;
/** Most bits of a digit: tables of so many counters stay within the innermost cache. */
const MOST_BITS = 12;

/**
 * Sorts numbers of 32 bits ascending by their digits: least significant digit first (Knuth, The Art of Computer
 * Programming 3, section 5.2.5) within pieces that fit a core's cache, into which many numbers are divided by their most
 * significant digit first. Bits in which no two numbers differ are left out.
 *
 * @param scratch - as many numbers, which are written over
 * @returns `values` or `scratch`, whichever has the sorted numbers; the other holds nothing of use
 */
export function radixSortInt32(values: Int32Array, scratch: Int32Array): Int32Array {
  const count = values.length;
  if (count <= FEW) return values.sort();
  const varying = varyingBits(values);
  if (varying === 0) return values;
  const low = 31 - Math.clz32(varying & -varying);
  const high = 32 - Math.clz32(varying);
  if (count <= CACHED || high - low <= MOST_BITS) {
    const digits = new Digits(low, high);
    digits.sort(values, scratch, 0, count);
    return digits.passes % 2 === 0 ? values : scratch;
  }
  return sortByPieces(values, scratch, low, high);
}

function sortByPieces(values: Int32Array, scratch: Int32Array, low: number, high: number): Int32Array {
  const shift = high - FIRST_BITS;
  const starts = divide(values, scratch, shift);
  const digits = new Digits(low, shift);
  const end = digits.passes % 2 === 0 ? scratch : values;
  for (let piece = 0; piece + 1 < starts.length; piece++) {
    const from = starts[piece] as number;
    const to = starts[piece + 1] as number;
    if (to - from > FEW) {
      digits.sort(scratch, values, from, to);
    } else if (to > from) {
      const few = scratch.subarray(from, to).sort();
      if (end !== scratch) end.set(few, from);
    }
  }
  return end;
}

/** Copies numbers to where those of their most significant digit stand. @returns where each digit begins, and the end */
function divide(values: Int32Array, into: Int32Array, shift: number): Uint32Array {
  const mask = (1 << FIRST_BITS) - 1;
  const starts = new Uint32Array(mask + 2);
  for (let at = 0; at < values.length; at++) addOne(starts, ((((values[at] as number) ^ SIGN) >>> shift) & mask) + 1);
  for (let digit = 0; digit <= mask; digit++)
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  move(values, into, 0, values.length, starts.slice(0, mask + 1), shift);
  return starts;
}

/** Bits that are not the same in all numbers. */
function varyingBits(values: Int32Array): number {
  const first = values[0] as number;
  let varying = 0;
  for (let at = 1; at < values.length; at++) varying |= (values[at] as number) ^ first;
  return varying;
}

/** Sorts stretches by the digits that lie within a range of bits, the least significant first. */
class Digits {
  readonly passes: number;
  readonly #low: number;
  readonly #bits: number;
  /** How often each digit occurs, then where its next number goes. */
  readonly #table: Uint32Array;

  constructor(low: number, high: number) {
    this.#low = low;
    this.passes = Math.ceil((high - low) / MOST_BITS);
    this.#bits = Math.ceil((high - low) / this.passes);
    this.#table = new Uint32Array(1 << this.#bits);
  }

  /** After an even number of passes the sorted stretch is in `values`, else in `scratch`. */
  sort(values: Int32Array, scratch: Int32Array, from: number, to: number): void {
    for (let pass = 0; pass < this.passes; pass++) {
      const shift = this.#low + pass * this.#bits;
      if (pass % 2 === 0) this.#pass(values, scratch, from, to, shift);
      else this.#pass(scratch, values, from, to, shift);
    }
  }

  #pass(values: Int32Array, into: Int32Array, from: number, to: number, shift: number): void {
    const table = this.#table.fill(0);
    const mask = table.length - 1;
    for (let at = from; at < to; at++) addOne(table, (((values[at] as number) ^ SIGN) >>> shift) & mask);
    toStarts(table, from);
    move(values, into, from, to, table, shift);
  }
}

function addOne(table: Uint32Array, digit: number): void {
  table[digit] = (table[digit] as number) + 1;
}

/** Makes of how often each digit occurs where its numbers begin. */
function toStarts(table: Uint32Array, from: number): void {
  let start = from;
  for (let digit = 0; digit < table.length; digit++) {
    const count = table[digit] as number;
    table[digit] = start;
    start += count;
  }
}

function move(values: Int32Array, into: Int32Array, from: number, to: number, next: Uint32Array, shift: number): void {
  const mask = next.length - 1;
  for (let at = from; at < to; at++) {
    const value = values[at] as number;
    const digit = ((value ^ SIGN) >>> shift) & mask;
    const place = next[digit] as number;
    into[place] = value;
    next[digit] = place + 1;
  }
}
