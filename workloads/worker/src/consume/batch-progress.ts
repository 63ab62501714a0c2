/** How far a batch is whose records end in any order: only what has nothing open before it may be committed. */
export class BatchProgress {
  readonly #offsets: readonly bigint[];
  readonly #done = new Set<bigint>();
  #index = 0;

  /** @param offsets - of its records, rising; at least one */
  constructor(offsets: readonly bigint[]) {
    this.#offsets = offsets;
  }

  done(offset: bigint): void {
    this.#done.add(offset);
    for (let next = this.#offsets[this.#index]; next !== undefined && this.#done.delete(next); ) {
      this.#index += 1;
      next = this.#offsets[this.#index];
    }
  }

  /** Everything below is done; null: not even the first is. */
  get committable(): bigint | null {
    const last = this.#offsets[this.#index - 1];
    return last === undefined ? null : last + 1n;
  }
}
