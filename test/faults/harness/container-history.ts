import { type ContainerEvent, followContainerEvents } from '../../hosts/follow-container-events.ts';

/**
 * What an engine did to each attempt's container since this was opened, by the engine's own events: a container that
 * was there twice is seen even if it is gone by the time anybody looks.
 */
export class ContainerHistory implements Disposable {
  readonly #created = new Map<string, Set<string>>();
  readonly #started = new Map<string, number>();
  #stop: (() => void) | null = null;

  static async open(socketPath: string): Promise<ContainerHistory> {
    const history = new ContainerHistory();
    history.#stop = await followContainerEvents(socketPath, ['create', 'start'], (event) => history.#take(event));
    return history;
  }

  /** How many containers an attempt ever had. */
  containersOf(attemptId: string): number {
    return this.#created.get(attemptId)?.size ?? 0;
  }

  /** How often a container of an attempt was started. */
  startsOf(attemptId: string): number {
    return this.#started.get(attemptId) ?? 0;
  }

  [Symbol.dispose](): void {
    this.#stop?.();
  }

  #take({ action, containerId, attributes }: ContainerEvent): void {
    const attemptId = attributes['longshore.attempt'];
    if (attemptId === undefined) return;
    if (action === 'start') {
      this.#started.set(attemptId, this.startsOf(attemptId) + 1);
    } else {
      const containers = this.#created.get(attemptId) ?? new Set();
      this.#created.set(attemptId, containers.add(containerId));
    }
  }
}
