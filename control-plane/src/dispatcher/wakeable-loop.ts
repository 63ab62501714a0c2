import type { Logger } from 'pino';

export interface WakeableLoopOptions {
  name: string;
  /** The longest time between two looks, in milliseconds: waking is for speed, the periodic look is the truth. */
  intervalMs: number;
  /** Returns how soon to look again, in milliseconds, when that is sooner than the interval. */
  look: () => Promise<number | null>;
  log: Logger;
  /** An error after which the loop must not go on; it is told to `onFatal`. */
  isFatal: (error: unknown) => boolean;
  onFatal: (error: unknown) => void;
}

const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 5_000;

/** Looks when woken and at an interval, one look at a time; a wake during a look leads to one more look after it. */
export class WakeableLoop {
  readonly #options: WakeableLoopOptions;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #failures = 0;

  constructor(options: WakeableLoopOptions) {
    this.#options = options;
  }

  /** Looks now, or once more after the look that is under way. While looks fail, the backoff is kept. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking !== null) {
      this.#again = true;
      return;
    }
    if (this.#failures > 0) return;
    this.#begin();
  }

  start(): void {
    this.#begin();
  }

  /** Resolves when no look is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
  }

  #begin(): void {
    if (this.#stopped || this.#looking !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#again = false;
    this.#looking = this.#look().then((delayMs) => {
      this.#looking = null;
      if (this.#stopped) return;
      if (this.#again && this.#failures === 0) this.#begin();
      else this.#timer = setTimeout(() => this.#begin(), delayMs);
    });
  }

  /** One look; returns the time until the next. Never rejects. */
  async #look(): Promise<number> {
    const { name, intervalMs, log } = this.#options;
    try {
      const soonerMs = await this.#options.look();
      if (this.#failures > 0) log.info({ loop: name }, 'works again');
      this.#failures = 0;
      return soonerMs === null ? intervalMs : Math.max(1, Math.min(soonerMs, intervalMs));
    } catch (error) {
      if (this.#options.isFatal(error)) {
        this.#stopped = true;
        this.#options.onFatal(error);
        return intervalMs;
      }
      const delayMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** this.#failures);
      this.#failures += 1;
      log.warn({ loop: name, err: error, againInMs: delayMs }, 'failed, tries again');
      return delayMs;
    }
  }
}
