import type { ContainerEvent } from '../../test/hosts/follow-container-events.ts';
import type { EngineEvents } from '../start/engine-events.ts';

type Counted = Extract<ContainerEvent['action'], 'die' | 'destroy'>;

interface Waiting {
  action: Counted;
  resolve(atMs: number): void;
}

/** Counts what several engines tell of one round's containers; nothing else runs on them meanwhile. */
export class RoundWatch implements Disposable {
  readonly #containers: number;
  readonly #seen: Record<Counted, { count: number; lastAtMs: number }> = {
    die: { count: 0, lastAtMs: 0 },
    destroy: { count: 0, lastAtMs: 0 },
  };
  readonly #ended: number[];
  readonly #stops: (() => void)[];
  #waiting: Waiting[] = [];

  /** @param containers - of the round, on all engines together */
  constructor(engines: readonly EngineEvents[], containers: number) {
    this.#containers = containers;
    this.#ended = engines.map(() => 0);
    this.#stops = engines.map((events, index) => events.listen((event) => this.#take(event, index)));
  }

  /** How many containers ended on each engine. */
  get ended(): readonly number[] {
    return this.#ended;
  }

  /**
   * Resolves when every container of the round has ended, or is removed.
   *
   * @returns when the last one's event was seen, on the clock of `performance.now()`
   * @throws when that takes too long
   */
  until(action: Counted, timeoutMs = 180_000): Promise<number> {
    const { count, lastAtMs } = this.#seen[action];
    if (count >= this.#containers) return Promise.resolve(lastAtMs);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const seen = this.#seen[action].count;
        reject(new Error(`Of ${this.#containers} containers ${seen} had a "${action}" within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#waiting.push({
        action,
        resolve: (atMs) => {
          clearTimeout(timer);
          resolve(atMs);
        },
      });
    });
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
  }

  #take({ action, seenAtMs }: ContainerEvent, engine: number): void {
    if (action !== 'die' && action !== 'destroy') return;
    const seen = this.#seen[action];
    seen.count += 1;
    seen.lastAtMs = seenAtMs;
    if (action === 'die') this.#ended[engine] = (this.#ended[engine] ?? 0) + 1;
    if (seen.count < this.#containers) return;
    for (const waiting of this.#waiting.filter((one) => one.action === action)) waiting.resolve(seenAtMs);
    this.#waiting = this.#waiting.filter((one) => one.action !== action);
  }
}
