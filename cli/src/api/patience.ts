import { formatDuration } from '@longshore/schemas/words';
import { CliError } from '../errors/cli-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { ProblemError } from './problem-to-error.ts';
import { UNREACHABLE } from './unreachable-error.ts';

const FIRST_DELAY_MS = 250;
const MOST_DELAY_MS = 2_000;
/** An answer of 500 may be a restart half done, or a fault that stays: patience with it has an end. */
const FAULT_LIMIT_MS = 30_000;

/**
 * Asks again while the control plane is away, for commands that stay attached: it says once that it is away, and once
 * that it is back.
 */
export class Patience {
  readonly #terminal: Terminal;
  readonly #say: (text: string) => Promise<void>;
  #awaySince: number | undefined;

  constructor(terminal: Terminal, say: (text: string) => Promise<void>) {
    this.#terminal = terminal;
    this.#say = say;
  }

  /**
   * @param signal - ends the waiting, with the reason of the signal
   * @throws CliError for what waiting does not cure
   */
  async ask<Answer>(question: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    let delayMs = FIRST_DELAY_MS;
    for (;;) {
      signal?.throwIfAborted();
      let wantedDelay = 0;
      try {
        const answer = await question();
        await this.#back();
        return answer;
      } catch (error) {
        signal?.throwIfAborted();
        if (!this.#mayPass(error)) throw error;
        await this.#away(error as CliError);
        wantedDelay = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0;
      }
      await this.#terminal.sleep(Math.max(delayMs, wantedDelay), signal);
      delayMs = Math.min(MOST_DELAY_MS, delayMs * 2);
    }
  }

  #mayPass(error: unknown): boolean {
    if (error instanceof ProblemError) {
      if ([429, 502, 503, 504].includes(error.status)) return true;
      const awayMs = this.#terminal.monotonicMs() - (this.#awaySince ?? this.#terminal.monotonicMs());
      return error.status >= 500 && awayMs < FAULT_LIMIT_MS;
    }
    return error instanceof CliError && error.code === UNREACHABLE;
  }

  async #away(error: CliError): Promise<void> {
    if (this.#awaySince !== undefined) return;
    this.#awaySince = this.#terminal.monotonicMs();
    await this.#say(`${error.what} · jobs go on meanwhile · waiting for it`);
  }

  async #back(): Promise<void> {
    if (this.#awaySince === undefined) return;
    const awayMs = this.#terminal.monotonicMs() - this.#awaySince;
    this.#awaySince = undefined;
    await this.#say(`the control plane answers again after ${formatDuration(awayMs)}`);
  }
}
