import { type Bus, type PartitionReader, type SortTopics, sortTopics } from '@longshore/kafka';
import {
  CONTROL_PARTITIONS,
  type ControlRecord,
  EMPTY_SORT,
  evolve,
  parseControlRecord,
  type SortPlan,
  type SortState,
} from '@longshore/schemas/sort';

/** Folds the control log of one sort as it grows. */
export class SortFollower {
  readonly #bus: Bus;
  readonly #topics: SortTopics;
  #reader: PartitionReader | null = null;
  #next = 0n;
  #state: SortState = EMPTY_SORT;

  constructor(bus: Bus, id: string, topicPrefix: string) {
    this.#bus = bus;
    this.#topics = sortTopics(id, topicPrefix);
  }

  /** Reads to the end as it is now. @returns what the log comes to */
  async read(): Promise<SortState> {
    this.#reader ??= await this.#bus.reader(this.#topics.control);
    for (let caughtUp = false; !caughtUp; ) {
      const { records, next, end } = await this.#reader.fetch({
        partition: CONTROL_PARTITIONS.log,
        offset: this.#next,
      });
      for (const { value } of records) {
        const record = parseControlRecord(value?.toString() ?? null);
        if (record !== null) this.#state = evolve(this.#state, record);
      }
      this.#next = next;
      caughtUp = next >= end;
    }
    return this.#state;
  }

  /** Begins the log with the plan. It may come twice: the first counts. */
  async ask(plan: SortPlan): Promise<void> {
    const record: ControlRecord = { kind: 'asked', plan };
    const producer = await this.#bus.producer({ clientId: 'longshore-sorts' });
    try {
      const value = Buffer.from(JSON.stringify(record));
      await producer.send([
        { topic: this.#topics.control, partition: CONTROL_PARTITIONS.log, key: record.kind, value },
      ]);
    } finally {
      await producer.close();
    }
  }

  async close(): Promise<void> {
    await this.#reader?.close();
    this.#reader = null;
  }
}
