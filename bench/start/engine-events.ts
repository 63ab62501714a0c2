import { type ContainerEvent, followContainerEvents } from '../../test/hosts/follow-container-events.ts';

interface Waiting {
  matches(event: ContainerEvent): boolean;
  resolve(event: ContainerEvent): void;
}

/** Follows the engine's events, so that every way of starting a container is timed by the same witness. */
export class EngineEvents {
  readonly #seen: ContainerEvent[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #listeners = new Set<(event: ContainerEvent) => void>();
  #stop: (() => void) | null = null;

  /** Resolves when the engine has begun to tell. */
  static async follow(socketPath: string): Promise<EngineEvents> {
    const events = new EngineEvents();
    events.#stop = await followContainerEvents(socketPath, ['create', 'start', 'die', 'destroy'], (event) =>
      events.#take(event),
    );
    return events;
  }

  /** The first such event, also if it came before this was asked. @throws when none came in time */
  next(
    what: string,
    matches: (event: ContainerEvent) => boolean,
    { timeoutMs = 30_000 }: { timeoutMs?: number } = {},
  ): Promise<ContainerEvent> {
    const already = this.#seen.find(matches);
    if (already) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new Error(`The engine told of no ${what} within ${timeoutMs} ms`));
      }, timeoutMs);
      const waiting: Waiting = {
        matches,
        resolve: (event) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(event);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  /**
   * Tells of each event from now on.
   *
   * @returns a function that ends it
   */
  listen(listener: (event: ContainerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#stop?.();
  }

  #take(event: ContainerEvent): void {
    this.#seen.push(event);
    for (const listener of this.#listeners) listener(event);
    for (const waiting of [...this.#waiting]) if (waiting.matches(event)) waiting.resolve(event);
  }
}
