import { formatBytes, formatCount } from '@longshore/schemas/words';
import type { LocalProgress } from '@longshore/sorting/local';
import type { Cli } from '../cli.ts';
import { bar, progressWords } from '../output/progress-bar.ts';
import { cut } from '../output/width.ts';

const CLEAR = '\r\u001b[2K';
const BAR_WIDTH = 20;
/** What takes no longer than the first of these is over before it could be read. */
const FIRST_MS = 1_000;
const EVERY_MS = 200;
/** The `^C` that a terminal writes must not wrap the line, or it could not be rewritten. */
const KEPT_FREE = 3;

/** How far a sort is, as one line at the terminal that is rewritten; nothing where stderr is none. */
export class ProgressLine {
  readonly #cli: Cli;
  #nextMs: number;
  #isShown = false;

  /** @param isAmidResult - whether the result is written to the same terminal: then there is no line either */
  constructor(cli: Cli, isAmidResult: boolean) {
    this.#cli = cli;
    const isReadable = cli.terminal.err.isTTY && !isAmidResult;
    this.#nextMs = isReadable ? cli.terminal.monotonicMs() + FIRST_MS : Number.POSITIVE_INFINITY;
  }

  async show(progress: LocalProgress): Promise<void> {
    const nowMs = this.#cli.terminal.monotonicMs();
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + EVERY_MS;
    this.#isShown = true;
    await this.#cli.note(`${CLEAR}${cut(progressLine(progress), this.#cli.terminal.err.columns - KEPT_FREE)}`);
  }

  /** Takes the line away. */
  async end(): Promise<void> {
    if (this.#isShown) await this.#cli.note(CLEAR);
  }
}

/** `[█████░░░░░] 5 of 10 elements · 50 %`, or while it reads `read 10 elements`, with what went to disk. */
export function progressLine({ read, written, bytesSpilled }: LocalProgress): string {
  const spilled = bytesSpilled === 0 ? '' : ` · ${formatBytes(bytesSpilled)} on disk`;
  if (written === 0) return `read ${formatCount(read)} elements${spilled}`;
  const words = progressWords({ done: written, total: read, unit: 'elements' });
  return `${bar(written / read, BAR_WIDTH)} ${words}${spilled}`;
}
