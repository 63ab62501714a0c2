/** Places of which each is taken by one; what leaves makes room for who comes next. */
export class Slots {
  readonly #of = new Map<string, number>();
  readonly #taken: boolean[] = [];

  /** The place that one has, or the first that is free. */
  take(id: string): number {
    const before = this.#of.get(id);
    if (before !== undefined) return before;
    const free = this.#taken.indexOf(false);
    const slot = free === -1 ? this.#taken.length : free;
    this.#taken[slot] = true;
    this.#of.set(id, slot);
    return slot;
  }

  leave(id: string): void {
    const slot = this.#of.get(id);
    if (slot === undefined) return;
    this.#of.delete(id);
    this.#taken[slot] = false;
    while (this.#taken.at(-1) === false) this.#taken.pop();
  }

  get size(): number {
    return this.#of.size;
  }
}
