import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { dueOrphans, type TrackedOrphan } from '../decide/due-orphans.ts';
import type { Engine, ListedContainer } from '../engine/engine.ts';

export interface OrphansOptions {
  engine: Pick<Engine, 'stop' | 'remove'>;
  clock: Clock;
  log: Logger;
  graceMs: number;
  /** Between SIGTERM and SIGKILL. @default 10000 */
  stopGraceMs?: number;
  onRemoved: (container: ListedContainer) => void;
}

/** Removes containers that carry our labels and that nobody has wanted for a whole grace. */
export class Orphans {
  readonly #options: OrphansOptions;
  readonly #underWay = new Set<string>();
  #tracked: TrackedOrphan[] = [];

  constructor(options: OrphansOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#tracked.length;
  }

  /** Takes in what a fresh list showed to be nobody's. */
  seen(orphans: readonly ListedContainer[]): void {
    const { clock, graceMs, log } = this.#options;
    const { tracked, due } = dueOrphans(this.#tracked, orphans, clock.monotonicMs(), graceMs);
    this.#tracked = tracked;
    for (const container of due) {
      if (this.#underWay.has(container.containerId)) continue;
      this.#underWay.add(container.containerId);
      this.#remove(container)
        .catch((error: unknown) => {
          log.warn({ err: error, ...container }, 'an orphan could not be removed; it will be tried again');
        })
        .finally(() => this.#underWay.delete(container.containerId));
    }
  }

  /** Before a Sync nobody can say what is wanted. */
  reset(): void {
    this.#tracked = [];
  }

  async #remove(container: ListedContainer): Promise<void> {
    const { engine, log, stopGraceMs = 10_000, onRemoved } = this.#options;
    log.warn({ ...container }, 'removing a container that nobody wants');
    if (container.engineState !== 'created') await engine.stop(container.containerId, stopGraceMs);
    await engine.remove(container.containerId);
    onRemoved(container);
  }
}
