import type { Bus, Producer } from '@longshore/kafka';
import { WORK_LIMITS, type WorkerBeat, type WorkerOrders, type WorkType } from '@longshore/schemas';
import type { WorkerConfig } from './config.ts';
import { Consumption } from './consume/consumption.ts';
import type { Performer } from './perform/perform-item.ts';
import { ThreadPool } from './perform/thread-pool.ts';
import { type ControlPlane, UnavailableError } from './plane/control-plane.ts';
import { Patcher } from './plane/patcher.ts';
import { waited } from './waited.ts';

export interface WorkerParts {
  config: Readonly<WorkerConfig>;
  bus: Bus;
  plane: ControlPlane;
  /** The program that serves a thread. */
  threadProgram: URL;
  /** Aborted when the worker is to finish what it holds and leave. */
  stop: AbortSignal;
  say: (line: string) => void;
}

/** How long what is held is waited for at the end: an engine kills 10 s after SIGTERM unless told otherwise. */
const DRAIN_MS = 7_000;
/** How long the control plane is waited for when it is told of what is left to others. */
const LEAVE_MS = 1_000;
/**
 * How long an item that was claimed ahead waits for a thread. Items may turn out to be longer than those before them, by
 * which it was guessed how many to claim: those are given back, so that other workers get their share.
 */
const PATIENCE_MS = 1_000;
const PATCHES_UNDER_WAY = 2;
const POLL_MS = 20;

/** A worker from its registration until it leaves. */
class WorkerRun {
  readonly #parts: WorkerParts;
  /** Each type has threads of its own, as many as it works on at once: so nothing is held that waits for another type. */
  readonly #pools: ReadonlyMap<WorkType, ThreadPool>;
  readonly #holding = new Set<string>();
  readonly #giveUp = new AbortController();
  readonly #performer: Omit<Performer, 'pool'>;
  #consumptions: Consumption[] = [];
  #deadLetters: Producer | null = null;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    const { config, plane, threadProgram, say } = parts;
    this.#pools = new Map(
      config.types.map(({ type, concurrency }) => [
        type,
        new ThreadPool({
          program: threadProgram,
          threads: concurrency,
          memoryMb: config.memoryMb,
          patienceMs: PATIENCE_MS,
        }),
      ]),
    );
    const patcher = new Patcher({
      plane,
      requests: PATCHES_UNDER_WAY,
      stop: this.#giveUp.signal,
      onTrouble: (error) => say(error === null ? 'the control plane answers again' : error.message),
    });
    this.#performer = {
      workerId: config.workerId,
      plane,
      patcher,
      holding: this.#holding,
      privateAllowed: config.privateAllowed,
      say,
      now: () => performance.now(),
    };
  }

  async run(): Promise<void> {
    const { stop, plane, say } = this.#parts;
    try {
      await this.#begin();
      await this.#beat();
      while (!stop.aborted) {
        await waited(WORK_LIMITS.heartbeatMs, stop);
        await this.#beat();
      }
      await this.#drain();
    } finally {
      this.#giveUp.abort(new Error('the worker stops'));
      await this.#closePools();
      await Promise.all(this.#consumptions.map((consumption) => consumption.close()));
      await this.#deadLetters?.close();
      await plane.beat({ ...this.#sign(), holding: [], leaving: true }).catch((error: Error) => say(error.message));
    }
  }

  /** Registers, and takes part in the group of each of its types. */
  async #begin(): Promise<void> {
    const { config, bus, say } = this.#parts;
    const orders = await this.#registered();
    const deadLetters = await bus.producer({ clientId: `longshore-worker-${config.workerId}` });
    this.#deadLetters = deadLetters;
    this.#consumptions = config.types.flatMap(({ type, concurrency }) => {
      const from = orders.types.find((one) => one.type === type);
      const pool = this.#pools.get(type);
      if (from === undefined || pool === undefined) return [];
      const { topic, group } = from;
      const performer = { ...this.#performer, pool };
      return [new Consumption({ type, concurrency, topic, group, bus, deadLetters, performer, say })];
    });
    this.#follow(orders);
    await Promise.all(this.#consumptions.map((consumption) => consumption.start()));
    say(`takes ${config.types.map(({ type, concurrency }) => `${type} (${concurrency} at once)`).join(', ')}`);
  }

  async #registered(): Promise<WorkerOrders> {
    const { stop, say, plane } = this.#parts;
    for (;;) {
      stop.throwIfAborted();
      try {
        return await plane.beat(this.#sign());
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
        say(`${error.message}; tries again`);
        await waited(WORK_LIMITS.heartbeatMs, stop);
      }
    }
  }

  #sign(): WorkerBeat {
    const { config } = this.#parts;
    const observedOf = (type: string) => this.#consumptions.find((one) => one.type === type)?.observed ?? 'stopped';
    return {
      name: config.name,
      types: config.types.map(({ type, concurrency }) => ({ type, concurrency, observed: observedOf(type) })),
      holding: [...this.#holding],
    };
  }

  async #beat(): Promise<void> {
    const { plane, say } = this.#parts;
    try {
      this.#follow(await plane.beat(this.#sign()));
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      say(error.message);
    }
  }

  #follow({ types, lost }: WorkerOrders): void {
    const { stop } = this.#parts;
    for (const consumption of this.#consumptions) {
      const wanted = types.find(({ type }) => type === consumption.type)?.wanted ?? 'stopped';
      consumption.want(stop.aborted ? 'stopped' : wanted);
    }
    // What was reported between the question and its answer is not held any more, and was not lost.
    for (const id of lost) {
      if (!this.#holding.has(id)) continue;
      for (const pool of this.#pools.values()) pool.cancel(id, 'its claim lapsed');
    }
  }

  /** Finishes what is held, and takes nothing more. */
  async #drain(): Promise<void> {
    const { say } = this.#parts;
    for (const consumption of this.#consumptions) consumption.want('stopped');
    if (await this.#emptied(DRAIN_MS)) return;
    say(`gives back ${this.#holding.size} items that it does not finish`);
    await this.#closePools();
    if (await this.#emptied(LEAVE_MS)) return;
    say(`leaves ${this.#holding.size} items unfinished: others take them when their claims lapse`);
  }

  /** Whether nothing is held any more within a time. */
  async #emptied(withinMs: number): Promise<boolean> {
    const untilMs = performance.now() + withinMs;
    while (this.#consumptions.some(({ observed }) => observed !== 'stopped')) {
      if (performance.now() > untilMs) return false;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return true;
  }

  async #closePools(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }
}

/**
 * Takes work items until it is told to stop, and then finishes what it holds.
 *
 * @throws RefusedError when the control plane will not have this worker
 */
export async function runWorker(parts: WorkerParts): Promise<void> {
  await new WorkerRun(parts).run();
}
