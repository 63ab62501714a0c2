import type { Cli } from '../cli.ts';
import { cut } from '../output/width.ts';

/** Where nobody looks at a terminal, a line now and then is enough. */
const PLAIN_LINE_MS = 5_000;
const CLEAR_LINE = '\r\u001b[2K';

/** One line on stderr that says how far something is: rewritten on a terminal, written anew now and then elsewhere. */
export class LiveLine {
  readonly #cli: Cli;
  #told = '';
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(cli: Cli) {
    this.#cli = cli;
  }

  /** @param last - nothing follows: the line stays */
  async show(text: string, last: boolean): Promise<void> {
    const { err } = this.#cli.terminal;
    if (err.isTTY) return this.#cli.note(`${CLEAR_LINE}${cut(text, err.columns - 1)}${last ? '\n' : ''}`);
    const nowMs = this.#cli.terminal.monotonicMs();
    if (text === this.#told || (!last && nowMs - this.#toldAtMs < PLAIN_LINE_MS)) return;
    this.#told = text;
    this.#toldAtMs = nowMs;
    await this.#cli.note(`${text}\n`);
  }
}
