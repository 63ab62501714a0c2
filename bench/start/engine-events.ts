import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';

/** A container's event, with when it reached this process, on the clock of `performance.now()`. */
export interface ContainerEvent {
  action: 'create' | 'start' | 'destroy';
  containerId: string;
  /** Name, image and labels. */
  attributes: Readonly<Record<string, string>>;
  seenAtMs: number;
}

interface Waiting {
  matches(event: ContainerEvent): boolean;
  resolve(event: ContainerEvent): void;
}

/** Follows the engine's events, so that every way of starting a container is timed by the same witness. */
export class EngineEvents {
  readonly #seen: ContainerEvent[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #stream: IncomingMessage;

  private constructor(stream: IncomingMessage) {
    this.#stream = stream;
    createInterface({ input: stream }).on('line', (line) => this.#take(line, performance.now()));
  }

  /** Resolves when the engine listens to nobody's events but those that come. */
  static async follow(socketPath: string): Promise<EngineEvents> {
    const filters = { type: ['container'], event: ['create', 'start', 'destroy'] };
    const path = `/events?filters=${encodeURIComponent(JSON.stringify(filters))}`;
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ socketPath, path, agent: false, headers: { host: 'engine' } }, resolve)
        .on('error', reject)
        .end();
    });
    return new EngineEvents(stream);
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

  close(): void {
    this.#stream.destroy();
  }

  #take(line: string, seenAtMs: number): void {
    const { Action, Actor } = JSON.parse(line) as {
      Action: ContainerEvent['action'];
      Actor: { ID: string; Attributes: Record<string, string> };
    };
    const event = { action: Action, containerId: Actor.ID, attributes: Actor.Attributes, seenAtMs };
    this.#seen.push(event);
    for (const waiting of [...this.#waiting]) if (waiting.matches(event)) waiting.resolve(event);
  }
}
