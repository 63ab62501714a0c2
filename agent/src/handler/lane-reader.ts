import {
  type Bus,
  type Consumer,
  LONE_READER_WAIT_MS,
  laneOf,
  type RecordBatch,
  type TopicPartition,
} from '@longshore/kafka';
import { ID_PATTERN } from '@longshore/schemas';
import type { Logger } from 'pino';
import { type Clock, pause } from '../clock.ts';

export interface LaneReaderOptions {
  bus: Bus;
  clock: Clock;
  log: Logger;
  agentId: string;
  /** The group's name without the boot. */
  groupPrefix: string;
  /**
   * Part of the group's name: one that was killed stays a member of its group until its session ends, and the next
   * boot would wait for it. What was sent to earlier boots is told again by Sync (docs/adr/0005).
   */
  bootId: string;
  topic: string;
  onBatch: (batch: RecordBatch) => Promise<void>;
  /** The lane is read, and its offset is committed: it may be announced. */
  onLane: (lane: number) => void;
  /** Reading was interrupted and goes on: what was missed meanwhile is not known. */
  onReconnected: () => void;
}

/** Reads the agent's own partition of the instructions' topic, in a group of its own. */
export class LaneReader {
  readonly #options: LaneReaderOptions;
  readonly #closed = new AbortController();
  #consumer: Consumer | null = null;
  #lane: TopicPartition | null = null;
  #paused = true;
  #troubled = false;
  #wasAssigned = false;
  /** Where a group that never committed begins; null once that is committed. */
  #begin: bigint | null = null;
  #ownFailure: unknown = null;
  #earlierForgotten = false;

  constructor(options: LaneReaderOptions) {
    this.#options = options;
  }

  get #groupId(): string {
    return `${this.#options.groupPrefix}${this.#options.bootId}`;
  }

  /** Connects, trying until it works or the reader is closed. */
  async start(): Promise<void> {
    const { clock, log } = this.#options;
    for (let failures = 0; !this.#closed.signal.aborted; failures += 1) {
      try {
        return await this.#connect();
      } catch (error) {
        log.warn({ err: error }, 'the lane cannot be read yet; it will be tried again');
        await pause(clock, Math.min(10_000, 500 * 2 ** Math.min(failures, 5)), this.#closed.signal);
      }
    }
  }

  /** No record is delivered until `resume`; the group membership and the offsets stay. */
  pause(): void {
    this.#paused = true;
    this.#consumer?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#consumer?.resume();
  }

  async commit(offset: bigint): Promise<void> {
    if (this.#consumer === null || this.#lane === null) throw new Error('the lane is not read yet');
    await this.#consumer.commit(this.#lane, offset);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#consumer?.close();
  }

  async #connect(): Promise<void> {
    const { bus, topic, log } = this.#options;
    const groupId = this.#groupId;
    const { lane, begin } = await this.#whereToBegin();
    this.#lane = lane;
    this.#begin = begin;
    const consumer = await bus.consumer({
      groupId,
      topics: [topic],
      partitions: [lane.partition],
      startAt: 'end',
      storedOffset: () => Promise.resolve(this.#begin),
      onBatch: (batch) => this.#deliver(batch),
      onAssigned: (partitions) => this.#assigned(lane, partitions),
      onTrouble: (error) => this.#trouble(error),
      maxWaitMs: LONE_READER_WAIT_MS,
    });
    this.#consumer = consumer;
    if (this.#paused) consumer.pause();
    else consumer.resume();
    if (this.#closed.signal.aborted) await consumer.close();
    log.info({ groupId, lane: lane.partition }, 'reading the lane');
  }

  /**
   * A group that has committed goes on from there. A new one begins at what is the end now, and commits that before the
   * lane is announced: whatever is sent after the announcement is then read.
   */
  async #whereToBegin(): Promise<{ lane: TopicPartition; begin: bigint | null }> {
    const { bus, agentId, topic } = this.#options;
    const admin = await bus.admin();
    const [description] = await admin.describeTopics([topic]);
    if (description === undefined || description.partitions.length === 0)
      throw new Error(`there is no topic ${topic} yet`);
    const lane = { topic, partition: laneOf(agentId, description.partitions.length) };
    if ((await admin.committedOffset(this.#groupId, lane)) !== null) return { lane, begin: null };
    const end = description.partitions.find((one) => one.partition === lane.partition)?.end ?? 0n;
    return { lane, begin: end };
  }

  async #assigned(lane: TopicPartition, partitions: readonly TopicPartition[]): Promise<void> {
    if (!partitions.some((one) => one.partition === lane.partition)) return;
    if (this.#begin !== null) await this.#commitBegin(lane, this.#begin);
    this.#begin = null;
    this.#options.onLane(lane.partition);
    // Out of the group for a while, without a word of trouble (this process stood still): records may be gone by now.
    if (this.#wasAssigned && !this.#troubled) this.#options.onReconnected();
    this.#wasAssigned = true;
    if (!this.#earlierForgotten) await this.#forgetEarlierBoots();
  }

  /** Groups of earlier boots would otherwise stay until the broker's retention of offsets. Failing harms nothing. */
  async #forgetEarlierBoots(): Promise<void> {
    const { bus, groupPrefix, log } = this.#options;
    try {
      const admin = await bus.admin();
      const names = (await admin.listGroups()).map(({ groupId }) => groupId);
      await admin.deleteGroups(names.filter((name) => isGroupOfBoot(name, groupPrefix) && name !== this.#groupId));
      this.#earlierForgotten = true;
    } catch (error) {
      log.info({ err: error }, 'the groups of earlier boots are left for the next time');
    }
  }

  /** The consumer may be told of its assignment before it was handed to us. */
  async #commitBegin(lane: TopicPartition, begin: bigint): Promise<void> {
    while (this.#consumer === null && !this.#closed.signal.aborted) await pause(this.#options.clock, 10);
    await this.#consumer?.commit(lane, begin);
  }

  async #deliver(batch: RecordBatch): Promise<void> {
    try {
      await this.#options.onBatch(batch);
    } catch (error) {
      this.#ownFailure = error;
      throw error;
    }
  }

  #trouble(error: Error | null): void {
    const { log, onReconnected } = this.#options;
    // What we refused ourselves (blocked, registry unreachable) comes again: nothing was missed.
    if (error !== null && error === this.#ownFailure) return;
    if (error !== null) {
      this.#troubled = true;
      log.warn({ err: error }, 'reading the lane is interrupted');
    } else if (this.#troubled) {
      this.#troubled = false;
      log.info('reading the lane goes on');
      onReconnected();
    }
  }
}

/** Whether a group is one of this agent's boots: the prefix alone could be the beginning of another agent's id. */
function isGroupOfBoot(groupId: string, groupPrefix: string): boolean {
  return groupId.startsWith(groupPrefix) && ID_PATTERN.test(groupId.slice(groupPrefix.length));
}
