import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';

/**
 * What an engine did to each attempt's container since this was opened, by the engine's own events: a container that
 * was there twice is seen even if it is gone by the time anybody looks.
 */
export class ContainerHistory implements AsyncDisposable {
  readonly #stream: IncomingMessage;
  readonly #created = new Map<string, Set<string>>();
  readonly #started = new Map<string, number>();

  private constructor(stream: IncomingMessage) {
    this.#stream = stream;
    createInterface({ input: stream }).on('line', (line) => this.#take(line));
  }

  static async open(socketPath: string): Promise<ContainerHistory> {
    const filters = { type: ['container'], event: ['create', 'start'] };
    const path = `/events?filters=${encodeURIComponent(JSON.stringify(filters))}`;
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ socketPath, path, agent: false, headers: { host: 'engine' } }, resolve)
        .on('error', reject)
        .end();
    });
    return new ContainerHistory(stream);
  }

  /** How many containers an attempt ever had. */
  containersOf(attemptId: string): number {
    return this.#created.get(attemptId)?.size ?? 0;
  }

  /** How often a container of an attempt was started. */
  startsOf(attemptId: string): number {
    return this.#started.get(attemptId) ?? 0;
  }

  /** Every attempt that had a container. */
  get attempts(): string[] {
    return [...this.#created.keys()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.destroy();
  }

  #take(line: string): void {
    const { Action, Actor } = JSON.parse(line) as {
      Action: string;
      Actor: { ID: string; Attributes: Record<string, string> };
    };
    const attemptId = Actor.Attributes['longshore.attempt'];
    if (attemptId === undefined) return;
    if (Action === 'create') {
      const containers = this.#created.get(attemptId) ?? new Set();
      this.#created.set(attemptId, containers.add(Actor.ID));
    } else {
      this.#started.set(attemptId, this.startsOf(attemptId) + 1);
    }
  }
}
