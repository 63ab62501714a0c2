import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Readiness } from '../http/http-server.ts';

export interface ServiceNoticesOptions {
  send: (assignments: readonly string[]) => Promise<void>;
  /** Null: no sign of life is waited for. */
  watchdogMs: number | null;
  readiness: () => Readiness;
  clock: Clock;
  log: Logger;
}

const lookEveryMs = 500;
/** What could not be told is tried again, seldom: mostly there is nobody who could be told. */
const retryAfterMs = 10_000;
/** Status lines of the service manager are short. */
const statusLengthMax = 300;

/**
 * Tells the service manager how the agent is, by sd_notify(3): `READY=1` once it can do work (what `/readyz` says), a
 * line of status whenever that changes, a sign of life twice in each watchdog interval, `STOPPING=1` at the end.
 */
export class ServiceNotices {
  readonly #options: ServiceNoticesOptions;
  #callOff: Array<() => void> = [];
  #ready = false;
  #status = '';
  #stopped = false;
  #fault = '';
  #notBeforeMs = 0;
  /** One after another: a later status must not be overtaken by an earlier. */
  #sending: Promise<void> = Promise.resolve();

  constructor(options: ServiceNoticesOptions) {
    this.#options = options;
  }

  start(): void {
    const { watchdogMs } = this.#options;
    this.#every(lookEveryMs, () => this.#look());
    if (watchdogMs !== null) this.#every(watchdogMs / 2, () => this.#send(['WATCHDOG=1']));
    this.#look();
  }

  /** Resolves when the manager was told, or could not be. */
  async stopping(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const callOff of this.#callOff) callOff();
    this.#send(['STOPPING=1', 'STATUS=stopping; containers go on']);
    await this.#sending;
  }

  #look(): void {
    const { ready, reasons } = this.#options.readiness();
    const status = (ready ? 'ready' : `waits: ${reasons.join('; ')}`).slice(0, statusLengthMax);
    if (status === this.#status || this.#options.clock.monotonicMs() < this.#notBeforeMs) return;
    this.#status = status;
    const first = ready && !this.#ready;
    this.#ready ||= ready;
    this.#send([...(first ? ['READY=1'] : []), `STATUS=${status}`]);
  }

  #send(assignments: readonly string[]): void {
    this.#sending = this.#sending
      .then(() => this.#options.send(assignments))
      .then(() => {
        this.#fault = '';
      })
      .catch((error: unknown) => {
        const fault = error instanceof Error ? error.message : String(error);
        // Said once: a manager that cannot be told now mostly cannot be told in a second either.
        if (fault !== this.#fault) {
          this.#options.log.warn({ err: error, assignments }, 'the service manager could not be told');
        }
        this.#fault = fault;
        this.#notBeforeMs = this.#options.clock.monotonicMs() + retryAfterMs;
        // Readiness that did not get through is told again.
        if (assignments.includes('READY=1')) this.#ready = false;
        this.#status = '';
      });
  }

  #every(intervalMs: number, run: () => void): void {
    const at = this.#callOff.length;
    const next = () => {
      this.#callOff[at] = this.#options.clock.after(intervalMs, () => {
        if (this.#stopped) return;
        run();
        next();
      });
    };
    next();
  }
}
