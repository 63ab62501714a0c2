import type { Lines } from '../block/block.ts';

const NUMBER_BYTES = 8;
const encoder = new TextEncoder();

/** The keys of records, one added after the other. */
export class KeyColumn {
  readonly #offsets: Uint32Array;
  #bytes: Uint8Array<ArrayBuffer>;
  #count = 0;
  #end = 0;

  /** @param expectedBytes - of all keys together; more are taken too */
  constructor(count: number, expectedBytes: number) {
    this.#offsets = new Uint32Array(count + 1);
    this.#bytes = new Uint8Array(expectedBytes);
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from);
    let end = this.#end;
    for (let at = from; at < to; at++) this.#bytes[end++] = bytes[at] as number;
    this.#finish(end);
  }

  addText(text: string): void {
    const bytes = encoder.encode(text);
    this.addBytes(bytes, 0, bytes.length);
  }

  /**
   * Adds a number as eight bytes that compare, byte by byte, as the number does among numbers: the sign bit turned over
   * for positive numbers, all bits for negative ones; NaN, whatever its bits, as the last.
   */
  addNumber(value: number): void {
    this.#makeRoom(NUMBER_BYTES);
    const view = new DataView(this.#bytes.buffer, this.#end, NUMBER_BYTES);
    view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
    const high = view.getInt32(0);
    view.setInt32(0, high < 0 ? ~high : high ^ (1 << 31));
    if (high < 0) view.setInt32(4, ~view.getInt32(4));
    this.#finish(this.#end + NUMBER_BYTES);
  }

  /** All keys that were added. */
  get lines(): Lines {
    return { bytes: this.#bytes, offsets: this.#offsets.subarray(0, this.#count + 1) };
  }

  #finish(end: number): void {
    this.#end = end;
    this.#count += 1;
    this.#offsets[this.#count] = end;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#end + bytes, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
