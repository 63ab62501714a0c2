import type { EachBatchPayload } from 'kafkajs';
import type { Consumer, ConsumerOptions, TopicPartition } from './bus.ts';
import { type KafkaBusOptions, withDeadline } from './connection.ts';
import { BusError } from './errors.ts';
import type { KafkaTopicAdmin } from './kafka-admin.ts';
import { ReadingClient } from './reading-client.ts';
import { toBusRecord } from './to-bus-record.ts';
import { translateKafkaError } from './translate-kafka-error.ts';

const firstBackoffMs = 200;
const lastBackoffMs = 5_000;
const startDeadlineMs = 20_000;
const commitDeadlineMs = 10_000;

const keyOf = ({ topic, partition }: TopicPartition) => `${topic}/${partition}`;

/** What is known of one partition, whichever client reads it. */
interface Reading {
  /** The next offset to be delivered; null until the first assignment. */
  position: bigint | null;
  committed: bigint | null;
  /** The handler's work on a batch that was delivered: no other begins before it is done. */
  handling: Promise<void> | null;
  backoffMs: number;
}

/**
 * A reader that outlives its clients: where kafkajs crashes, stays on a dead socket or leaves its group for good (its
 * issues 919, 979, 1046, 1720, 1783), another client takes over underneath, from the offsets stored or committed.
 */
export class KafkaConsumer implements Consumer {
  readonly #connection: KafkaBusOptions;
  readonly #options: ConsumerOptions;
  readonly #admin: KafkaTopicAdmin;
  readonly #startedAtMs = Date.now();
  readonly #readings = new Map<string, Reading>();
  readonly #closing = Promise.withResolvers<void>();
  readonly #running: Promise<void>;
  #reader: ReadingClient | null = null;
  #assigned: TopicPartition[] | null = null;
  /** Settled once the assigned partitions' positions are known. */
  #positioned: Promise<void> = Promise.resolve();
  #troubled = false;
  /** Resolved while records may be delivered. */
  #gate = Promise.withResolvers<void>();
  #paused = false;
  #closed = false;
  #commits: Promise<unknown> = Promise.resolve();

  constructor(connection: KafkaBusOptions, options: ConsumerOptions, admin: KafkaTopicAdmin) {
    this.#connection = connection;
    this.#options = options;
    this.#admin = admin;
    this.#gate.resolve();
    this.#running = this.#keepReading();
  }

  get #where(): string {
    return `group ${this.#options.groupId} on ${this.#options.topics.join(', ')}`;
  }

  /** Makes one client after another until closed. */
  async #keepReading(): Promise<void> {
    for (let backoffMs = firstBackoffMs; !this.#closed; backoffMs = Math.min(backoffMs * 2, lastBackoffMs)) {
      const beganMs = performance.now();
      const failure = await this.#readUntilEnded();
      if (this.#closed) return;
      this.#trouble(translateKafkaError(failure, this.#where));
      if (performance.now() - beganMs > 30_000) backoffMs = firstBackoffMs;
      await this.#wait(backoffMs);
    }
  }

  async #readUntilEnded(): Promise<unknown> {
    const reader: ReadingClient = new ReadingClient(this.#connection, this.#options, this.#startedAtMs, {
      joined: (assignment) => {
        this.#positioned = this.#takePositions(reader, assignment);
        return this.#positioned;
      },
      passed: (topic, partition, position) => {
        if (reader === this.#reader) this.#reading({ topic, partition }).position = position;
      },
      committed: (topic, partition, offset) => {
        this.#reading({ topic, partition }).committed = offset;
      },
    });
    this.#reader = reader;
    try {
      const starting = reader.start(this.#options, (payload, lost) => this.#deliver(reader, payload, lost));
      await withDeadline(Promise.race([starting, reader.ended]), startDeadlineMs, this.#where);
      return await Promise.race([reader.ended, this.#closing.promise]);
    } catch (error) {
      return error;
    } finally {
      this.#reader = null;
      this.#assigned = null;
      await reader.close();
    }
  }

  #reading(partition: TopicPartition): Reading {
    const key = keyOf(partition);
    const reading = this.#readings.get(key) ?? {
      position: null,
      committed: null,
      handling: null,
      backoffMs: firstBackoffMs,
    };
    this.#readings.set(key, reading);
    return reading;
  }

  /** Decides where to read on in each partition that was assigned, and tells the client. */
  async #takePositions(reader: ReadingClient, assignment: Record<string, number[]>): Promise<void> {
    const assigned = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map((partition): TopicPartition => ({ topic, partition })),
    );
    const topics = Object.keys(assignment);
    const [described, committed] = await Promise.all([
      this.#admin.describeTopics(topics),
      topics.length === 0 ? new Map() : this.#admin.committedOffsets(this.#options.groupId, topics),
    ]);
    const positions = await Promise.all(
      assigned.map(async (partition) => {
        const bounds = described
          .find(({ name }) => name === partition.topic)
          ?.partitions.find((row) => row.partition === partition.partition);
        const { start, end } = bounds ?? { start: 0n, end: 0n };
        const inGroup: bigint = committed.get(partition.topic)?.get(partition.partition) ?? -1n;
        const known = (await this.#options.storedOffset?.(partition)) ?? (inGroup < 0n ? null : inGroup);
        // What was committed beyond the ends belongs to records that were there before a topic was made anew.
        const committedHere = inGroup >= start && inGroup <= end ? inGroup : null;
        return { partition, committed: committedHere, position: this.#placeIn(start, end, known) };
      }),
    );
    if (reader !== this.#reader || !reader.alive) return;
    for (const { partition, committed: before, position } of positions) {
      Object.assign(this.#reading(partition), { position, committed: before });
      reader.client.seek({ ...partition, offset: String(position) });
    }
    this.#assigned = assigned;
    await this.#options.onAssigned?.(assigned);
    if (reader === this.#reader) this.#trouble(null);
  }

  /** An offset that the partition does not have any more, or not yet, counts as none: its records were replaced. */
  #placeIn(start: bigint, end: bigint, known: bigint | null): bigint {
    if (known !== null && known >= start && known <= end) return known;
    return this.#options.startAt === 'beginning' ? start : end;
  }

  async #deliver(reader: ReadingClient, payload: EachBatchPayload, lost: AbortSignal): Promise<void> {
    const { batch, isRunning, isStale } = payload;
    const mayDeliver = () => isRunning() && !isStale() && !lost.aborted && reader === this.#reader && !this.#closed;
    await unless(lost, this.#positioned);
    const reading = this.#reading(batch);
    const last = batch.messages.at(-1);
    if (last === undefined) return;
    const end = BigInt(batch.lastOffset()) + 1n;
    const records = batch.messages.map((message) => toBusRecord(batch.topic, batch.partition, message));
    // After the last record there may be a transaction's marker, which is never delivered: then this is the end, too.
    const highWatermark = end === BigInt(batch.highWatermark) ? BigInt(last.offset) + 1n : BigInt(batch.highWatermark);
    for (;;) {
      await this.#untilOpen(lost, reading);
      if (!mayDeliver()) return;
      if (await this.#handle(reading, { topic: batch.topic, partition: batch.partition, records, highWatermark }))
        break;
      if (!(await this.#backOff(reader, batch, reading, lost))) return;
    }
    this.#trouble(null);
    if (!mayDeliver()) return;
    payload.resolveOffset(batch.lastOffset());
    reading.position = end;
  }

  /** Waits until delivery is not paused and an earlier client's batch of the partition is done. */
  async #untilOpen(lost: AbortSignal, reading: Reading): Promise<void> {
    while (this.#paused && !lost.aborted) await unless(lost, this.#gate.promise);
    while (reading.handling !== null) await reading.handling;
  }

  /** @returns whether the handler has done its work */
  async #handle(reading: Reading, batch: Parameters<ConsumerOptions['onBatch']>[0]): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    reading.handling = promise;
    try {
      await this.#options.onBatch(batch);
      reading.backoffMs = firstBackoffMs;
      return true;
    } catch (error) {
      this.#trouble(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      reading.handling = null;
      resolve();
    }
  }

  /**
   * Holds a partition back whose batch was refused. The only one waits here, with its records in hand; one of several
   * is fetched again later, so that the others go on.
   *
   * @returns whether the same records are to be delivered again now
   */
  async #backOff(
    reader: ReadingClient,
    partition: TopicPartition,
    reading: Reading,
    lost: AbortSignal,
  ): Promise<boolean> {
    const { backoffMs } = reading;
    reading.backoffMs = Math.min(backoffMs * 2, lastBackoffMs);
    if (this.#assigned?.length === 1) {
      await unless(lost, this.#wait(backoffMs));
      return true;
    }
    const held = [{ topic: partition.topic, partitions: [partition.partition] }];
    reader.client.pause(held);
    void this.#wait(backoffMs).then(() => {
      if (reader.alive && reader === this.#reader) reader.client.resume(held);
    });
    return false;
  }

  #trouble(error: Error | null): void {
    if (error === null && !this.#troubled) return;
    this.#troubled = error !== null;
    this.#options.onTrouble?.(error);
  }

  /** Waits, but no longer than until it is closed. */
  async #wait(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    await Promise.race([promise, this.#closing.promise]);
    clearTimeout(timer);
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#gate = Promise.withResolvers<void>();
  }

  resume(): void {
    this.#paused = false;
    this.#gate.resolve();
  }

  commit(partition: TopicPartition, offset: bigint): Promise<void> {
    const turn = () => this.#commit(partition, offset);
    const done = this.#commits.then(turn, turn);
    this.#commits = done;
    return done;
  }

  async #commit({ topic, partition }: TopicPartition, offset: bigint): Promise<void> {
    const reader = this.#reader;
    const assigned = this.#assigned?.some((one) => one.topic === topic && one.partition === partition) ?? false;
    if (reader === null || !assigned) {
      throw new BusError(`Partition ${topic}/${partition} is not assigned now`, {
        code: 'NOT_ASSIGNED',
        retryable: true,
        where: this.#where,
        advice: 'Its records will come again after the next assignment.',
      });
    }
    const reading = this.#reading({ topic, partition });
    // A commit that comes late takes nothing back.
    if (reading.committed !== null && reading.committed >= offset) return;
    try {
      const committing = reader.client.commitOffsets([{ topic, partition, offset: String(offset) }]);
      await withDeadline(committing, commitDeadlineMs, this.#where);
    } catch (error) {
      throw translateKafkaError(error, this.#where);
    }
    // A client that stops meanwhile resolves without having committed.
    if (this.#reading({ topic, partition }).committed !== offset) {
      throw new BusError(`Nothing is known of the commit of ${topic}/${partition} at ${offset}`, {
        code: 'COMMIT_UNCERTAIN',
        retryable: true,
        where: this.#where,
        advice: 'Its records may come again after the next assignment.',
      });
    }
  }

  async lag(): Promise<bigint | null> {
    const assigned = this.#assigned;
    if (assigned === null) return null;
    const described = await this.#admin.describeTopics([...new Set(assigned.map(({ topic }) => topic))]);
    let behind = 0n;
    for (const partition of assigned) {
      const { position } = this.#reading(partition);
      const row = described
        .find(({ name }) => name === partition.topic)
        ?.partitions.find((one) => one.partition === partition.partition);
      if (position === null || row === undefined) return null;
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

/** Waits for `work`, or until the signal is aborted. */
async function unless(signal: AbortSignal, work: Promise<void>): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([work, promise]);
  signal.removeEventListener('abort', stop);
}
