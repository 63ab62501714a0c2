import { averageWith, windowSize } from './window-size.ts';

/** How many items are held at once, which follows from how long they take. */
export class Window {
  readonly #concurrency: number;
  readonly #waiting: (() => void)[] = [];
  #averageMs: number | null = null;
  #held = 0;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  get held(): number {
    return this.#held;
  }

  /** Resolves when there is room for one more, and takes it. */
  async enter(): Promise<void> {
    while (this.#held >= windowSize(this.#concurrency, this.#averageMs)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#held += 1;
  }

  /** Gives room back. @param tookMs - how long it was worked on; null: it was not */
  leave(tookMs: number | null): void {
    this.#held -= 1;
    if (tookMs !== null) this.#averageMs = averageWith(this.#averageMs, tookMs);
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
