import { type JobDetail, jobHasEnded, type LogLineView } from '@longshore/schemas';
import { getJob, stopJob } from '../../api/jobs.ts';
import { LiveHints } from '../../api/live-hints.ts';
import { Patience } from '../../api/patience.ts';
import { ProblemError } from '../../api/problem-to-error.ts';
import type { Cli } from '../../cli.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { LogFeed } from '../log-feed.ts';
import { readRest } from '../read-rest.ts';
import type { AttachView } from './attach-view.ts';
import { exitCodeOf } from './exit-code-of.ts';

export interface AttachOptions {
  view: AttachView;
  /** Shows the program's output. @default true */
  logs?: boolean;
  /** A job that has not been placed after so long is stopped, and the exit code is 2. */
  placeWithinMs?: number | undefined;
}

/** How the following of a job ended. */
export interface Ending {
  exitCode: number;
  /** The job as last seen; undefined when it was never seen. */
  job: JobDetail | undefined;
  /** It went on when it was left. */
  detached: boolean;
}

/** Bursts of hints are answered with one look. */
const LOOK_AT_MOST_EVERY_MS = 50;

/**
 * Follows a job to its end. The first interrupt asks for a stop and goes on following; the second leaves the job as it
 * is. A control plane that restarts is waited for.
 */
export async function attach(cli: Cli, jobId: string, options: AttachOptions): Promise<Ending> {
  const follower = new Follower(cli, jobId, options);
  return follower.run();
}

class Follower {
  readonly #cli: Cli;
  readonly #jobId: string;
  readonly #options: AttachOptions;
  readonly #view: AttachView;
  readonly #hints: LiveHints;
  readonly #patience: Patience;
  readonly #logs: LogFeed;
  readonly #leave = new AbortController();
  readonly #startedMs: number;
  #job: JobDetail | undefined;
  #interrupted = false;
  #unplaced = false;
  #stopping: Promise<void> | undefined;
  #failure: unknown;

  constructor(cli: Cli, jobId: string, options: AttachOptions) {
    this.#cli = cli;
    this.#jobId = jobId;
    this.#options = options;
    this.#view = options.view;
    this.#hints = new LiveHints(cli.api, { subjects: ['jobs', 'logs'] });
    this.#patience = new Patience(cli.terminal, (text) => this.#view.say(text));
    this.#logs = new LogFeed(cli.api, jobId);
    this.#startedMs = cli.terminal.monotonicMs();
  }

  async run(): Promise<Ending> {
    const unregister = this.#cli.terminal.onInterrupt(() => this.#interrupt());
    try {
      await this.#follow();
      return await this.#finish(false);
    } catch (error) {
      if (this.#failure !== undefined) throw this.#failure;
      if (!this.#leave.signal.aborted) throw error;
      return await this.#finish(true);
    } finally {
      unregister();
      this.#hints[Symbol.dispose]();
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#leave;
    for (;;) {
      const lookedAtMs = this.#cli.terminal.monotonicMs();
      const job = await this.#patience.ask(() => getJob(this.#cli.api, this.#jobId, signal), signal);
      this.#job = job;
      await this.#view.update(job);
      if (jobHasEnded(job.state)) return this.#readRest(signal);
      await this.#readLogs(signal);
      this.#giveUpPlacing(job);
      await this.#hints.next(signal);
      const sinceMs = this.#cli.terminal.monotonicMs() - lookedAtMs;
      if (sinceMs < LOOK_AT_MOST_EVERY_MS) await this.#cli.terminal.sleep(LOOK_AT_MOST_EVERY_MS - sinceMs, signal);
    }
  }

  async #readLogs(signal: AbortSignal): Promise<void> {
    if (this.#options.logs === false) return;
    for (let lines = await this.#ask(signal); lines.length > 0; lines = await this.#ask(signal)) {
      await this.#view.lines(lines);
    }
  }

  async #readRest(signal: AbortSignal): Promise<void> {
    if (this.#options.logs === false) return;
    const { terminal } = this.#cli;
    await readRest(
      terminal,
      () => this.#ask(signal),
      (lines) => this.#view.lines(lines),
    );
  }

  #ask(signal: AbortSignal): Promise<LogLineView[]> {
    return this.#patience.ask(() => this.#logs.read(signal), signal);
  }

  #interrupt(): void {
    if (this.#interrupted) {
      this.#leave.abort(new Error('left by a second interrupt'));
      return;
    }
    this.#interrupted = true;
    void this.#view.say('asking for a stop · interrupt again to leave the job to itself');
    this.#stop();
  }

  #giveUpPlacing(job: JobDetail): void {
    const { placeWithinMs } = this.#options;
    if (placeWithinMs === undefined || this.#unplaced || job.state !== 'QUEUED') return;
    if (this.#cli.terminal.monotonicMs() - this.#startedMs < placeWithinMs) return;
    this.#unplaced = true;
    void this.#view.say(`not placed in time · ${job.waitsFor ?? 'no agent took it'} · asking for a stop`);
    this.#stop();
  }

  #stop(): void {
    const { signal } = this.#leave;
    this.#stopping ??= this.#patience
      .ask(() => stopJob(this.#cli.api, this.#jobId, signal), signal)
      .catch((error: unknown) => {
        // A conflict means that the job has ended by itself: the next look sees it.
        const ended = error instanceof ProblemError && error.status === 409;
        if (ended || signal.aborted) return;
        this.#failure = error;
        this.#leave.abort(error);
      })
      .then(() => this.#hints.nudge());
  }

  async #finish(detached: boolean): Promise<Ending> {
    const exitCode = this.#exitCode();
    await this.#view.end(this.#job, exitCode);
    return { exitCode, job: this.#job, detached };
  }

  #exitCode(): number {
    if (this.#interrupted) return EXIT.interrupted;
    if (this.#unplaced) return EXIT.refused;
    return this.#job === undefined ? EXIT.failed : exitCodeOf(this.#job);
  }
}
