interface Entry<Event> {
  atMs: number;
  n: number;
  event: Event;
}

/** What is to happen, the earliest first, and what is for the same time in the order it was put in. A binary heap. */
export class EventQueue<Event> {
  readonly #heap: Entry<Event>[] = [];
  #count = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next one is; infinity when there is none. */
  get nextAtMs(): number {
    return this.#heap[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  put(atMs: number, event: Event): void {
    const entry = { atMs, n: this.#count, event };
    this.#count += 1;
    let at = this.#heap.length;
    this.#heap.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = this.#heap[above] as Entry<Event>;
      if (!isBefore(entry, other)) break;
      this.#heap[at] = other;
      at = above;
    }
    this.#heap[at] = entry;
  }

  take(): { atMs: number; event: Event } | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Entry<Event>): void {
    const size = this.#heap.length;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && isBefore(this.#heap[below + 1] as Entry<Event>, this.#heap[below] as Entry<Event>))
        below += 1;
      const other = this.#heap[below] as Entry<Event>;
      if (!isBefore(other, entry)) break;
      this.#heap[at] = other;
      at = below;
    }
    this.#heap[at] = entry;
  }
}

function isBefore<Event>(a: Entry<Event>, b: Entry<Event>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.n < b.n);
}
