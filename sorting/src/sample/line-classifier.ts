import type { Lines } from '../block/block.ts';
import { compareLines } from '../block/compare.ts';
import { endsWithin, keyWord, WORD_BYTES } from '../sort/key-words.ts';

/** Finds the parts of texts by their bytes, of which the first are kept as numbers: most comparisons need no others. */
export class LineClassifier {
  readonly #keys: Lines;
  readonly #words: Float64Array;
  readonly #places: Float64Array;
  readonly #sign: 1 | -1;

  /** @param places - for each splitter the first index whose place is not before the splitter's */
  constructor(keys: Lines, places: Float64Array, isDescending: boolean) {
    this.#keys = keys;
    this.#words = Float64Array.from(places, (_, mark) => keyWord(keys, mark, 0));
    this.#places = places;
    this.#sign = isDescending ? -1 : 1;
  }

  classify(lines: Lines, parts: Uint16Array): void {
    for (let index = 0; index < parts.length; index++) {
      const word = keyWord(lines, index, 0);
      let from = 0;
      let to = this.#words.length;
      while (from < to) {
        const middle = (from + to) >>> 1;
        const difference = (word - (this.#words[middle] as number)) * this.#sign;
        if (difference > 0 || (difference === 0 && !this.#isBefore(lines, index, word, middle))) from = middle + 1;
        else to = middle;
      }
      parts[index] = from;
    }
  }

  /** Whether a text comes before a splitter with the same word. */
  #isBefore(lines: Lines, index: number, word: number, mark: number): boolean {
    const rest = endsWithin(word) ? 0 : compareLines(lines, index, this.#keys, mark, WORD_BYTES) * this.#sign;
    return rest < 0 || (rest === 0 && index < (this.#places[mark] as number));
  }
}
