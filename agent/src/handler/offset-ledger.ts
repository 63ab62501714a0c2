/**
 * Which instructions of the lane are done. Their effects come in any order (a pull may take minutes, a stop a moment),
 * but an offset can only be committed when everything before it is done too.
 */
export class OffsetLedger {
  readonly #open = new Set<bigint>();
  #next: bigint | null = null;
  #committed: bigint | null = null;

  /** An instruction was read. Reading one again (after a reassignment) opens it anew. */
  opened(offset: bigint): void {
    this.#open.add(offset);
    if (this.#next === null || offset >= this.#next) this.#next = offset + 1n;
  }

  /** Its effect is fact, or it has none. */
  done(offset: bigint): void {
    this.#open.delete(offset);
  }

  /** Where to commit: everything below is done. Null: nothing new. */
  committable(): bigint | null {
    if (this.#next === null) return null;
    let lowest = this.#next;
    for (const offset of this.#open) if (offset < lowest) lowest = offset;
    return this.#committed !== null && lowest <= this.#committed ? null : lowest;
  }

  /** The broker acknowledged a commit. */
  committed(offset: bigint): void {
    this.#committed = offset;
  }

  /** Instructions that were read and are not done. */
  get openCount(): number {
    return this.#open.size;
  }
}
