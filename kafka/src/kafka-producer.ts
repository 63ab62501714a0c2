import { CompressionTypes, type Producer as KafkaJsProducer, type TopicMessages } from 'kafkajs';
import type { OutgoingRecord, Producer } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { BusError } from './errors.ts';
import { splitBySize } from './split-by-size.ts';
import { translateKafkaError } from './translate-kafka-error.ts';

interface QueuedSend {
  /** Not to be joined with others. */
  alone: boolean;
  records: readonly OutgoingRecord[];
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Sends that wait beyond this are refused rather than kept in memory. */
const queuedRecordsMax = 200_000;
/** Waiting sends are joined into one request up to this many records. */
const recordsPerRequest = 5_000;

/** Groups records by topic, in order. */
export function toTopicMessages(records: readonly OutgoingRecord[]): TopicMessages[] {
  const byTopic = new Map<string, TopicMessages>();
  for (const { topic, partition, key, value, headers } of records) {
    const entry = byTopic.get(topic) ?? { topic, messages: [] };
    byTopic.set(topic, entry);
    entry.messages.push({
      key,
      value,
      ...(partition === undefined ? {} : { partition }),
      ...(headers === undefined ? {} : { headers }),
    });
  }
  return [...byTopic.values()];
}

function placesOf(sends: readonly QueuedSend[]): Set<string> {
  return new Set(sends.flatMap(({ records }) => records.map(({ topic, partition }) => `${topic}/${partition ?? ''}`)));
}

/**
 * A producer whose sends go one request after another: idempotent sends that overlap arrive out of order (kafkajs issue
 * 598). What is handed in while a request is under way goes together in the next one. After a failure the client is
 * made anew, since a socket may stay dead (issue 1783) and an idempotent producer cannot go on after a gap.
 */
export class KafkaProducer implements Producer {
  readonly #options: KafkaBusOptions;
  readonly #deadlineMs: number;
  #opened: { client: KafkaJsProducer; connection: Connection } | null = null;
  #queue: QueuedSend[] = [];
  #queuedRecords = 0;
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(options: KafkaBusOptions) {
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? 15_000;
  }

  get #where(): string {
    return `send on ${this.#options.bootstrapServers.join(',')}`;
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    if (this.#closed) throw this.#failure('The producer is closed', 'PRODUCER_CLOSED', false, 'Open another one.');
    if (this.#queuedRecords + records.length > queuedRecordsMax) {
      throw this.#failure(
        'Too many records wait to be sent',
        'SEND_QUEUE_FULL',
        true,
        'Send again once Kafka is back.',
      );
    }
    const sent = new Promise<void>((resolve, reject) => {
      this.#queue.push({ alone: false, records, resolve, reject });
    });
    this.#queuedRecords += records.length;
    this.#draining ??= this.#drain();
    await sent;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const sends = this.#takeOneRequest();
      try {
        await this.#request(sends.flatMap((send) => [...send.records]));
        for (const send of sends) send.resolve();
      } catch (error) {
        await this.#failed(sends, error);
      }
    }
    this.#draining = null;
  }

  async #failed(sends: readonly QueuedSend[], error: unknown): Promise<void> {
    await this.#discardClient();
    const failure = translateKafkaError(error, this.#where);
    if (sends.length > 1 && failure instanceof BusError && !failure.retryable) {
      // One of them was refused for good, and nobody knows which: each goes alone, in order.
      this.#queue.unshift(...sends.map((send) => ({ ...send, alone: true })));
      for (const send of sends) this.#queuedRecords += send.records.length;
      return;
    }
    for (const send of sends) send.reject(failure);
    if (failure instanceof BusError && failure.code === 'TOPIC_NOT_FOUND') this.#refuseAlike(sends, failure);
  }

  /** What was refused together with these, and is for the same partitions, would wait for seconds each to be refused too. */
  #refuseAlike(refused: readonly QueuedSend[], failure: BusError): void {
    const gone = placesOf(refused);
    if (gone.size > 1) return;
    const isAlike = (send: QueuedSend): boolean =>
      send.alone && [...placesOf([send])].every((place) => gone.has(place));
    const alike = this.#queue.filter(isAlike);
    this.#queue = this.#queue.filter((send) => !isAlike(send));
    for (const send of alike) {
      this.#queuedRecords -= send.records.length;
      send.reject(failure);
    }
  }

  #takeOneRequest(): QueuedSend[] {
    let count = 0;
    let taken = 0;
    for (const send of this.#queue) {
      if (taken > 0 && (send.alone || count + send.records.length > recordsPerRequest)) break;
      count += send.records.length;
      taken += 1;
      if (send.alone) break;
    }
    this.#queuedRecords -= count;
    return this.#queue.splice(0, taken);
  }

  async #request(records: readonly OutgoingRecord[]): Promise<void> {
    this.#opened ??= this.#open();
    const { client } = this.#opened;
    const work = async () => {
      // Connects, and asks for the producer's id, the first time only.
      await client.connect();
      for (const request of splitBySize(records)) {
        await client.sendBatch({
          acks: -1,
          compression: CompressionTypes.None,
          topicMessages: toTopicMessages(request),
        });
      }
    };
    await withDeadline(work(), this.#deadlineMs, this.#where);
  }

  #open(): { client: KafkaJsProducer; connection: Connection } {
    const connection = openConnection(this.#options);
    const client = connection.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    return { client, connection };
  }

  async #discardClient(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await endConnection(opened.connection, () => opened.client.disconnect(), 2_000);
  }

  #failure(what: string, code: string, retryable: boolean, advice: string): BusError {
    return new BusError(what, { code, retryable, where: this.#where, advice });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    await this.#discardClient();
  }
}
