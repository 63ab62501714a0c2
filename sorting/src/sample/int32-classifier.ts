/** Cells of the table: as many as stay within the innermost cache. */
const CELL_BITS = 13;
/** A cell with this bit has a splitter in it: its part is only the first that its numbers can belong to. */
const DIVIDED = 0x8000;

/**
 * Finds the part of a number without the binary search whose every step is a coin to guess: a table by the number's
 * leading bits mostly tells it.
 */
export class Int32Classifier {
  /** Ascending: for descending parts all bits of splitters and numbers are turned over, which turns their order. */
  readonly #keys: Int32Array;
  readonly #places: Float64Array;
  readonly #turn: number;
  readonly #least: number;
  readonly #shift: number;
  readonly #cells: Uint16Array;

  /** @param places - for each splitter the first index whose place is not before the splitter's */
  constructor(keys: Int32Array, places: Float64Array, isDescending: boolean) {
    this.#turn = isDescending ? -1 : 0;
    this.#keys = keys.map((key) => key ^ this.#turn);
    this.#places = places;
    this.#least = this.#keys[0] ?? 0;
    const span = (this.#keys.at(-1) ?? 0) - this.#least;
    this.#shift = Math.max(0, 32 - Math.clz32(span) - CELL_BITS);
    const cellCount = (span >>> this.#shift) + 1;
    // One more, which says where the parts of the last end.
    this.#cells = new Uint16Array(cellCount + 1);
    this.#cells[cellCount] = this.#keys.length;
    let part = 0;
    for (let cell = 0; cell < cellCount; cell++) {
      const first = part;
      const end = this.#least + (cell + 1) * 2 ** this.#shift;
      while (part < this.#keys.length && (this.#keys[part] as number) < end) part += 1;
      this.#cells[cell] = part === first ? part : first | DIVIDED;
    }
  }

  classify(values: Int32Array, parts: Uint16Array): void {
    const cells = this.#cells;
    const turn = this.#turn;
    const least = this.#least;
    const shift = this.#shift;
    const count = this.#keys.length;
    const greatest = count === 0 ? least : (this.#keys[count - 1] as number);
    for (let index = 0; index < values.length; index++) {
      const value = (values[index] as number) ^ turn;
      if (value > greatest) {
        parts[index] = count;
      } else if (value < least) {
        parts[index] = 0;
      } else {
        const cell = (value - least) >>> shift;
        const part = cells[cell] as number;
        parts[index] =
          part < DIVIDED
            ? part
            : this.#partWithin(part ^ DIVIDED, (cells[cell + 1] as number) & ~DIVIDED, value, index);
      }
    }
  }

  /** The part of a number of which it is known that it is one of these. */
  #partWithin(first: number, last: number, value: number, index: number): number {
    let from = first;
    let to = last;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const key = this.#keys[middle] as number;
      if (value > key || (value === key && index >= (this.#places[middle] as number))) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
