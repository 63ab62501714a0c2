import type { PartitionReader, Producer } from '@longshore/kafka';
import {
  CONTROL_PARTITIONS,
  type ControlRecord,
  EMPTY_SORT,
  evolve,
  parseControlRecord,
  type SortState,
} from '@longshore/schemas/sort';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';

export interface ControlLogOptions {
  topic: string;
  reader: PartitionReader;
  producer: Producer;
  retry: RetryOptions;
}

/** The control log of one sort: what it comes to so far, and a way to add to it. */
export class ControlLog {
  readonly #options: ControlLogOptions;
  #state: SortState = EMPTY_SORT;
  #next = 0n;

  constructor(options: ControlLogOptions) {
    this.#options = options;
  }

  /** What has been read comes to this. */
  get state(): SortState {
    return this.#state;
  }

  /**
   * Reads to the end as it is now, so that everything that was acknowledged before is in the state.
   *
   * @param maxWaitMs - how long to wait for a first record that is new
   * @returns whether there was one
   */
  async catchUp(maxWaitMs: number): Promise<boolean> {
    const before = this.#next;
    for (let waitMs = maxWaitMs; ; waitMs = 0) {
      const end = await this.#readOnce(waitMs);
      if (this.#next >= end) return this.#next > before;
    }
  }

  async #readOnce(maxWaitMs: number): Promise<bigint> {
    const { reader, retry } = this.#options;
    const { records, next, end } = await withKafkaRetry('reading the control log', retry, () =>
      reader.fetch({ partition: CONTROL_PARTITIONS.log, offset: this.#next, maxWaitMs }),
    );
    for (const { value } of records) {
      const record = parseControlRecord(value?.toString() ?? null);
      if (record !== null) this.#state = evolve(this.#state, record);
    }
    this.#next = next;
    return end;
  }

  /** Adds records, in order. They may be there twice after trouble: `evolve` refuses the second. */
  async append(records: readonly ControlRecord[]): Promise<void> {
    const { producer, retry, topic } = this.#options;
    const outgoing = records.map((record) => ({
      topic,
      partition: CONTROL_PARTITIONS.log,
      key: record.kind,
      value: Buffer.from(JSON.stringify(record)),
    }));
    await withKafkaRetry('writing to the control log', retry, () => producer.send(outgoing));
  }
}
