import type { Consumer as KafkaJsConsumer, EachBatchPayload } from 'kafkajs';
import type { BusRecord, Consumer, ConsumerOptions, TopicAdmin, TopicPartition } from './bus.ts';
import { connectionTo, type KafkaBusOptions, withDeadline } from './connection.ts';
import { BusError } from './errors.ts';
import { disconnectQuietly } from './kafka-producer.ts';
import { laneAssigner } from './lane-assigner.ts';
import { translateKafkaError } from './translate-kafka-error.ts';

/** A client that gave no sign of life (no fetch, heartbeat or join) for so long is taken for dead and made anew. */
const silenceMaxMs = 25_000;
const firstBackoffMs = 200;
const lastBackoffMs = 5_000;

const keyOf = ({ topic, partition }: TopicPartition) => `${topic}/${partition}`;

/**
 * A reader that outlives its client: where kafkajs crashes, stays on a dead socket or leaves its group for good (its
 * issues 919, 979, 1720, 1783), another client takes over underneath, from the position reached.
 */
export class KafkaConsumer implements Consumer {
  readonly #connection: KafkaBusOptions;
  readonly #options: ConsumerOptions;
  readonly #admin: TopicAdmin;
  readonly #onPosition: ((partition: TopicPartition, position: bigint) => void) | undefined;
  readonly #startedAtMs = Date.now();
  /** The next offset to be delivered, of each assigned partition. */
  readonly #positions = new Map<string, bigint>();
  #assigned: TopicPartition[] | null = null;
  #client: KafkaJsConsumer | null = null;
  #positioned: Promise<void> = Promise.resolve();
  #lastSignMs = performance.now();
  #troubled = false;
  #paused = false;
  #closed = false;
  readonly #closing = Promise.withResolvers<void>();
  readonly #running: Promise<void>;

  /** @param onPosition - told each position reached, also where only a transaction's markers were passed over */
  constructor(
    connection: KafkaBusOptions,
    options: ConsumerOptions,
    admin: TopicAdmin,
    onPosition?: (partition: TopicPartition, position: bigint) => void,
  ) {
    this.#connection = connection;
    this.#options = options;
    this.#admin = admin;
    this.#onPosition = onPosition;
    this.#running = this.#keepReading();
  }

  get #where(): string {
    return `group ${this.#options.groupId} on ${this.#options.topics.join(', ')}`;
  }

  /** Makes one client after another until closed. */
  async #keepReading(): Promise<void> {
    let backoffMs = firstBackoffMs;
    while (!this.#closed) {
      const beganMs = performance.now();
      const failure = await this.#readUntilFailure();
      if (this.#closed) return;
      this.#assigned = null;
      this.#trouble(translateKafkaError(failure, this.#where));
      if (performance.now() - beganMs > 30_000) backoffMs = firstBackoffMs;
      await this.#wait(backoffMs);
      backoffMs = Math.min(backoffMs * 2, lastBackoffMs);
    }
  }

  /** Resolves with what ended the client, or with undefined when it was closed on purpose. */
  async #readUntilFailure(): Promise<unknown> {
    const client = this.#newClient();
    const ended = Promise.withResolvers<unknown>();
    const { CRASH, END_BATCH_PROCESS, FETCH, HEARTBEAT, GROUP_JOIN, STOP } = client.events;
    const sign = () => {
      this.#lastSignMs = performance.now();
    };
    client.on(FETCH, sign);
    client.on(HEARTBEAT, sign);
    client.on(END_BATCH_PROCESS, ({ payload }) => {
      if (client === this.#client && payload.batchSize === 0) this.#reached(payload, BigInt(payload.lastOffset) + 1n);
    });
    client.on(CRASH, ({ payload }) => ended.resolve(payload.error));
    client.on(STOP, () => ended.resolve(new Error('the consumer stopped')));
    client.on(GROUP_JOIN, ({ payload }) => {
      sign();
      this.#positioned = this.#takePositions(client, payload.memberAssignment);
      this.#positioned.catch((error: unknown) => ended.resolve(error));
    });
    sign();
    this.#client = client;
    const watchdog = setInterval(() => {
      if (performance.now() - this.#lastSignMs > silenceMaxMs) ended.resolve(new Error('the consumer fell silent'));
    }, 1_000);
    try {
      await withDeadline(this.#run(client), 20_000, this.#where);
      return await Promise.race([ended.promise, this.#closing.promise]);
    } catch (error) {
      return error;
    } finally {
      clearInterval(watchdog);
      this.#client = null;
      await disconnectQuietly(() => client.disconnect(), 5_000);
    }
  }

  #newClient(): KafkaJsConsumer {
    const { groupId, partitions, maxWaitMs } = this.#options;
    return connectionTo(this.#connection).consumer({
      groupId,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      // A killed predecessor in a group of one cannot rejoin: wait for it only as long as a live one would need.
      rebalanceTimeout: partitions === undefined ? 30_000 : 1_500,
      maxWaitTimeInMs: maxWaitMs ?? 200,
      allowAutoTopicCreation: false,
      ...(partitions === undefined ? {} : { partitionAssigners: [laneAssigner(partitions, this.#startedAtMs)] }),
      // A crash is ours to handle: the client is made anew in every case.
      retry: { retries: 3, initialRetryTime: 100, restartOnFailure: async () => false },
    });
  }

  async #run(client: KafkaJsConsumer): Promise<void> {
    await client.connect();
    await client.subscribe({ topics: [...this.#options.topics], fromBeginning: this.#options.startAt === 'beginning' });
    await client.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.#deliver(client, payload),
    });
    if (this.#paused) client.pause(this.#topics());
  }

  #topics(): Array<{ topic: string }> {
    return this.#options.topics.map((topic) => ({ topic }));
  }

  /** Decides where to read on in each partition that was assigned, and tells the client. */
  async #takePositions(client: KafkaJsConsumer, assignment: Record<string, number[]>): Promise<void> {
    const assigned = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map((partition): TopicPartition => ({ topic, partition })),
    );
    const described = await this.#admin.describeTopics(Object.keys(assignment));
    const positions = await Promise.all(
      assigned.map(async (partition): Promise<[TopicPartition, bigint]> => {
        const bounds = described
          .find(({ name }) => name === partition.topic)
          ?.partitions.find((row) => row.partition === partition.partition);
        const { start, end } = bounds ?? { start: 0n, end: 0n };
        return [partition, await this.#positionOf(partition, start, end)];
      }),
    );
    if (client !== this.#client) return;
    this.#positions.clear();
    for (const [partition, offset] of positions) {
      this.#positions.set(keyOf(partition), offset);
      client.seek({ ...partition, offset: String(offset) });
    }
    this.#assigned = assigned;
    if (this.#paused) client.pause(this.#topics());
    await this.#options.onAssigned?.(assigned);
    this.#trouble(null);
  }

  /** An offset that the partition does not have any more, or not yet, counts as none: its records were replaced. */
  async #positionOf(partition: TopicPartition, start: bigint, end: bigint): Promise<bigint> {
    const known =
      (await this.#options.storedOffset?.(partition)) ??
      (await this.#admin.committedOffset(this.#options.groupId, partition));
    if (known !== null && known >= start && known <= end) return known;
    return this.#options.startAt === 'beginning' ? start : end;
  }

  async #deliver(client: KafkaJsConsumer, payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, isRunning, isStale, resolveOffset } = payload;
    const mayDeliver = () => isRunning() && !isStale() && !this.#paused && !this.#closed && client === this.#client;
    const beat = setInterval(() => {
      // A heartbeat that fails shows in the fetch that follows.
      heartbeat().catch((error: unknown) => error);
    }, 2_000);
    try {
      await this.#positioned;
      const records = batch.messages.map((message): BusRecord => toBusRecord(batch.topic, batch.partition, message));
      for (let backoffMs = firstBackoffMs; mayDeliver(); backoffMs = Math.min(backoffMs * 2, lastBackoffMs)) {
        try {
          await this.#options.onBatch({
            topic: batch.topic,
            partition: batch.partition,
            records,
            highWatermark: BigInt(batch.highWatermark),
          });
          resolveOffset(batch.lastOffset());
          this.#reached(batch, BigInt(batch.lastOffset()) + 1n);
          this.#trouble(null);
          return;
        } catch (error) {
          this.#trouble(error instanceof Error ? error : new Error(String(error)));
          await this.#wait(backoffMs);
        }
      }
    } finally {
      clearInterval(beat);
    }
  }

  #reached(partition: TopicPartition, position: bigint): void {
    this.#positions.set(keyOf(partition), position);
    this.#onPosition?.(partition, position);
  }

  #trouble(error: Error | null): void {
    if (error === null && !this.#troubled) return;
    this.#troubled = error !== null;
    this.#options.onTrouble?.(error);
  }

  /** Waits, but no longer than until it is closed. */
  async #wait(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([elapsed, this.#closing.promise]);
    clearTimeout(timer);
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    if (this.#assigned !== null) this.#client?.pause(this.#topics());
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#assigned !== null) this.#client?.resume(this.#topics());
  }

  async commit(partition: TopicPartition, offset: bigint): Promise<void> {
    const client = this.#client;
    if (client === null || !this.#positions.has(keyOf(partition))) {
      throw new BusError(`Partition ${keyOf(partition)} is not assigned now`, {
        code: 'NOT_ASSIGNED',
        retryable: true,
        where: this.#where,
        advice: 'Its records will come again after the next assignment.',
      });
    }
    try {
      await withDeadline(client.commitOffsets([{ ...partition, offset: String(offset) }]), 10_000, this.#where);
    } catch (error) {
      throw translateKafkaError(error, this.#where);
    }
  }

  async lag(): Promise<bigint | null> {
    const assigned = this.#assigned;
    if (assigned === null) return null;
    const described = await this.#admin.describeTopics([...new Set(assigned.map(({ topic }) => topic))]);
    let behind = 0n;
    for (const partition of assigned) {
      const position = this.#positions.get(keyOf(partition));
      const row = described
        .find(({ name }) => name === partition.topic)
        ?.partitions.find((one) => one.partition === partition.partition);
      if (position === undefined || row === undefined) return null;
      if (row.end > position) behind += row.end - position;
    }
    return behind;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.resolve();
    await this.#running;
  }
}

type KafkaJsMessage = EachBatchPayload['batch']['messages'][number];

/** One record of kafkajs in our form; of a header that is repeated the last value counts. */
export function toBusRecord(topic: string, partition: number, message: KafkaJsMessage): BusRecord {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) headers[name] = last.toString();
  }
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key === null ? null : message.key.toString(),
    value: message.value,
    headers,
    timestampMs: Number(message.timestamp),
  };
}
