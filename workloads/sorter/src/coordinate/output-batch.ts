/** Less than a topic takes at once that says nothing about it. */
const BATCH_BYTES = 512 * 1024;
const BATCH_RECORDS = 5_000;
/** What a record takes beside its value. */
const RECORD_OVERHEAD_BYTES = 16;

/** Values that wait to be written together: as many as fit, in their order. */
export class OutputBatch {
  #values: Buffer[] = [];
  #bytes = 0;
  #bytesMax = BATCH_BYTES;

  get isFull(): boolean {
    return this.#bytes >= this.#bytesMax || this.#values.length >= BATCH_RECORDS;
  }

  add(value: Buffer): void {
    this.#values.push(value);
    this.#bytes += value.length + RECORD_OVERHEAD_BYTES;
  }

  /** As many as go together, but one at least; none when there are none. */
  take(): Buffer[] {
    let bytes = 0;
    const over = this.#values.findIndex((value) => {
      bytes += value.length + RECORD_OVERHEAD_BYTES;
      return bytes > this.#bytesMax;
    });
    const taken = this.#values.splice(0, over === -1 ? this.#values.length : Math.max(1, over));
    this.#bytes = sizeOf(this.#values);
    return taken;
  }

  /** These were too much at once for the topic: from now on less goes together. */
  putBack(values: readonly Buffer[]): void {
    this.#values.unshift(...values);
    this.#bytes = sizeOf(this.#values);
    this.#bytesMax = sizeOf(values) / 2;
  }
}

function sizeOf(values: readonly Buffer[]): number {
  return values.reduce((sum, value) => sum + value.length + RECORD_OVERHEAD_BYTES, 0);
}
