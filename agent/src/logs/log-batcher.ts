import type { LogLine } from '@longshore/schemas';
import type { Clock } from '../clock.ts';
import type { CappedOutput } from './capped-lines.ts';

/** When a batch goes out, whatever comes first. */
export interface BatchLimits {
  lines: number;
  bytes: number;
  delayMs: number;
}

export const batchLimits: BatchLimits = { lines: 500, bytes: 65_536, delayMs: 100 };

/**
 * Gathers lines into batches and sends them one after another. Holds at most one batch that is on its way and one that
 * fills: whoever adds more waits, which stops the reading of the container's output.
 */
export class LogBatcher {
  readonly #clock: Clock;
  readonly #send: (output: CappedOutput) => Promise<void>;
  readonly #limits: BatchLimits;
  #lines: LogLine[] = [];
  #dropped = 0;
  #bytes = 0;
  #onItsWay: Promise<void> = Promise.resolve();
  #failure: { error: unknown } | null = null;
  #callOff: (() => void) | null = null;

  /** @param send - resolves when the batch is acknowledged; retries by itself, and rejects only when it gave up */
  constructor(clock: Clock, send: (output: CappedOutput) => Promise<void>, limits: BatchLimits = batchLimits) {
    this.#clock = clock;
    this.#send = send;
    this.#limits = limits;
  }

  /** Adds lines; resolves when there is room for more. Rejects when sending was given up. */
  async add(output: CappedOutput): Promise<void> {
    if (output.lines.length === 0 && output.dropped === 0) return;
    this.#lines.push(...output.lines);
    this.#dropped += output.dropped;
    for (const line of output.lines) this.#bytes += line.text.length + 40;
    if (this.#lines.length >= this.#limits.lines || this.#bytes >= this.#limits.bytes) {
      await this.#onItsWay;
      this.#dispatch();
    } else {
      this.#callOff ??= this.#clock.after(this.#limits.delayMs, () => this.#dispatch());
    }
    this.#throwFailure();
  }

  /** Resolves when everything added so far is acknowledged. */
  async flush(): Promise<void> {
    this.#dispatch();
    await this.#onItsWay;
    this.#throwFailure();
  }

  #dispatch(): void {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#lines.length === 0 && this.#dropped === 0) return;
    const output = { lines: this.#lines, dropped: this.#dropped };
    this.#lines = [];
    this.#dropped = 0;
    this.#bytes = 0;
    this.#onItsWay = this.#onItsWay
      .then(() => this.#send(output))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      });
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
