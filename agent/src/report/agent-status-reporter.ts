import type { AgentStatus } from '@longshore/schemas';
import type { Clock } from '../clock.ts';

export interface AgentStatusReporterOptions {
  clock: Clock;
  /** What is true now; numbered and stamped here. */
  compose: () => Omit<AgentStatus, 'sequence' | 'occurredAt'>;
  /** Resolves when Kafka acknowledged it. */
  send: (status: AgentStatus) => Promise<void>;
  /** Time to the next report when nothing happens. */
  intervalMs: () => number;
  onFailure: (error: unknown) => void;
}

/**
 * Tells how the agent is, at an interval and at once when something important changed. Only what is true at the moment
 * of sending is sent: while Kafka cannot be reached nothing piles up.
 */
export class AgentStatusReporter {
  readonly #options: AgentStatusReporterOptions;
  #sequence = 0;
  #sending: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #callOff: (() => void) | null = null;

  constructor(options: AgentStatusReporterOptions) {
    this.#options = options;
  }

  /** Reports at once; while a report is on its way, once more after it. */
  now(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
      if (this.#again) this.now();
      else this.#schedule();
    });
  }

  /** Reports no more; one that is on its way may end. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#again = false;
    this.#callOff?.();
    await this.#sending;
  }

  async #send(): Promise<void> {
    const { clock, compose, send, onFailure } = this.#options;
    this.#again = false;
    this.#sequence += 1;
    try {
      await send({ ...compose(), sequence: this.#sequence, occurredAt: clock.wallMs() });
    } catch (error) {
      onFailure(error);
    }
  }

  #schedule(): void {
    this.#callOff?.();
    if (this.#closed) return;
    this.#callOff = this.#options.clock.after(this.#options.intervalMs(), () => this.now());
  }
}
