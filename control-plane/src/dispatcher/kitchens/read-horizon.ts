/** Further behind than this the balancer does not count as having read what was said. */
const BEHIND_MAX_MS = 2_000;
const SAMPLES_MAX = 100;

interface Sample {
  atMs: number;
  /** Records that will have been folded when all that was there at the time is. */
  records: number;
}

/**
 * Up to when everything that kitchens said has been read: silence counts only up to there. It is asked from time to time
 * how many records lie unread; when as many more have been folded, all that was said before the asking is known.
 */
export class ReadHorizon {
  readonly #samples: Sample[] = [];
  #untilMs: number | null = null;
  #sinceMs: number | null = null;

  /** Up to when everything was read; null: not known. */
  get untilMs(): number | null {
    return this.#untilMs;
  }

  /**
   * Of all that was there at a time, `lag` records were unread after `folded` had been.
   *
   * @param lag - null: not known, as while the group is joined anew
   * @param folded - counted after the lag, so that what was folded meanwhile is expected once more rather than left out
   */
  sample(atMs: number, lag: bigint | null, folded: number): void {
    if (lag === null) {
      this.forget();
      return;
    }
    this.#samples.push({ atMs, records: folded + Number(lag) });
    if (this.#samples.length > SAMPLES_MAX) this.#samples.shift();
  }

  /** @returns since when everything was read without a break, for judging silence; null while it is not */
  caughtUpSince(nowMs: number, folded: number): number | null {
    // The newest that holds: an older one may have counted what was folded just then.
    const holds = this.#samples.findLastIndex(({ records }) => records <= folded);
    const newest = this.#samples.splice(0, holds + 1).at(-1);
    if (newest !== undefined) this.#untilMs = newest.atMs;
    if (this.#untilMs === null || nowMs - this.#untilMs > BEHIND_MAX_MS) this.#sinceMs = null;
    else this.#sinceMs ??= nowMs;
    return this.#sinceMs;
  }

  /** Reading was interrupted: all begins anew. */
  forget(): void {
    this.#samples.length = 0;
    this.#untilMs = null;
    this.#sinceMs = null;
  }
}
