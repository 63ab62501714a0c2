interface Remembered {
  generation: number;
  removed: boolean;
}

/**
 * The highest generation of each attempt in this boot, also of removed and never-seen ones. Bounded: the longest
 * untouched are forgotten first.
 */
export class GenerationMemory {
  readonly #remembered = new Map<string, Remembered>();
  readonly #max: number;

  constructor(max = 20_000) {
    this.#max = max;
  }

  /** Null: never heard of. */
  generationOf(attemptId: string): number | null {
    return this.#remembered.get(attemptId)?.generation ?? null;
  }

  /** Whether its container was removed on request. */
  wasRemoved(attemptId: string): boolean {
    return this.#remembered.get(attemptId)?.removed ?? false;
  }

  /** Remembers a generation; a lower one changes nothing. */
  raise(attemptId: string, generation: number): void {
    const known = this.#remembered.get(attemptId);
    this.#put(attemptId, {
      generation: Math.max(known?.generation ?? generation, generation),
      removed: known?.removed ?? false,
    });
  }

  /** Remembers that an attempt's container was removed on request. */
  markRemoved(attemptId: string, generation: number): void {
    this.raise(attemptId, generation);
    this.#put(attemptId, { generation: this.generationOf(attemptId) ?? generation, removed: true });
  }

  /** The newest of them, at most `max`, those that are `held` first. */
  newest(max: number, held: Iterable<string>): Record<string, number> {
    const chosen = new Map<string, number>();
    const choose = (attemptId: string) => {
      const generation = this.generationOf(attemptId);
      if (generation !== null && chosen.size < max) chosen.set(attemptId, generation);
    };
    for (const attemptId of held) choose(attemptId);
    for (const attemptId of [...this.#remembered.keys()].reverse()) choose(attemptId);
    return Object.fromEntries(chosen);
  }

  #put(attemptId: string, remembered: Remembered): void {
    this.#remembered.delete(attemptId);
    this.#remembered.set(attemptId, remembered);
    if (this.#remembered.size <= this.#max) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }
}
