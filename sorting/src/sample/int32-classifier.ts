/** Cells of the table: as many as stay within the innermost cache together with the splitters. */
const CELL_BITS = 12;

/**
 * Finds the part of a number faster than a binary search whose every step is a coin to guess: a table by the number's
 * leading bits tells the first part that may be its own, which it mostly is.
 */
export class Int32Classifier {
  /** Ascending: for descending parts all bits of splitters and numbers are turned over, which turns their order. */
  readonly #keys: Int32Array;
  readonly #places: Float64Array;
  readonly #turn: number;
  readonly #least: number;
  readonly #shift: number;
  readonly #firstParts: Uint16Array;

  /** @param places - for each splitter the first index whose place is not before the splitter's */
  constructor(keys: Int32Array, places: Float64Array, isDescending: boolean) {
    this.#turn = isDescending ? -1 : 0;
    this.#keys = keys.map((key) => key ^ this.#turn);
    this.#places = places;
    this.#least = this.#keys[0] ?? 0;
    const span = (this.#keys.at(-1) ?? 0) - this.#least;
    this.#shift = Math.max(0, 32 - Math.clz32(span) - CELL_BITS);
    this.#firstParts = new Uint16Array((span >>> this.#shift) + 1);
    let part = 0;
    for (let cell = 0; cell < this.#firstParts.length; cell++) {
      const from = this.#least + cell * 2 ** this.#shift;
      while (part < this.#keys.length && (this.#keys[part] as number) < from) part += 1;
      this.#firstParts[cell] = part;
    }
  }

  classify(values: Int32Array, parts: Uint16Array): void {
    const keys = this.#keys;
    const places = this.#places;
    const firstParts = this.#firstParts;
    const turn = this.#turn;
    const least = this.#least;
    const shift = this.#shift;
    const count = keys.length;
    const greatest = count === 0 ? least : (keys[count - 1] as number);
    for (let index = 0; index < values.length; index++) {
      const value = (values[index] as number) ^ turn;
      let part = 0;
      if (value > greatest) {
        part = count;
      } else if (value >= least) {
        part = firstParts[(value - least) >>> shift] as number;
        while (
          part < count &&
          (value > (keys[part] as number) || (value === keys[part] && index >= (places[part] as number)))
        ) {
          part += 1;
        }
      }
      parts[index] = part;
    }
  }
}
