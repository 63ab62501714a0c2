import type { Lines } from '../block/block.ts';
import { compareLines } from '../block/compare.ts';
import { endsWithin, keyWord, WORD_BYTES } from '../sort/key-words.ts';

/** Of the first two bytes of a text there are so many. */
const CELLS = 0x1_0000;

/**
 * Finds the parts of texts by their bytes: a table by the first two bytes tells which splitters are left to look at, of
 * which the first six bytes are kept as numbers.
 */
export class LineClassifier {
  readonly #keys: Lines;
  readonly #words: Float64Array;
  readonly #places: Float64Array;
  readonly #sign: 1 | -1;
  /** All bits of the first two bytes where parts are descending, which turns their order. */
  readonly #turn: number;
  /** How many splitters have lesser first bytes than these. */
  readonly #cells = new Uint16Array(CELLS + 1);

  /** @param places - for each splitter the first index whose place is not before the splitter's */
  constructor(keys: Lines, places: Float64Array, isDescending: boolean) {
    this.#keys = keys;
    this.#words = Float64Array.from(places, (_, mark) => keyWord(keys, mark, 0));
    this.#places = places;
    this.#sign = isDescending ? -1 : 1;
    this.#turn = isDescending ? CELLS - 1 : 0;
    let mark = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      this.#cells[cell] = mark;
      while (mark < places.length && (firstBytes(keys, mark) ^ this.#turn) === cell) mark += 1;
    }
    this.#cells[CELLS] = mark;
  }

  classify(lines: Lines, parts: Uint16Array): void {
    for (let index = 0; index < parts.length; index++) {
      const cell = firstBytes(lines, index) ^ this.#turn;
      const first = this.#cells[cell] as number;
      const last = this.#cells[cell + 1] as number;
      parts[index] = first === last ? first : this.#partWithin(first, last, lines, index);
    }
  }

  /** The part of a text of which it is known that it is one of these. */
  #partWithin(first: number, last: number, lines: Lines, index: number): number {
    const word = keyWord(lines, index, 0);
    let from = first;
    let to = last;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const difference = (word - (this.#words[middle] as number)) * this.#sign;
      if (difference > 0 || (difference === 0 && !this.#isBefore(lines, index, word, middle))) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Whether a text comes before a splitter with the same word. */
  #isBefore(lines: Lines, index: number, word: number, mark: number): boolean {
    const rest = endsWithin(word) ? 0 : compareLines(lines, index, this.#keys, mark, WORD_BYTES) * this.#sign;
    return rest < 0 || (rest === 0 && index < (this.#places[mark] as number));
  }
}

function firstBytes({ bytes, offsets }: Lines, index: number): number {
  const from = offsets[index] as number;
  const length = (offsets[index + 1] as number) - from;
  if (length === 0) return 0;
  return ((bytes[from] as number) << 8) | (length === 1 ? 0 : (bytes[from + 1] as number));
}
