import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '@longshore/kitchens';
import type { OrderInput, OrderState, OrderView } from '@longshore/schemas';
import { StreamCrowd } from '../streams/stream-crowd.ts';
import { askTimed, type TimedRequest } from './ask-timed.ts';
import type { UserLog } from './user-log.ts';

export interface UserOptions {
  /** Without a path. */
  url: string;
  key: string;
  log: UserLog;
  next: () => OrderInput;
  chance: Chance;
  temper?: UserTemper;
  signal: AbortSignal;
}

/** How somebody waits. */
export interface UserTemper {
  /** A look at one’s order at most so often. */
  lookMs: number;
  /** And so often where nothing is heard. */
  lookAnywayMs: number;
  /** An order that is not ready by then is not watched any more; it counts as an error. */
  patienceMs: number;
}

const TEMPER: UserTemper = { lookMs: 1_000, lookAnywayMs: 5_000, patienceMs: 60_000 };

/** Somebody who places an order now and then and watches it, with an event stream open all the time, as a page has. */
export class KitchenUser implements Disposable {
  readonly #options: UserOptions;
  readonly #stream: StreamCrowd;
  #heard = false;

  private constructor(options: UserOptions, stream: StreamCrowd) {
    this.#options = options;
    this.#stream = stream;
    stream.listen(() => {
      options.log.heard();
      this.#heard = true;
    });
  }

  /** Opens the user's stream. @throws when it is refused */
  static async arrive(options: UserOptions): Promise<KitchenUser> {
    const { url, key, signal } = options;
    const headers = { authorization: `Bearer ${key}` };
    return new KitchenUser(options, await StreamCrowd.open({ url, headers, streams: 1, signal }));
  }

  /**
   * Places orders until a time, at least one, the next one some `paceMs` after the one before, or when that was ready if it
   * took longer.
   *
   * @param untilMs - on the clock of `performance.now()`
   */
  async stay(untilMs: number, paceMs: number): Promise<void> {
    const { chance, signal } = this.#options;
    // Nobody begins with the others.
    await delay(chance() * Math.max(0, Math.min(paceMs, untilMs - performance.now())), undefined, { signal });
    do {
      const sinceMs = performance.now();
      const id = await this.#place();
      if (id !== null) await this.#watch(id, sinceMs);
      const nextMs = Math.min(untilMs, sinceMs + paceMs * (0.5 + chance()));
      await delay(Math.max(0, nextMs - performance.now()), undefined, { signal });
    } while (performance.now() < untilMs);
    this.#refuseLostStream();
  }

  [Symbol.dispose](): void {
    this.#stream[Symbol.dispose]();
  }

  async #place(): Promise<string | null> {
    const { log, next } = this.#options;
    const answer = await this.#ask({ method: 'POST', path: '/orders', body: next() }, 201);
    if (answer === null) return null;
    const { id } = JSON.parse(answer.text) as { id: string };
    log.placedOrder(id, answer.tookMs);
    return id;
  }

  async #watch(id: string, placedAtMs: number): Promise<void> {
    const { log, signal, temper = TEMPER } = this.#options;
    const isReady: Partial<Record<OrderState, true>> = { ready: true, delivered: true };
    let lookedAtMs = performance.now();
    while (performance.now() - placedAtMs < temper.patienceMs) {
      await delay(temper.lookMs, undefined, { signal });
      if (!this.#heard && performance.now() - lookedAtMs < temper.lookAnywayMs) continue;
      this.#heard = false;
      lookedAtMs = performance.now();
      const answer = await this.#ask({ method: 'GET', path: `/orders/${id}` }, 200);
      if (answer === null) continue;
      log.looked(answer.tookMs);
      const { state } = JSON.parse(answer.text) as Pick<OrderView, 'state'>;
      if (state === 'failed') return log.failed('an order failed');
      if (isReady[state]) return log.sawReady(performance.now() - placedAtMs);
    }
    log.failed(`an order was not ready within ${temper.patienceMs / 1_000} s`);
  }

  /** @returns null where it went wrong: that is in the log then */
  async #ask({ path, ...request }: Pick<TimedRequest, 'method' | 'body'> & { path: string }, wanted: number) {
    const { url, key, log } = this.#options;
    const words = `${request.method} ${request.method === 'GET' ? '/orders/{id}' : path}`;
    try {
      const answer = await askTimed({ ...request, url: `${url}${path}`, key });
      if (answer.status === wanted) return answer;
      log.failed(`${words} was answered ${answer.status}`);
    } catch (error) {
      log.failed(`${words}: ${(error as Error).message}`);
    }
    return null;
  }

  #refuseLostStream(): void {
    try {
      this.#stream.refuseIfLost();
    } catch (error) {
      this.#options.log.failed(`a stream was lost: ${(error as Error).message}`);
    }
  }
}
