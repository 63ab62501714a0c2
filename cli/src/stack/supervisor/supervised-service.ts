import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonDescription, ServiceDescription, TaskDescription } from '../plan/service.ts';
import { restartDelay, restartPolicy } from './backoff.ts';
import { probe } from './probe.ts';
import type { ServiceStatus, StackEvent } from './protocol.ts';
import { tailServiceLog } from './service-log.ts';
import { describeExit, type ProcessExit, ServiceProcess } from './service-process.ts';

const deathsBeforeGivingUp = 3;
const shownLogLines = 15;

/** A service could not be brought to ready or done. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly logTail: readonly string[];

  constructor(reason: string, logTail: readonly string[] = []) {
    super(reason);
    this.logTail = logTail;
  }
}

/** One service of the stack: its process, what is known of it, and its restarts. */
export class SupervisedService {
  readonly description: ServiceDescription;
  readonly logPath: string;
  readonly #tell: (event: StackEvent) => void;
  #process: ServiceProcess | undefined;
  #state: ServiceStatus['state'] = 'waiting';
  #since = new Date();
  #restarts = 0;
  #consecutiveDeaths = 0;
  #lastExit: ServiceStatus['lastExit'];
  #nextStartAt: Date | undefined;
  #wanted = false;
  #wake = new AbortController();

  constructor(description: ServiceDescription, logPath: string, tell: (event: StackEvent) => void) {
    this.description = description;
    this.logPath = logPath;
    this.#tell = tell;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** What is known of the service now. */
  status(): ServiceStatus {
    const { name, title, kind } = this.description;
    return {
      name,
      title,
      kind,
      state: this.#state,
      since: this.#since.toISOString(),
      restarts: this.#restarts,
      logFile: this.logPath,
      ...(this.pid === undefined ? {} : { pid: this.pid }),
      ...(this.description.kind === 'daemon' && this.description.address !== undefined
        ? { address: this.description.address }
        : {}),
      ...(this.#lastExit === undefined ? {} : { lastExit: this.#lastExit }),
      ...(this.#nextStartAt === undefined ? {} : { nextStartAt: this.#nextStartAt.toISOString() }),
    };
  }

  /**
   * Starts the service; resolves when a daemon is ready or a task is done. A daemon that dies afterwards is
   * started again until `stop` is called.
   *
   * @throws StartFailure when the time is over, a task fails, or a daemon dies several times before it is ready
   */
  async start(): Promise<void> {
    this.#wanted = true;
    this.#wake = new AbortController();
    const startedAt = performance.now();
    const { name, title, kind } = this.description;
    if (this.description.kind === 'task' && isStamped(this.description)) {
      this.#enter('done');
      this.#tell({ type: 'unchanged', name, title });
      return;
    }
    this.#tell({ type: 'started', name, title });
    try {
      await (this.description.kind === 'task' ? this.#runTask(this.description) : this.#startDaemon(this.description));
    } catch (error) {
      this.#enter(this.#wanted ? 'failed' : 'stopped');
      this.#wanted = false;
      throw error;
    }
    this.#enter(kind === 'task' ? 'done' : 'ready');
    this.#tell({ type: 'ready', name, title, tookMs: performance.now() - startedAt });
  }

  /** Stops the service: its stop signal, then SIGKILL for its whole group when the grace is over. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#wake.abort();
    this.#nextStartAt = undefined;
    const running = this.#process;
    if (running === undefined) {
      if (this.#state === 'restarting' || this.#state === 'starting') this.#enter('stopped');
      return;
    }
    const stoppingAt = performance.now();
    const { name, title } = this.description;
    this.#enter('stopping');
    const graceMs = this.description.kind === 'daemon' ? this.description.stopGraceMs : 3_000;
    if (this.description.kind === 'daemon') running.signal(this.description.stopSignal, 'process');
    else running.signal('SIGTERM', 'group');
    const enough = new AbortController();
    const graceOver = delay(graceMs, 'over' as const, { signal: enough.signal }).catch(() => 'exited' as const);
    if ((await Promise.race([running.exited, graceOver])) === 'over') running.signal('SIGKILL', 'group');
    enough.abort();
    await running.exited;
    this.#enter('stopped');
    this.#tell({ type: 'stopped', name, title, tookMs: performance.now() - stoppingAt });
  }

  async #runTask(task: TaskDescription): Promise<void> {
    this.#enter('starting');
    const running = this.#spawn();
    const timeout = AbortSignal.timeout(task.startTimeoutMs);
    timeout.addEventListener('abort', () => running.signal('SIGKILL', 'group'), { once: true });
    const exit = await running.exited;
    if (timeout.aborted) throw this.#failure(`not done within ${task.startTimeoutMs / 1_000} s`, running);
    if (exit.code !== 0) throw this.#failure(describeExit(exit), running);
    if (task.stamp !== undefined) {
      mkdirSync(dirname(task.stamp.path), { recursive: true });
      writeFileSync(task.stamp.path, task.stamp.value);
    }
  }

  async #startDaemon(daemon: DaemonDescription): Promise<void> {
    const deadline = performance.now() + daemon.startTimeoutMs;
    for (let deaths = 1; ; deaths += 1) {
      const running = this.#spawn();
      this.#enter('starting');
      const outcome = await this.#untilReady(daemon, running, deadline);
      if (outcome === 'ready') {
        this.#watch(daemon, running);
        return;
      }
      if (outcome.exit === undefined) {
        running.signal('SIGKILL', 'group');
        await running.exited;
        throw this.#failure(`not ready within ${daemon.startTimeoutMs / 1_000} s: ${outcome.reason}`, running);
      }
      if (!this.#wanted) throw this.#failure('stopped before it was ready', running);
      if (deaths >= deathsBeforeGivingUp) {
        throw this.#failure(`${describeExit(outcome.exit)}, ${deaths} times before it was ready`, running);
      }
      await this.#pauseBeforeRestart(daemon, running, outcome.exit);
      if (!this.#wanted) throw this.#failure('stopped before it was ready', running);
    }
  }

  /** Polls until the process is ready, has ended, or the deadline is over. */
  async #untilReady(
    daemon: DaemonDescription,
    running: ServiceProcess,
    deadline: number,
  ): Promise<'ready' | { readonly reason: string; readonly exit?: ProcessExit }> {
    let exit: ProcessExit | undefined;
    const exited = running.exited.then((seen) => {
      exit = seen;
    });
    let reason: string | undefined = 'it was not asked yet';
    for (let pauseMs = 25; performance.now() < deadline; pauseMs = Math.min(250, pauseMs * 1.3)) {
      reason = await probe(daemon.readiness, { path: this.logPath, startOffset: running.startOffset });
      if (exit !== undefined) return { reason: 'it ended', exit };
      if (reason === undefined) return 'ready';
      await Promise.race([exited, delay(pauseMs)]);
    }
    return { reason: reason ?? 'no answer' };
  }

  /** Starts the daemon again whenever it dies, until it is no longer wanted. */
  #watch(daemon: DaemonDescription, first: ServiceProcess): void {
    // Of this start; a later stop and start get a loop of their own.
    const stopped = this.#wake.signal;
    const keep = async (): Promise<void> => {
      let running = first;
      for (;;) {
        const exit = await running.exited;
        if (stopped.aborted) return;
        await this.#pauseBeforeRestart(daemon, running, exit);
        if (stopped.aborted) return;
        running = this.#spawn();
        this.#enter('starting');
        const outcome = await this.#untilReady(daemon, running, Number.POSITIVE_INFINITY);
        if (outcome === 'ready' && !stopped.aborted) {
          this.#enter('ready');
          this.#tell({
            type: 'ready',
            name: daemon.name,
            title: daemon.title,
            tookMs: performance.now() - running.startedAtMs,
          });
        }
      }
    };
    keep().catch((error: unknown) => {
      this.#enter('failed');
      const reason = error instanceof Error ? error.message : String(error);
      this.#tell({ type: 'failed', name: daemon.name, title: daemon.title, reason, logTail: [] });
    });
  }

  async #pauseBeforeRestart(daemon: DaemonDescription, died: ServiceProcess, exit: ProcessExit): Promise<void> {
    const ranMs = performance.now() - died.startedAtMs;
    const next = restartDelay(restartPolicy, this.#consecutiveDeaths, ranMs, Math.random());
    this.#consecutiveDeaths = next.consecutive;
    this.#restarts += 1;
    this.#nextStartAt = new Date(Date.now() + next.delayMs);
    this.#enter('restarting');
    this.#tell({
      type: 'died',
      name: daemon.name,
      title: daemon.title,
      how: describeExit(exit),
      delayMs: next.delayMs,
    });
    // What the dead process left in its group would hold ports and files.
    died.signal('SIGKILL', 'group');
    await Promise.race([
      delay(next.delayMs),
      new Promise((resolve) => this.#wake.signal.addEventListener('abort', resolve, { once: true })),
    ]);
    this.#nextStartAt = undefined;
  }

  #spawn(): ServiceProcess {
    const started = new ServiceProcess(this.description, this.logPath);
    this.#process = started;
    void started.exited.then((exit) => {
      this.#lastExit = { code: exit.code, signal: exit.signal, at: new Date().toISOString() };
      if (this.#process === started) this.#process = undefined;
    });
    return started;
  }

  #enter(state: ServiceStatus['state']): void {
    this.#state = state;
    this.#since = new Date();
  }

  #failure(reason: string, running: ServiceProcess): StartFailure {
    return new StartFailure(reason, tailServiceLog(this.logPath, running.startOffset, shownLogLines));
  }
}

function isStamped(task: TaskDescription): boolean {
  if (task.stamp === undefined) return false;
  try {
    return readFileSync(task.stamp.path, 'utf8') === task.stamp.value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
