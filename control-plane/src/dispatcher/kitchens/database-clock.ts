/** How long a quick answer counts for more than those after it. */
const COUNTS_MS = 60_000;

/** Further ahead of what was told than answers differ: the database's clock had stepped forward, and was corrected. */
const STEPPED_MS = 2_000;

/**
 * The database's clock without asking it each time: this process's own, moved by what the last answer told. It does not
 * go back for less than a step of seconds, which the database's own then took. By it people read when something was; nothing is decided by it.
 */
export class DatabaseClock {
  readonly #now: () => number;
  #aheadMs = 0;
  #lastMs = 0;
  /** How long the answer took by which it goes, and when that was. */
  #best: { tookMs: number; atMs: number } | null = null;

  /** @param now - monotonic milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * What the database's clock told, between two moments of this process's: in the middle, as far as one knows. An answer
   * that was long in coming tells less than a quick one of not long ago, and is passed over.
   */
  compare(databaseMs: number, askedMs: number, answeredMs: number): void {
    const tookMs = answeredMs - askedMs;
    if (this.#best !== null && tookMs > this.#best.tookMs && answeredMs - this.#best.atMs < COUNTS_MS) return;
    this.#best = { tookMs, atMs: answeredMs };
    this.#aheadMs = databaseMs - (askedMs + answeredMs) / 2;
  }

  /** Something is known to have been at that time: it is no earlier now. */
  atLeast(databaseMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, Math.round(databaseMs));
  }

  /** Whole milliseconds since the epoch. */
  nowMs(): number {
    const toldMs = Math.round(this.#now() + this.#aheadMs);
    if (toldMs > this.#lastMs || this.#lastMs - toldMs > STEPPED_MS) this.#lastMs = toldMs;
    return this.#lastMs;
  }
}
