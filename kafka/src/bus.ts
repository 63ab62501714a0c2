/**
 * What Longshore asks of a message bus. Two implementations: Kafka (`kafka-bus.ts`) and one in memory for tests.
 * Values are bytes here; the codec turns them into records.
 */

/** A record as read. */
export interface BusRecord {
  topic: string;
  partition: number;
  offset: bigint;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
  /** Milliseconds since the epoch, by the producer's or the broker's clock. For people. */
  timestampMs: number;
}

/** A record to be written. Without `partition` the default partitioner hashes the key. */
export interface OutgoingRecord {
  topic: string;
  partition?: number;
  key: string | null;
  value: Buffer | null;
  headers?: Record<string, string>;
}

/** Writes records, acknowledged by all in-sync replicas. Sends are serialised, so that order per key is kept. */
export interface Producer {
  /** Resolves when all of them are acknowledged; rejects with a `BusError` when that could not be learnt within the deadline. */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** Writes records in transactions under one `transactionalId`: a later holder of the id fences an earlier one. */
export interface TransactionalProducer {
  /**
   * Fences earlier holders of the id. Called after the lead was won, and again after a send has failed: what became
   * of its records is not known then, and nothing is sent (`NOT_INITIALISED`) until it was made sure who leads.
   */
  initialise(): Promise<void>;
  /** All or none become visible to readers of committed records. Rejects with `FencedError` when another took the id. */
  sendInTransaction(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Records of one partition, in order. */
export interface RecordBatch extends TopicPartition {
  records: readonly BusRecord[];
  /** The next offset that will be written, when the batch was fetched: equal to last offset + 1 at the end. */
  highWatermark: bigint;
}

/**
 * Longest wait of an idle fetch for a reader that is alone in its group, in milliseconds: nobody else joins, which it
 * would learn of only between two fetches.
 */
export const LONE_READER_WAIT_MS = 5_000;

export interface ConsumerOptions {
  groupId: string;
  topics: readonly string[];
  /**
   * Read only these partitions of the group's topics (an agent's lane), by an assigner of our own in a group of one.
   * Without it the group protocol shares all of them.
   */
  partitions?: readonly number[];
  /** Where to begin without a committed offset. */
  startAt: 'beginning' | 'end';
  /**
   * Offsets kept elsewhere (PostgreSQL): asked at each assignment, for each assigned partition; they win over
   * the group's committed ones. Null: none is known.
   */
  storedOffset?: (partition: TopicPartition) => Promise<bigint | null>;
  /**
   * Called with one batch at a time for a partition. Nothing is committed by itself. When it rejects, the same records
   * are delivered again after a backoff.
   */
  onBatch: (batch: RecordBatch) => Promise<void>;
  /** Told when partitions are (re)assigned; records before it may come again. */
  onAssigned?: (partitions: readonly TopicPartition[]) => void | Promise<void>;
  /**
   * Told when the connection or the group is lost, or when `onBatch` rejected (with that error); and again with null
   * when reading goes on.
   */
  onTrouble?: (error: Error | null) => void;
  /**
   * Longest wait of an idle fetch, in milliseconds. Records end it, and neither commits nor `close` wait behind it.
   *
   * @default 200
   */
  maxWaitMs?: number;
}

export interface Consumer {
  /** Stops delivering; the group membership and the offsets stay. Idempotent. */
  pause(): void;
  /** Delivers again from where it paused. Idempotent. */
  resume(): void;
  /**
   * Commits that everything below `offset` is done; one that comes after a higher one changes nothing. Rejects with a
   * retryable `BusError` when the partition is not assigned now (`NOT_ASSIGNED`): its records come again.
   */
  commit(partition: TopicPartition, offset: bigint): Promise<void>;
  /** Records not yet delivered, over all assigned partitions; null while that is not known. */
  lag(): Promise<bigint | null>;
  close(): Promise<void>;
}

export interface TopicDescription {
  name: string;
  partitions: ReadonlyArray<{ partition: number; leader: number; replicas: number; start: bigint; end: bigint }>;
}

export interface TopicAdmin {
  listTopics(): Promise<string[]>;
  /** In the order of the names; rejects with a `BusError` `TOPIC_NOT_FOUND` when one of them does not exist. */
  describeTopics(names: readonly string[]): Promise<TopicDescription[]>;
  /** All there are; one that is deleted while it is asked for is left out. */
  describeAllTopics(): Promise<TopicDescription[]>;
  /** Creates what is missing; existing topics are left alone (partitions may be added). Throws `BusError` with the broker's words. */
  ensureTopic(topic: {
    name: string;
    partitions: number;
    replication: number;
    config?: Record<string, string>;
  }): Promise<'created' | 'extended' | 'unchanged'>;
  deleteTopic(name: string): Promise<void>;
  /** Deletes the records of a partition below an offset, as retention does. */
  deleteRecords(partition: TopicPartition, before: bigint): Promise<void>;
  /** What a group has committed on a partition; null when it has committed nothing there. */
  committedOffset(groupId: string, partition: TopicPartition): Promise<bigint | null>;
  listGroups(): Promise<Array<{ groupId: string; protocolType: string }>>;
  /** Forgets groups that have no members; one that has, or is gone, is left as it is. */
  deleteGroups(groupIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Reads partitions of one topic without a group, from wherever it is asked to, over a connection that it keeps. */
export interface PartitionReader {
  /**
   * Records from an offset on: at most about `maxBytes` of them, but one at least where there is one. Waits `maxWaitMs`
   * for the first. `next` is where to read on, `end` the next offset that will be written. Calls go one after another.
   */
  fetch(request: {
    partition: number;
    offset: bigint;
    maxBytes?: number;
    maxWaitMs?: number;
  }): Promise<{ records: BusRecord[]; next: bigint; end: bigint }>;
  close(): Promise<void>;
}

/**
 * Writes records to one partition, each at the offset that it is to have. Any number of processes may write the same
 * records under one identity, and die while they do: the brokers take each record of an identity once, and in order.
 */
export interface PlacedWriter {
  /** An identity that nobody has used, for all who are to write the same. */
  newIdentity(): Promise<string>;
  /**
   * Resolves when all in-sync replicas have the records at their offsets, also when another has put them there. Rejects
   * with a `BusError`: `OUT_OF_SEQUENCE`, and nothing was written, when others come next under this identity; or
   * `OUT_OF_PLACE` when somebody has written to the partition besides, so that the records stand further behind.
   */
  append(request: { identity: string; offset: bigint; values: readonly Buffer[] }): Promise<void>;
  close(): Promise<void>;
}

/** A place to connect to. Every call has a deadline. */
export interface Bus {
  producer(options?: { clientId?: string }): Promise<Producer>;
  transactionalProducer(transactionalId: string): Promise<TransactionalProducer>;
  consumer(options: ConsumerOptions): Promise<Consumer>;
  /**
   * Reads records of a topic without a group: from offsets to the end as it is now, at most `limit`. At the deadline it
   * resolves with what it has; it rejects with a `BusError` when it could not begin.
   */
  read(request: {
    topic: string;
    from: ReadonlyMap<number, bigint>;
    limit: number;
    deadlineMs: number;
  }): Promise<BusRecord[]>;
  reader(topic: string): Promise<PartitionReader>;
  placedWriter(partition: TopicPartition): Promise<PlacedWriter>;
  admin(): Promise<TopicAdmin>;
  /** Closes everything that was opened through this bus. */
  close(): Promise<void>;
}
