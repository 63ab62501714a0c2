import type { JobDetail, LogLineView } from '@longshore/schemas';
import type { Cli } from '../../cli.ts';
import { bar, progressWords, rateWords } from '../../output/progress-bar.ts';
import { span } from '../../output/time.ts';
import { cut, oneLine, widthOf } from '../../output/width.ts';
import { formatLogLine } from '../log-line.ts';
import type { AttachView } from './attach-view.ts';
import { RateMeter } from './rate-meter.ts';
import { situationOf } from './state-words.ts';

const CLEAR = '\r\u001b[2K';
const BAR_WIDTH = 22;
const TICK_MS = 1_000;

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
    const options = { style: this.#cli.style, prefixed: (this.#job?.taskCount ?? 1) > 1, timestamps: false };
    for (const line of lines) {
      const text = formatLogLine(line, options);
      await (line.stream === 'STDOUT' ? this.#cli.print(text) : this.#cli.note(text));
    }
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
    const { view, words } = situationOf(job);
    const { progress } = job;
    const shownBar =
      progress?.total == null ? '' : bar(progress.total === 0 ? 1 : progress.done / progress.total, BAR_WIDTH);
    const state = `${view.glyph} ${view.word}`;
    const elapsed = span(this.#cli.terminal.monotonicMs() - this.#startedMs);
    const rest = [
      shownBar,
      [
        progress === null ? '' : progressWords(progress),
        progress === null ? '' : rateWords(progress, this.#rate.perSecond()),
        words,
        oneLine(job.name),
        elapsed,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    ]
      .filter((part) => part !== '')
      .join(' ');
    const room = this.#cli.terminal.err.columns - 1 - widthOf(state) - 2;
    return `${style.tone(view.tone, state)}  ${cut(rest, room)}`;
  }
}
