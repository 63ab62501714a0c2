import type { ContainerUse, EngineFacts, ListedContainer } from '../engine/engine.ts';

/** How much of a processor a container used between two looks. */
export interface MeasuredUse {
  cpuMillis: number;
  memoryBytes: number;
}

/** What is known of the engine and of this agent's containers on it: the last good answers. */
export interface Inventory {
  facts: EngineFacts | null;
  pingMs: number;
  /** Engine's clock minus the agent's. */
  clockDifferenceMs: number | null;
  containers: readonly ListedContainer[];
  /** False: `containers` is from before the engine stopped answering. */
  complete: boolean;
  /** Running containers of the engine that are not ours; null: not counted yet. */
  others: number | null;
  use: ReadonlyMap<string, MeasuredUse>;
  images: readonly string[];
  disk: { freeBytes: number; totalBytes: number } | null;
}

export const emptyInventory: Inventory = {
  facts: null,
  pingMs: 0,
  clockDifferenceMs: null,
  containers: [],
  complete: false,
  others: null,
  use: new Map(),
  images: [],
  disk: null,
};

/** Turns the engine's running totals of processor time into use, look by look. */
export class UseMeter {
  readonly #last = new Map<string, { cpuNanos: number; atMs: number }>();

  /** Takes a look at a container. At the first one there is nothing to compare it with: no use of a processor. */
  measure(containerId: string, use: ContainerUse, atMs: number): MeasuredUse {
    const last = this.#last.get(containerId);
    this.#last.set(containerId, { cpuNanos: use.cpuNanos, atMs });
    const elapsedMs = last === undefined ? 0 : atMs - last.atMs;
    const nanos = last === undefined ? 0 : Math.max(0, use.cpuNanos - last.cpuNanos);
    // One core for one millisecond is a million nanoseconds, and a thousand thousandths of a core.
    return { cpuMillis: elapsedMs <= 0 ? 0 : nanos / 1_000 / elapsedMs, memoryBytes: use.memoryBytes };
  }

  /** Keeps only these containers. */
  keep(containerIds: ReadonlySet<string>): void {
    for (const containerId of this.#last.keys()) if (!containerIds.has(containerId)) this.#last.delete(containerId);
  }
}
