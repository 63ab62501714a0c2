import type { Producer as KafkaJsProducer, RetryOptions } from 'kafkajs';
import type { OutgoingRecord, TransactionalProducer } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { BusError, FencedError } from './errors.ts';
import { toTopicMessages } from './kafka-producer.ts';
import { splitBySize } from './split-by-size.ts';
import { isFencing, translateKafkaError } from './translate-kafka-error.ts';

/**
 * A broker answers CONCURRENT_TRANSACTIONS for some milliseconds after a commit, and kafkajs' default wait of 300 ms
 * makes each transaction 20 times as long as this does.
 */
const retry: RetryOptions = { initialRetryTime: 3, factor: 0, multiplier: 1.5, maxRetryTime: 1_000, retries: 25 };

/**
 * Writes in transactions. After a failure that leaves a transaction's fate unknown it refuses to go on until
 * `initialise` is called again: that fences, so only the one who has made sure that it still leads may do it.
 */
export class KafkaTransactionalProducer implements TransactionalProducer {
  readonly #options: KafkaBusOptions;
  readonly #transactionalId: string;
  readonly #deadlineMs: number;
  #opened: { client: KafkaJsProducer; connection: Connection } | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KafkaBusOptions, transactionalId: string) {
    this.#options = options;
    this.#transactionalId = transactionalId;
    this.#deadlineMs = options.deadlineMs ?? 15_000;
  }

  get #where(): string {
    return `transaction of ${this.#transactionalId} on ${this.#options.bootstrapServers.join(',')}`;
  }

  async initialise(): Promise<void> {
    await this.#discardClient();
    const connection = openConnection(this.#options, retry);
    const client = connection.kafka.producer({
      transactionalId: this.#transactionalId,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      transactionTimeout: 20_000,
    });
    try {
      await withDeadline(takeOver(client), this.#deadlineMs, this.#where);
    } catch (error) {
      await endConnection(connection, () => client.disconnect(), 1_000);
      throw this.#translate(error);
    }
    this.#opened = { client, connection };
  }

  sendInTransaction(records: readonly OutgoingRecord[]): Promise<void> {
    const turn = this.#last.then(
      () => this.#transact(records),
      () => this.#transact(records),
    );
    this.#last = turn;
    return turn;
  }

  async #transact(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    if (this.#opened === null) {
      throw new BusError('The transactional producer is not initialised', {
        code: 'NOT_INITIALISED',
        retryable: true,
        where: this.#where,
        advice: 'Make sure of the lead, then initialise it again.',
      });
    }
    try {
      await withDeadline(commitOne(this.#opened.client, records), this.#deadlineMs, this.#where);
    } catch (error) {
      await this.#discardClient();
      throw this.#translate(error);
    }
  }

  #translate(error: unknown): Error {
    return isFencing(error) ? new FencedError(this.#transactionalId, error) : translateKafkaError(error, this.#where);
  }

  async #discardClient(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await endConnection(opened.connection, () => opened.client.disconnect(), 1_000);
  }

  async close(): Promise<void> {
    await this.#last.then(
      () => undefined,
      (error: unknown) => error,
    );
    await this.#discardClient();
  }
}

/** The first transaction asks for the producer's id and epoch, which is what fences an earlier holder: so one is begun. */
async function takeOver(client: KafkaJsProducer): Promise<void> {
  await client.connect();
  const transaction = await client.transaction();
  await transaction.abort();
}

async function commitOne(client: KafkaJsProducer, records: readonly OutgoingRecord[]): Promise<void> {
  const transaction = await client.transaction();
  try {
    for (const request of splitBySize(records)) {
      await transaction.sendBatch({ acks: -1, topicMessages: toTopicMessages(request) });
    }
    await transaction.commit();
  } catch (error) {
    // Aborting spares readers of committed records the wait for the timeout; the first error is what counts.
    if (transaction.isActive()) await transaction.abort().catch((second: unknown) => second);
    throw error;
  }
}
