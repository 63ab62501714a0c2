/** Shorter stretches are sorted by insertion. */
const SHORT = 24;
const DIGIT_BITS = 8;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Sorts records ascending by the digits of their keys of 64 bits, the most significant first, each stretch by the first
 * bits in which its own keys differ; records with equal keys keep their order. (P. M. McIlroy, Bostic and M. D. McIlroy,
 * "Engineering radix sort", Computing Systems 6(1), 1993, have the most-significant-digit sort and its changeover to
 * insertion.)
 *
 * @param words - unsigned; sorted in place. The last two words of a record are its key, the last being the higher
 * @param size - words of a record
 */
export function radixSortWords(words: Uint32Array, size: 2 | 3): void {
  new WordSort(words, size).sort(0, words.length / size);
}

class WordSort {
  readonly #home: Uint32Array;
  readonly #away: Uint32Array;
  readonly #size: number;

  constructor(home: Uint32Array, size: number) {
    this.#home = home;
    this.#away = new Uint32Array(home.length);
    this.#size = size;
  }

  sort(from: number, to: number): void {
    const size = this.#size;
    if (to - from <= SHORT) {
      if (size === 2) insertPairs(this.#home, from, to);
      else insertTriples(this.#home, from, to);
      return;
    }
    const bit = this.#highestVaryingBit(from, to);
    if (bit < 0) return;
    const starts = this.#divide(Math.max(0, bit + 1 - DIGIT_BITS), from, to);
    this.#home.set(this.#away.subarray(size * from, size * to), size * from);
    if (bit < DIGIT_BITS) return;
    for (let digit = 0; digit < DIGITS; digit++) {
      const start = starts[digit] as number;
      const end = starts[digit + 1] as number;
      if (end - start > 1) this.sort(start, end);
    }
  }

  /** Of the bits that are not the same in all keys the highest, from 0 to 63; -1 where all are equal. */
  #highestVaryingBit(from: number, to: number): number {
    const words = this.#home;
    const size = this.#size;
    const first = size * from + size - 1;
    const low = words[first - 1] as number;
    const high = words[first] as number;
    let varyingLow = 0;
    let varyingHigh = 0;
    for (let at = first + size; at < size * to; at += size) {
      varyingLow |= (words[at - 1] as number) ^ low;
      varyingHigh |= (words[at] as number) ^ high;
    }
    return varyingHigh !== 0 ? 63 - Math.clz32(varyingHigh) : 31 - Math.clz32(varyingLow);
  }

  /** Copies records away, to where those of their digit stand. @returns where each digit begins, and the end */
  #divide(shift: number, from: number, to: number): Uint32Array {
    const home = this.#home;
    const away = this.#away;
    const size = this.#size;
    const starts = new Uint32Array(DIGITS + 1);
    for (let at = size * from + size - 1; at < size * to; at += size) {
      const digit = digitOf(home[at] as number, home[at - 1] as number, shift);
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    starts[0] = from;
    for (let digit = 0; digit < DIGITS; digit++)
      starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    const next = starts.slice();
    for (let at = size * from + size - 1; at < size * to; at += size) {
      const high = home[at] as number;
      const low = home[at - 1] as number;
      const digit = digitOf(high, low, shift);
      const place = next[digit] as number;
      const into = size * place + size - 1;
      away[into] = high;
      away[into - 1] = low;
      if (size === 3) away[into - 2] = home[at - 2] as number;
      next[digit] = place + 1;
    }
    return starts;
  }
}

/** Eight bits of a key from a shift on, which may lie across its words. */
function digitOf(high: number, low: number, shift: number): number {
  if (shift >= 32) return (high >>> (shift - 32)) & (DIGITS - 1);
  if (shift <= 32 - DIGIT_BITS) return (low >>> shift) & (DIGITS - 1);
  return ((low >>> shift) | (high << (32 - shift))) & (DIGITS - 1);
}

function insertPairs(words: Uint32Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const low = words[2 * next] as number;
    const high = words[2 * next + 1] as number;
    let at = 2 * next - 2;
    for (; at >= 2 * from; at -= 2) {
      const highBefore = words[at + 1] as number;
      if (highBefore < high || (highBefore === high && (words[at] as number) <= low)) break;
      words[at + 2] = words[at] as number;
      words[at + 3] = highBefore;
    }
    words[at + 2] = low;
    words[at + 3] = high;
  }
}

function insertTriples(words: Uint32Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const rest = words[3 * next] as number;
    const low = words[3 * next + 1] as number;
    const high = words[3 * next + 2] as number;
    let at = 3 * next - 3;
    for (; at >= 3 * from; at -= 3) {
      const highBefore = words[at + 2] as number;
      if (highBefore < high || (highBefore === high && (words[at + 1] as number) <= low)) break;
      words[at + 3] = words[at] as number;
      words[at + 4] = words[at + 1] as number;
      words[at + 5] = highBefore;
    }
    words[at + 3] = rest;
    words[at + 4] = low;
    words[at + 5] = high;
  }
}
