import { formatProgressLine } from '@longshore/schemas';

/** At most two lines a second: a page shows no more, and each is a record of `Job_Status`. */
const LEAST_INTERVAL_MS = 500;

export interface ProgressReporterOptions {
  total: number | null;
  nowMs: () => number;
  write: (line: string) => void;
}

/** Writes progress lines: the first at once, then at most two a second, the last always. */
export class ProgressReporter {
  readonly #options: ProgressReporterOptions;
  #writtenAtMs = Number.NEGATIVE_INFINITY;
  #written = -1;

  constructor(options: ProgressReporterOptions) {
    this.#options = options;
  }

  /** Tells how many records are acknowledged by now. */
  report(done: number): void {
    if (this.#options.nowMs() - this.#writtenAtMs >= LEAST_INTERVAL_MS) this.finish(done);
  }

  /** Writes the line whatever the time, unless it was written already. */
  finish(done: number): void {
    if (done === this.#written) return;
    this.#written = done;
    this.#writtenAtMs = this.#options.nowMs();
    this.#options.write(formatProgressLine({ done, total: this.#options.total, unit: 'records' }));
  }
}
