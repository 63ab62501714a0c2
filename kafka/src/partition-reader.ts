/// <reference path="./kafkajs-internals.d.ts" />
import Batch from 'kafkajs/src/consumer/batch.js';
import type { PartitionReader } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { type Cluster, clusterMaker, type FetchRequest } from './kafkajs-cluster.ts';
import { toBusRecord } from './to-bus-record.ts';
import { translateKafkaError } from './translate-kafka-error.ts';

/** Kafka's number for: only records of committed transactions. */
const readCommitted = 1;
const defaultBytes = 1024 * 1024;

type Fetch = Parameters<PartitionReader['fetch']>[0];

/** Reads one topic without a group over one connection, which is made anew after a failure. */
export class KafkaPartitionReader implements PartitionReader {
  readonly #options: KafkaBusOptions;
  readonly #topic: string;
  #opened: { cluster: Cluster; connection: Connection } | null = null;

  constructor(options: KafkaBusOptions, topic: string) {
    this.#options = options;
    this.#topic = topic;
  }

  async fetch(request: Fetch): ReturnType<PartitionReader['fetch']> {
    const where = `read ${this.#topic}/${request.partition} on ${this.#options.bootstrapServers.join(',')}`;
    const deadlineMs = (this.#options.deadlineMs ?? 15_000) + (request.maxWaitMs ?? 0);
    try {
      return await withDeadline(this.#fetch(request), deadlineMs, where);
    } catch (error) {
      await this.close();
      throw translateKafkaError(error, where);
    }
  }

  async #fetch({ partition, offset, maxBytes, maxWaitMs }: Fetch): ReturnType<PartitionReader['fetch']> {
    const cluster = await this.#connected();
    const [nodeId] = Object.keys(cluster.findLeaderForPartitions(this.#topic, [partition]));
    if (nodeId === undefined) throw new Error(`partition ${partition} has no leader now`);
    const broker = await cluster.findBroker({ nodeId });
    const bytes = maxBytes ?? defaultBytes;
    const asked: FetchRequest = {
      maxWaitTime: maxWaitMs ?? 0,
      minBytes: 1,
      maxBytes: bytes,
      isolationLevel: readCommitted,
      topics: [{ topic: this.#topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: bytes }] }],
    };
    const { responses } = await broker.fetch(asked);
    const fetched = responses.flatMap((response) => response.partitions).at(0);
    if (fetched === undefined) return { records: [], next: offset, end: offset };
    const batch = new Batch(this.#topic, String(offset), fetched);
    const next = batch.isEmptyIncludingFiltered() ? offset : BigInt(batch.lastOffset()) + 1n;
    const records = batch.messages.map((message) => toBusRecord(this.#topic, partition, message));
    return { records, next, end: BigInt(fetched.highWatermark) };
  }

  async #connected(): Promise<Cluster> {
    if (this.#opened !== null) return this.#opened.cluster;
    const connection = openConnection(this.#options, { retries: 2, initialRetryTime: 100 });
    const cluster = clusterMaker(connection.kafka).make({
      allowAutoTopicCreation: false,
      isolationLevel: readCommitted,
      metadataMaxAge: 60_000,
    });
    this.#opened = { cluster, connection };
    await cluster.connect();
    await cluster.addMultipleTargetTopics([this.#topic]);
    return cluster;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await endConnection(opened.connection, () => opened.cluster.disconnect(), 1_000);
  }
}
