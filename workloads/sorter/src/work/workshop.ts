import type { Bus, PartitionReader, Producer, SortTopics, TopicAdmin } from '@longshore/kafka';
import type { SortPlan, UnitTimes } from '@longshore/schemas/sort';
import type { Block } from '@longshore/sorting';
import type { ReachFailpoint } from '../failpoint.ts';
import type { RetryOptions } from '../kafka-retry.ts';
import type { SpillFile } from '../spill/spill-file.ts';

/** What a sorter works with, whatever the unit. */
export interface Workshop {
  bus: Bus;
  producer: Producer;
  admin: TopicAdmin;
  topics: SortTopics;
  topicPrefix: string;
  plan: SortPlan;
  retry: RetryOptions;
  /** What may be in memory at once of what is sorted. */
  memoryBytes: number;
  chunkBytes: number;
  openSpill: () => Promise<SpillFile>;
  reach: ReachFailpoint;
  /** Elements that were dealt with, more each time. */
  progress: (phase: string, count: number) => void;
  /** Blocks of shares that were sampled, for their parting. */
  held: HeldShares;
}

/** A share that a sorter still has in memory. */
export interface HeldShares {
  take(key: string): readonly Block[] | null;
  keep(key: string, blocks: readonly Block[]): void;
  clear(): void;
}

/** Opens a reader for the time of an action. */
export async function withReader<Value>(
  bus: Bus,
  topic: string,
  action: (reader: PartitionReader) => Promise<Value>,
): Promise<Value> {
  const reader = await bus.reader(topic);
  try {
    return await action(reader);
  } finally {
    await reader.close();
  }
}

/** Tells what time was spent on, and what was moved. */
export class Stopwatch {
  readonly #startedAt = new Date();
  readonly #phases: Record<string, number> = {};
  #lastMs = performance.now();
  bytesIn = 0;

  /** What has passed since the last call, or the start, was spent on this phase. */
  lap(phase: string): void {
    const nowMs = performance.now();
    this.#phases[phase] = Math.round((this.#phases[phase] ?? 0) + nowMs - this.#lastMs);
    this.#lastMs = nowMs;
  }

  times(moved: { bytesOut: number; bytesSpilled?: number }): UnitTimes {
    return {
      startedAt: this.#startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      phases: this.#phases,
      bytesIn: this.bytesIn,
      bytesOut: moved.bytesOut,
      bytesSpilled: moved.bytesSpilled ?? 0,
    };
  }
}
