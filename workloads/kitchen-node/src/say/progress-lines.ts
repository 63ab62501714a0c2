import { formatProgressLine } from '@longshore/schemas';
import type { Clock } from '../clock.ts';

/** A line every so often: each is a record of `Job_Status`, and there are many kitchens. */
const LEAST_INTERVAL_MS = 2_000;

/** Writes how many dishes were cooked: the first at once, then one every two seconds at most. */
export class ProgressLines {
  readonly #clock: Clock;
  readonly #write: (line: string) => void;
  #writtenAtMs = Number.NEGATIVE_INFINITY;
  #written = 0;

  constructor(clock: Clock, write: (line: string) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  cooked(done: number): void {
    if (this.#clock.nowMs() - this.#writtenAtMs >= LEAST_INTERVAL_MS) this.finish(done);
  }

  /** Writes the line whatever the time, unless it was written already. */
  finish(done: number): void {
    if (done === this.#written) return;
    this.#written = done;
    this.#writtenAtMs = this.#clock.nowMs();
    this.#write(formatProgressLine({ done, total: null, unit: 'dishes' }));
  }
}
