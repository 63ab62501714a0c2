const WINDOW_MS = 5_000;

/** The rate of something counted, over the last seconds. */
export class RateMeter {
  #samples: { atMs: number; done: number }[] = [];

  /** @param atMs - on a clock that only goes forward */
  add(done: number, atMs: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && done < last.done) this.#samples = [];
    this.#samples.push({ atMs, done });
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > WINDOW_MS) this.#samples.shift();
  }

  /** Units a second; null while it cannot be told. */
  perSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return null;
    return ((last.done - first.done) / (last.atMs - first.atMs)) * 1_000;
  }
}
