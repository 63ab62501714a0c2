import type { JobLogBatch } from '@longshore/schemas';
import { type Clock, pause } from '../clock.ts';

export interface LogSenderOptions {
  clock: Clock;
  /** Resolves when Kafka acknowledged all of them. */
  send: (batches: readonly JobLogBatch[]) => Promise<void>;
  onFailure: (error: unknown, waiting: number) => void;
  onSent?: (batches: readonly JobLogBatch[]) => void;
  /** Most characters in one send. @default 500000 */
  charactersMax?: number;
}

interface Waiting {
  batch: JobLogBatch;
  characters: number;
  signal: AbortSignal;
  resolve: () => void;
  reject: (reason: Error) => void;
}

/**
 * Sends the lines of all attempts: what gathers while one send is on its way goes with the next, so that many
 * containers that write a little do not wait for each other. Each attempt has at most one batch here at a time, which
 * bounds what is held.
 */
export class LogSender {
  readonly #options: LogSenderOptions;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(options: LogSenderOptions) {
    this.#options = options;
  }

  /** Resolves when the batch is acknowledged; tries until then, and rejects only when the signal aborts. */
  send(batch: JobLogBatch, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const characters = batch.lines.reduce((sum, line) => sum + line.text.length, 0);
      this.#waiting.push({ batch, characters, signal, resolve, reject });
      this.#kick();
    });
  }

  #kick(): void {
    if (this.#running) return;
    this.#running = true;
    // What is handed in within the same turn of the loop goes together.
    setImmediate(() => {
      this.#run()
        .catch((error: unknown) => this.#options.onFailure(error, this.#waiting.length))
        .finally(() => {
          this.#running = false;
          if (this.#waiting.length > 0) this.#kick();
        });
    });
  }

  async #run(): Promise<void> {
    const { clock, send, onFailure, onSent } = this.#options;
    for (let failures = 0; this.#waiting.length > 0; ) {
      this.#dropAborted();
      const group = this.#next();
      if (group.length === 0) return;
      const batches = group.map(({ batch }) => batch);
      try {
        await send(batches);
      } catch (error) {
        failures += 1;
        onFailure(error, this.#waiting.length);
        await pause(clock, Math.min(5_000, 100 * 2 ** Math.min(failures, 6)));
        continue;
      }
      failures = 0;
      this.#waiting = this.#waiting.filter((one) => !group.includes(one));
      onSent?.(batches);
      for (const { resolve } of group) resolve();
    }
  }

  #dropAborted(): void {
    for (const { signal, reject } of this.#waiting)
      if (signal.aborted) reject(new Error('sending log lines was given up'));
    this.#waiting = this.#waiting.filter(({ signal }) => !signal.aborted);
  }

  #next(): Waiting[] {
    const { charactersMax = 500_000 } = this.#options;
    let characters = 0;
    const end = this.#waiting.findIndex((one, index) => {
      characters += one.characters;
      return index > 0 && characters > charactersMax;
    });
    return end < 0 ? [...this.#waiting] : this.#waiting.slice(0, end);
  }
}
