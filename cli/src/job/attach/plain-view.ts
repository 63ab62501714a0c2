import { type JobDetail, jobHasEnded, type LogLineView } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import type { Cli } from '../../cli.ts';
import { percentage, progressWords, rateWords } from '../../output/progress-bar.ts';
import { writeLogLine } from '../write-log-line.ts';
import type { AttachView } from './attach-view.ts';
import { RateMeter } from './rate-meter.ts';
import { situationOf } from './state-words.ts';

/** A progress line at each tenth, or for a slow job at the latest after so long. */
const PROGRESS_STEP_PERCENT = 10;
const PROGRESS_MOST_MS = 10_000;

/** For pipes and files: the program's output, and a plain line on stderr for each change, with the time since the start. */
export class PlainView implements AttachView {
  readonly #cli: Cli;
  readonly #rate = new RateMeter();
  readonly #startedMs: number;
  #said = '';
  #progressSaid = { step: -1, atMs: 0, done: -1 };
  #prefixed = false;

  constructor(cli: Cli) {
    this.#cli = cli;
    this.#startedMs = cli.terminal.monotonicMs();
  }

  async update(job: JobDetail): Promise<void> {
    this.#prefixed = job.taskCount > 1;
    const { view, words } = situationOf(job);
    const said = [this.#cli.errStyle.state(view), words].filter((part) => part !== '').join(' · ');
    // The end is told by whoever asked for the following, with its reason.
    if (said !== this.#said && !jobHasEnded(job.state)) {
      this.#said = said;
      await this.#line(said);
    }
    await this.#progress(job);
  }

  async lines(lines: readonly LogLineView[]): Promise<void> {
    const options = { prefixed: this.#prefixed, timestamps: false };
    for (const line of lines) await writeLogLine(this.#cli, line, options);
  }

  say(text: string): Promise<void> {
    return this.#line(text);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  async #progress({ progress }: JobDetail): Promise<void> {
    if (progress === null) return;
    const nowMs = this.#cli.terminal.monotonicMs();
    this.#rate.add(progress.done, nowMs);
    const step =
      progress.total === null ? 0 : Math.floor(percentage(progress.done, progress.total) / PROGRESS_STEP_PERCENT);
    const before = this.#progressSaid;
    const late = nowMs - before.atMs > PROGRESS_MOST_MS && progress.done !== before.done;
    if (step === before.step && !late) return;
    this.#progressSaid = { step, atMs: nowMs, done: progress.done };
    const words = [progressWords(progress), rateWords(progress, this.#rate.perSecond())];
    await this.#line(words.filter((part) => part !== '').join(' · '));
  }

  #line(text: string): Promise<void> {
    const elapsed = formatDuration(this.#cli.terminal.monotonicMs() - this.#startedMs);
    return this.#cli.note(`${elapsed.padStart(7)}  ${text}\n`);
  }
}
