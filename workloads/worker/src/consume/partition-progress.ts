/** How far a partition is whose records end in any order: only what has nothing open below it may be committed. */
export class PartitionProgress {
  readonly #open = new Set<bigint>();
  #next: bigint | null = null;

  /** A record is being dealt with. Records begin in their order. */
  begin(offset: bigint): void {
    this.#open.add(offset);
    if (this.#next === null || offset >= this.#next) this.#next = offset + 1n;
  }

  /** Whether it was begun, so that it is dealt with although it may be delivered again. */
  hasBegun(offset: bigint): boolean {
    return this.#next !== null && offset < this.#next;
  }

  /** There is a definite answer about it. */
  done(offset: bigint): void {
    this.#open.delete(offset);
  }

  /** Everything below is done; null: nothing is known of the partition. */
  get committable(): bigint | null {
    let least = this.#next;
    for (const offset of this.#open) if (least !== null && offset < least) least = offset;
    return least;
  }
}
