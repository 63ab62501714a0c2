/** Shorter stretches are sorted by insertion. */
const SHORT = 24;
const DIGIT_BITS = 8;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Sorts numbers of 64 bits ascending by their digits, the most significant first, each stretch by the first bits in which
 * its own numbers differ. (P. M. McIlroy, Bostic and M. D. McIlroy, "Engineering radix sort", Computing Systems 6(1),
 * 1993, has the most-significant-digit sort and its changeover to insertion.)
 *
 * @param words - unsigned, two for each number, the lower first; sorted in place
 */
export function radixSortWords(words: Uint32Array): void {
  new WordSort(words, new Uint32Array(words.length)).sort(0, words.length >> 1);
}

class WordSort {
  readonly #home: Uint32Array;
  readonly #away: Uint32Array;

  constructor(home: Uint32Array, away: Uint32Array) {
    this.#home = home;
    this.#away = away;
  }

  sort(from: number, to: number): void {
    if (to - from <= SHORT) {
      insertionSort(this.#home, from, to);
      return;
    }
    const bit = highestVaryingBit(this.#home, from, to);
    if (bit < 0) return;
    const starts = this.#divide(Math.max(0, bit + 1 - DIGIT_BITS), from, to);
    this.#home.set(this.#away.subarray(2 * from, 2 * to), 2 * from);
    if (bit < DIGIT_BITS) return;
    for (let digit = 0; digit < DIGITS; digit++) {
      const start = starts[digit] as number;
      const end = starts[digit + 1] as number;
      if (end - start > 1) this.sort(start, end);
    }
  }

  /** Copies numbers away, to where those of their digit stand. @returns where each digit begins, and the end */
  #divide(shift: number, from: number, to: number): Uint32Array {
    const home = this.#home;
    const away = this.#away;
    // The digit may lie across both words.
    const inHigh = shift >= 32;
    const lowShift = shift & 31;
    const across = inHigh || lowShift <= 24 ? 0 : 32 - lowShift;
    const starts = new Uint32Array(DIGITS + 1);
    for (let at = from; at < to; at++) {
      const low = home[2 * at + Number(inHigh)] as number;
      const high = across === 0 ? 0 : (home[2 * at + 1] as number) << across;
      const digit = ((low >>> lowShift) | high) & (DIGITS - 1);
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    starts[0] = from;
    for (let digit = 0; digit < DIGITS; digit++)
      starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    const next = starts.slice();
    for (let at = from; at < to; at++) {
      const low = home[2 * at] as number;
      const high = home[2 * at + 1] as number;
      const digit = (((inHigh ? high : low) >>> lowShift) | (across === 0 ? 0 : high << across)) & (DIGITS - 1);
      const place = next[digit] as number;
      away[2 * place] = low;
      away[2 * place + 1] = high;
      next[digit] = place + 1;
    }
    return starts;
  }
}

/** Of the bits that are not the same in all numbers the highest, from 0 to 63; -1 where all are equal. */
function highestVaryingBit(words: Uint32Array, from: number, to: number): number {
  const low = words[2 * from] as number;
  const high = words[2 * from + 1] as number;
  let varyingLow = 0;
  let varyingHigh = 0;
  for (let at = from + 1; at < to; at++) {
    varyingLow |= (words[2 * at] as number) ^ low;
    varyingHigh |= (words[2 * at + 1] as number) ^ high;
  }
  return varyingHigh !== 0 ? 63 - Math.clz32(varyingHigh) : 31 - Math.clz32(varyingLow);
}

function insertionSort(words: Uint32Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const low = words[2 * next] as number;
    const high = words[2 * next + 1] as number;
    let at = next - 1;
    for (; at >= from; at--) {
      const highBefore = words[2 * at + 1] as number;
      if (highBefore < high || (highBefore === high && (words[2 * at] as number) <= low)) break;
      words[2 * at + 2] = words[2 * at] as number;
      words[2 * at + 3] = highBefore;
    }
    words[2 * at + 2] = low;
    words[2 * at + 3] = high;
  }
}
