import { BusError } from '@longshore/kafka';
import type { Clock } from '../clock.ts';

export interface StatusPulseOptions {
  clock: Clock;
  everyMs: number;
  /** Sends what is so now. */
  send: () => Promise<void>;
  /** False: nothing is to be said of itself now. */
  mayBeSaid: () => boolean;
  say: (line: string) => void;
  /** A mistake of the program's own. */
  onFailure: (error: unknown) => void;
}

/** Says from time to time, and when something changed, that the kitchen is there. Never queued: only the newest counts. */
export class StatusPulse {
  readonly #options: StatusPulseOptions;
  #sending: Promise<void> | null = null;
  /** Something changed while one was on its way. */
  #again = false;
  #cancel: (() => void) | null = null;
  #stopped = false;
  #troubled = false;

  constructor(options: StatusPulseOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock, everyMs } = this.#options;
    const beat = (): void => {
      if (this.#stopped) return;
      this.#cancel = clock.after(everyMs, beat);
      // One that takes longer than the pause between two is not followed by a second.
      if (this.#sending === null) void this.now();
    };
    beat();
  }

  /** Says it now. Resolves when Kafka has it, or could not be told. */
  now(): Promise<void> {
    if (!this.#options.mayBeSaid()) return Promise.resolve();
    this.#again = this.#sending !== null;
    this.#sending ??= this.#sendUntilNewest().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #sendUntilNewest(): Promise<void> {
    do {
      this.#again = false;
      await this.#send();
    } while (this.#again && this.#options.mayBeSaid());
  }

  async #send(): Promise<void> {
    const { send, say, onFailure } = this.#options;
    try {
      await send();
      if (this.#troubled) say('is heard again');
      this.#troubled = false;
    } catch (error) {
      if (!(error instanceof BusError)) return onFailure(error);
      if (!this.#troubled) say(`cannot say that it is there: ${error.message}`);
      this.#troubled = true;
    }
  }
}
