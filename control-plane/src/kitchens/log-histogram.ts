/** Each bucket ends 5 % above where it begins, so that a percentile is off by 2.5 % at most. */
const STEP = 1.05;
const LOG_STEP = Math.log(STEP);
/** Above it, 17 minutes, all is one bucket. */
const LAST_BUCKET = Math.ceil(Math.log(1_000_000) / LOG_STEP);

/** Times that were counted, as they are kept: by bucket how many, and their sum. */
export interface KeptTimes {
  sumMs: number;
  /** By bucket: see {@link bucketOf}. */
  counts: Record<string, number>;
}

/** Mean and percentiles, in milliseconds. */
export interface TimesSpread {
  mean: number;
  p95: number;
  p99: number;
}

/** The bucket of a time: 0 below a millisecond, then by powers of 1.05. */
export function bucketOf(ms: number): number {
  return ms < 1 ? 0 : Math.min(LAST_BUCKET, 1 + Math.floor(Math.log(ms) / LOG_STEP));
}

/** What stands for the times of a bucket: the middle between its ends, by ratio. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 0.5 : STEP ** (bucket - 0.5);
}

/** Counts times in buckets whose width grows with them, so that those of any two pieces of time can be put together. */
export class LogHistogram {
  #count = 0;
  #sumMs = 0;
  readonly #counts = new Map<number, number>();

  get count(): number {
    return this.#count;
  }

  add(ms: number): void {
    const bucket = bucketOf(ms);
    this.#count += 1;
    this.#sumMs += Math.max(0, ms);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
  }

  /** Adds what was kept of others. */
  addKept({ sumMs, counts }: KeptTimes): void {
    this.#sumMs += sumMs;
    for (const [bucket, count] of Object.entries(counts)) {
      this.#count += count;
      this.#counts.set(Number(bucket), (this.#counts.get(Number(bucket)) ?? 0) + count);
    }
  }

  kept(): KeptTimes {
    return { sumMs: Math.round(this.#sumMs), counts: Object.fromEntries(this.#counts) };
  }

  /** By nearest rank; null when nothing was counted. */
  spread(): TimesSpread | null {
    if (this.#count === 0) return null;
    const buckets = [...this.#counts].sort(([a], [b]) => a - b);
    const at = (share: number): number => {
      let left = Math.ceil(share * this.#count);
      for (const [bucket, count] of buckets) {
        left -= count;
        if (left <= 0) return middleOf(bucket);
      }
      return 0;
    };
    return { mean: this.#sumMs / this.#count, p95: at(0.95), p99: at(0.99) };
  }
}
