import type { JobDetail, LogLineView } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import type { Cli } from '../../cli.ts';
import { bar, progressWords, rateWords } from '../../output/progress-bar.ts';
import { cut, oneLine, widthOf } from '../../output/width.ts';
import { writeLogLine } from '../write-log-line.ts';
import type { AttachView } from './attach-view.ts';
import { RateMeter } from './rate-meter.ts';
import { situationOf } from './state-words.ts';

const CLEAR = '\r\u001b[2K';
/** Of the terminal's columns; between these bounds. */
const BAR_SHARE = 0.2;
const BAR_WIDTHS = { least: 10, most: 22 };
const TICK_MS = 1_000;
/** So that the line does not jump as seconds become minutes. */
const WIDEST_ELAPSED = 6;
/** The `^C` that a terminal writes must not wrap the line, or it could not be rewritten. */
const KEPT_FREE = 3;

/** For a terminal: the program's output, and below it one line that is rewritten. */
export class LiveView implements AttachView {
  readonly #cli: Cli;
  readonly #rate = new RateMeter();
  readonly #startedMs: number;
  readonly #ticker: NodeJS.Timeout;
  #job: JobDetail | undefined;

  constructor(cli: Cli) {
    this.#cli = cli;
    this.#startedMs = cli.terminal.monotonicMs();
    this.#ticker = setInterval(() => void this.#draw(), TICK_MS);
  }

  async update(job: JobDetail): Promise<void> {
    this.#job = job;
    if (job.progress !== null) this.#rate.add(job.progress.done, this.#cli.terminal.monotonicMs());
    await this.#draw();
  }

  async lines(lines: readonly LogLineView[]): Promise<void> {
    await this.#cli.note(CLEAR);
    const options = { prefixed: (this.#job?.taskCount ?? 1) > 1, timestamps: false };
    for (const line of lines) await writeLogLine(this.#cli, line, options);
    await this.#draw();
  }

  async say(text: string): Promise<void> {
    await this.#cli.note(`${CLEAR}${this.#cli.errStyle.tone('look', text)}\n`);
    await this.#draw();
  }

  async end(): Promise<void> {
    clearInterval(this.#ticker);
    this.#job = undefined;
    await this.#cli.note(CLEAR);
  }

  async #draw(): Promise<void> {
    if (this.#job === undefined) return;
    await this.#cli.note(`${CLEAR}${this.#line(this.#job)}`);
  }

  #line(job: JobDetail): string {
    const style = this.#cli.errStyle;
    const { columns } = this.#cli.terminal.err;
    const { view, words } = situationOf(job);
    const state = `${view.glyph} ${view.word}`;
    const elapsed = formatDuration(this.#cli.terminal.monotonicMs() - this.#startedMs);
    const said = [...this.#progressParts(job), words, oneLine(job.name)].filter((part) => part !== '').join(' · ');
    const rest = [elapsed.padStart(WIDEST_ELAPSED), drawBar(job, columns), said]
      .filter((part) => part !== '')
      .join('  ');
    return `${style.tone(view.tone, state)}  ${cut(rest, columns - KEPT_FREE - widthOf(state) - 2)}`;
  }

  #progressParts({ progress }: JobDetail): string[] {
    return progress === null ? [] : [progressWords(progress), rateWords(progress, this.#rate.perSecond())];
  }
}

function drawBar({ progress }: JobDetail, columns: number): string {
  if (progress?.total == null) return '';
  const width = Math.min(BAR_WIDTHS.most, Math.max(BAR_WIDTHS.least, Math.floor(columns * BAR_SHARE)));
  return bar(progress.total === 0 ? 1 : progress.done / progress.total, width);
}
