import { ATTEMPT_STATES, type JobStatus, type Observed } from '@longshore/schemas';
import { type Clock, pause } from '../clock.ts';

/** Which attempt a report is about. */
export type AttemptIdentity = Pick<JobStatus, 'attemptId' | 'jobId' | 'taskId' | 'attempt'>;

/** What was observed; what is left out is null. */
export type ReportContent = Pick<JobStatus, 'observed'> &
  Partial<Pick<JobStatus, 'exitCode' | 'reason' | 'containerId' | 'imageDigest' | 'progress' | 'detail'>>;

export interface JobStatusReporterOptions {
  agentId: string;
  bootId: string;
  clock: Clock;
  /** Resolves when Kafka acknowledged all of them. */
  send: (reports: readonly JobStatus[]) => Promise<void>;
  onFailure: (error: unknown, waiting: number) => void;
  onSent?: (reports: readonly JobStatus[]) => void;
  /** Least time between two reports of progress of one attempt. @default 500 */
  progressIntervalMs?: number;
}

interface Waiter {
  rank: number;
  resolve: () => void;
}

interface Line {
  /** Highest rank that was handed in. */
  rank: number;
  pending: JobStatus | null;
  waiters: Waiter[];
  lastSentMs: number;
  /** May wait for the progress interval. */
  unhurried: boolean;
}

/** States with the rank that orders them; the wire's `UNKNOWN` is below all. */
function rankOf(observed: Observed): number {
  return observed === 'UNKNOWN' ? -1 : ATTEMPT_STATES[observed].rank;
}

/**
 * Reports what was observed of attempts. The latest report of an attempt wins over one that was not sent yet, none goes
 * back behind what was reported before, the first end stays, and each is tried until Kafka has acknowledged it.
 */
export class JobStatusReporter {
  readonly #options: JobStatusReporterOptions;
  readonly #lines = new Map<string, Line>();
  readonly #stopped = new AbortController();
  #sequence = 0;
  #sending: Promise<void> | null = null;
  #callOffTimer: (() => void) | null = null;

  constructor(options: JobStatusReporterOptions) {
    this.#options = options;
  }

  /** Hands in a report. Returns at once. */
  report(identity: AttemptIdentity, content: ReportContent): void {
    this.#enter(identity, content);
    this.#kick();
  }

  /** Hands in a report and resolves once it, or a later one of the attempt, is acknowledged. */
  reportAcknowledged(identity: AttemptIdentity, content: ReportContent): Promise<void> {
    return new Promise((resolve) => {
      const line = this.#enter(identity, content);
      if (line.pending === null) return resolve();
      line.waiters.push({ rank: rankOf(content.observed), resolve });
      this.#kick();
    });
  }

  /** Reports that are not acknowledged yet. */
  get waiting(): number {
    return [...this.#lines.values()].filter((line) => line.pending !== null).length;
  }

  /** Keeps nothing more of an attempt that is gone. */
  forget(attemptId: string): void {
    if (this.#lines.get(attemptId)?.pending === null) this.#lines.delete(attemptId);
  }

  /** Sends what waits, for at most this long, then stops trying. */
  async close(deadlineMs: number): Promise<void> {
    for (const line of this.#lines.values()) line.unhurried = false;
    this.#kick();
    const flushed = (async () => {
      while (this.#sending !== null) await this.#sending;
    })();
    await Promise.race([flushed, pause(this.#options.clock, deadlineMs)]);
    this.#stopped.abort();
    this.#callOffTimer?.();
  }

  #enter(identity: AttemptIdentity, content: ReportContent): Line {
    const line = this.#lineOf(identity.attemptId);
    const rank = rankOf(content.observed);
    if (rank < line.rank) return line;
    const { clock, agentId, bootId } = this.#options;
    const before = line.pending;
    const ended = rank === ATTEMPT_STATES.SUCCEEDED.rank;
    // An end that waits is final; a repeat of the same rank after it was sent is a re-send and goes out.
    if (before !== null && rank === line.rank && ended) return line;
    const onlyProgress = rank === line.rank && !ended && (content.reason ?? null) === null;
    line.unhurried = onlyProgress && (before === null || line.unhurried);
    line.rank = rank;
    this.#sequence += 1;
    line.pending = {
      ...identity,
      agentId,
      bootId,
      sequence: this.#sequence,
      exitCode: null,
      // What is said beside the state is kept until it was sent: a later report of progress must not swallow it.
      reason: rank === rankOf(before?.observed ?? 'UNKNOWN') ? (before?.reason ?? null) : null,
      containerId: before?.containerId ?? null,
      imageDigest: before?.imageDigest ?? null,
      progress: before?.progress ?? null,
      detail: null,
      ...definedOf(content),
      occurredAt: clock.wallMs(),
    };
    return line;
  }

  #lineOf(attemptId: string): Line {
    let line = this.#lines.get(attemptId);
    if (line === undefined) {
      line = { rank: -1, pending: null, waiters: [], lastSentMs: Number.NEGATIVE_INFINITY, unhurried: false };
      this.#lines.set(attemptId, line);
    }
    return line;
  }

  #kick(): void {
    if (this.#sending !== null || this.#stopped.signal.aborted) return;
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = null;
      this.#wakeForUnhurried();
    });
  }

  async #sendAll(): Promise<void> {
    let failures = 0;
    for (let due = this.#due(); due.length > 0 && !this.#stopped.signal.aborted; due = this.#due()) {
      const reports = due.map(([, , report]) => report);
      try {
        await this.#options.send(reports);
      } catch (error) {
        failures += 1;
        this.#options.onFailure(error, this.waiting);
        await pause(this.#options.clock, Math.min(5_000, 100 * 2 ** Math.min(failures, 6)), this.#stopped.signal);
        continue;
      }
      failures = 0;
      for (const [, line, report] of due) this.#acknowledge(line, report);
      this.#options.onSent?.(reports);
    }
  }

  #acknowledge(line: Line, report: JobStatus): void {
    line.lastSentMs = this.#options.clock.monotonicMs();
    if (line.pending === report) line.pending = null;
    const rank = rankOf(report.observed);
    const done = line.waiters.filter((waiter) => waiter.rank <= rank);
    line.waiters = line.waiters.filter((waiter) => waiter.rank > rank);
    for (const waiter of done) waiter.resolve();
  }

  #due(): Array<[string, Line, JobStatus]> {
    const now = this.#options.clock.monotonicMs();
    const due: Array<[string, Line, JobStatus]> = [];
    for (const [attemptId, line] of this.#lines) {
      if (line.pending !== null && (!line.unhurried || now >= this.#dueAt(line)))
        due.push([attemptId, line, line.pending]);
    }
    return due;
  }

  #dueAt(line: Line): number {
    return line.lastSentMs + (this.#options.progressIntervalMs ?? 500);
  }

  #wakeForUnhurried(): void {
    this.#callOffTimer?.();
    this.#callOffTimer = null;
    const waiting = [...this.#lines.values()].filter((line) => line.pending !== null);
    if (waiting.length === 0 || this.#stopped.signal.aborted) return;
    const { clock } = this.#options;
    const soonest = Math.min(...waiting.map((line) => (line.unhurried ? this.#dueAt(line) : clock.monotonicMs())));
    this.#callOffTimer = clock.after(Math.max(1, soonest - clock.monotonicMs()), () => this.#kick());
  }
}

function definedOf(content: ReportContent): ReportContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as ReportContent;
}
