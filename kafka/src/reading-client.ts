import type { EachBatchPayload, Consumer as KafkaJsConsumer } from 'kafkajs';
import type { ConsumerOptions } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection } from './connection.ts';
import { controlFetches, type FetchControl } from './fetch-control.ts';
import { laneAssigner } from './lane-assigner.ts';

/** How long members of a group that is joined anew are waited for. Short: our groups have one reader at a time. */
const rebalanceTimeoutMs = 1_500;
const sessionTimeoutMs = 15_000;
const heartbeatIntervalMs = 1_000;
/** A coordinator that was not heard for so long, or a fetch that is so much later than it should be, is a dead client. */
const silenceMaxMs = 12_000;
const watchEveryMs = 1_000;
const unsettledMs = 1_000;
const hurriedWaitMs = 50;

/**
 * Handles a batch. The signal is aborted when its group or its client is lost: what has not begun by then is left to
 * those who are assigned next.
 */
export type Deliver = (payload: EachBatchPayload, lost: AbortSignal) => Promise<void>;

/** What the reader does with a client's reports. */
export interface ReadingClientEvents {
  /** The group has given this client these partitions, by topic. */
  joined: (assignment: Record<string, number[]>) => Promise<void>;
  /** Passed over markers of transactions only, up to this offset (exclusive). */
  passed: (topic: string, partition: number, position: bigint) => void;
  committed: (topic: string, partition: number, offset: bigint) => void;
}

/**
 * One client of kafkajs in a group, watched: `ended` settles as soon as it crashed, stopped, lost a request or fell
 * silent. Then it is closed, and another one made.
 */
export class ReadingClient {
  readonly client: KafkaJsConsumer;
  readonly #connection: Connection;
  readonly #fetches: FetchControl;
  readonly #ended = Promise.withResolvers<Error>();
  readonly #maxWaitMs: number;
  readonly #over = new AbortController();
  #watchdog: NodeJS.Timeout | undefined;
  #lastGroupAnswerMs = performance.now();
  #lastFetchAnswerMs = performance.now();
  /** Batches in the handler: meanwhile nothing is fetched. */
  #batches = 0;
  /** Without a partition there is nothing to fetch, and no silence to mind. */
  #hasPartitions = false;
  #lastWatchMs = performance.now();
  /** When it was found out where to read on; infinite while that is being done. */
  #positionedAtMs = Number.POSITIVE_INFINITY;

  constructor(connection: KafkaBusOptions, options: ConsumerOptions, startedAtMs: number, events: ReadingClientEvents) {
    this.#connection = openConnection(connection);
    this.#fetches = controlFetches(this.#connection.kafka, () => this.#longestWaitMs());
    this.#maxWaitMs = options.maxWaitMs ?? 200;
    this.client = this.#connection.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatIntervalMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      maxWaitTimeInMs: this.#maxWaitMs,
      allowAutoTopicCreation: false,
      ...(options.partitions === undefined
        ? {}
        : { partitionAssigners: [laneAssigner(options.partitions, startedAtMs)] }),
      // A crash is ours to handle: the client is made anew in every case.
      retry: { retries: 3, initialRetryTime: 100, restartOnFailure: async () => false },
    });
    this.#listen(events);
  }

  get alive(): boolean {
    return !this.#over.signal.aborted;
  }

  /** Resolves with the reason when this client is of no more use. */
  get ended(): Promise<Error> {
    return this.#ended.promise;
  }

  end(reason: Error): void {
    this.#over.abort();
    this.#ended.resolve(reason);
  }

  #listen(events: ReadingClientEvents): void {
    const { COMMIT_OFFSETS, CRASH, END_BATCH_PROCESS, GROUP_JOIN, REQUEST, REQUEST_TIMEOUT } = this.client.events;
    this.client.on(REQUEST, ({ payload }) => {
      if (payload.apiName === 'Fetch') this.#lastFetchAnswerMs = performance.now();
      if (['Heartbeat', 'JoinGroup', 'SyncGroup'].includes(payload.apiName))
        this.#lastGroupAnswerMs = performance.now();
    });
    this.client.on(REQUEST_TIMEOUT, ({ payload }) =>
      this.end(new Error(`no answer to ${payload.apiName} from ${payload.broker}`)),
    );
    this.client.on(CRASH, ({ payload }) => this.end(payload.error));
    this.client.on(GROUP_JOIN, ({ payload }) => {
      this.#hasPartitions = Object.values(payload.memberAssignment).some((partitions) => partitions.length > 0);
      this.#lastFetchAnswerMs = performance.now();
      this.#position(events.joined(payload.memberAssignment));
    });
    this.client.on(END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      if (batchSize === 0) events.passed(topic, partition, BigInt(lastOffset) + 1n);
    });
    this.client.on(COMMIT_OFFSETS, ({ payload }) => {
      for (const { topic, partitions } of payload.topics) {
        for (const { partition, offset } of partitions) events.committed(topic, partition, BigInt(String(offset)));
      }
    });
  }

  #position(work: Promise<void>): void {
    this.#positionedAtMs = Number.POSITIVE_INFINITY;
    work
      .catch((error: unknown) => this.end(toError(error)))
      .finally(() => {
        this.#positionedAtMs = performance.now();
      });
  }

  /**
   * Around an assignment a fetch may have been made out for where its partitions stood before, with nothing to be had
   * there: it waits but briefly, so that the right one follows soon.
   */
  #longestWaitMs(): number | null {
    return performance.now() - this.#positionedAtMs > unsettledMs ? null : hurriedWaitMs;
  }

  async start(options: ConsumerOptions, deliver: Deliver): Promise<void> {
    this.#watchdog = setInterval(() => this.#watch(), watchEveryMs);
    await this.client.connect();
    await this.client.subscribe({ topics: [...options.topics], fromBeginning: options.startAt === 'beginning' });
    await this.client.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.#counted(payload, deliver),
    });
  }

  async #counted(payload: EachBatchPayload, deliver: Deliver): Promise<void> {
    this.#batches += 1;
    let failure: unknown = null;
    const lost = new AbortController();
    const beat = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        failure ??= error;
        lost.abort();
      });
    }, heartbeatIntervalMs);
    try {
      await deliver(payload, AbortSignal.any([lost.signal, this.#over.signal]));
    } finally {
      clearInterval(beat);
      this.#batches -= 1;
      this.#lastFetchAnswerMs = performance.now();
    }
    // Only now kafkajs can be told that the group is being joined anew, or that it is no member any more.
    if (failure !== null) throw failure;
  }

  /** Leaves the group and closes, by force when that takes long. */
  async close(): Promise<void> {
    this.end(new Error('the consumer was closed'));
    clearInterval(this.#watchdog);
    const stopping = this.client.disconnect();
    // A fetch that waits for records would hold up the goodbye.
    if (this.#batches === 0) this.#fetches.cut();
    await endConnection(this.#connection, () => stopping, 5_000);
  }

  #watch(): void {
    const nowMs = performance.now();
    const stoodStill = nowMs - this.#lastWatchMs > watchEveryMs + 2_000;
    this.#lastWatchMs = nowMs;
    if (stoodStill) {
      // This process was frozen or busy: what was answered meanwhile is yet to be read.
      this.#lastGroupAnswerMs = nowMs;
      this.#lastFetchAnswerMs = nowMs;
    }
    if (nowMs - this.#lastGroupAnswerMs > silenceMaxMs) {
      this.end(new Error('the group’s coordinator fell silent'));
    } else if (
      this.#hasPartitions &&
      this.#batches === 0 &&
      nowMs - this.#lastFetchAnswerMs > silenceMaxMs + this.#maxWaitMs
    ) {
      this.end(new Error('the brokers fell silent'));
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
