/// <reference path="./kafkajs-internals.d.ts" />
import Batch from 'kafkajs/src/consumer/batch.js';
import type { Bus, BusRecord } from './bus.ts';
import { endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { type Cluster, clusterMaker, type FetchRequest } from './kafkajs-cluster.ts';
import { toBusRecord } from './to-bus-record.ts';
import { translateKafkaError } from './translate-kafka-error.ts';

/** Kafka's number for: only records of committed transactions. */
const readCommitted = 1;
const bytesPerPartition = 1024 * 1024;
const bytesPerFetch = 8 * bytesPerPartition;

/** Where one partition is read from, and where its end was when reading began. */
interface Span {
  next: bigint;
  end: bigint;
}

async function offsetsOf(cluster: Cluster, topic: string, partitions: number[], fromBeginning: boolean) {
  const asked = [{ topic, partitions: partitions.map((partition) => ({ partition })), fromBeginning }];
  const [row] = await cluster.fetchTopicsOffset(asked);
  return new Map(row?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
}

async function spansOf(cluster: Cluster, topic: string, from: ReadonlyMap<number, bigint>): Promise<Map<number, Span>> {
  const partitions = Object.values(cluster.findLeaderForPartitions(topic, [...from.keys()])).flat();
  const [starts, ends] = await Promise.all([
    offsetsOf(cluster, topic, partitions, true),
    offsetsOf(cluster, topic, partitions, false),
  ]);
  const spans = new Map<number, Span>();
  for (const partition of partitions) {
    const start = starts.get(partition) ?? 0n;
    const end = ends.get(partition) ?? 0n;
    const wanted = from.get(partition) ?? start;
    const next = wanted > start ? wanted : start;
    if (next < end) spans.set(partition, { next, end });
  }
  return spans;
}

function fetchRequest(topic: string, spans: ReadonlyMap<number, Span>, partitions: readonly number[]): FetchRequest {
  return {
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes: bytesPerFetch,
    isolationLevel: readCommitted,
    topics: [
      {
        topic,
        partitions: partitions.map((partition) => ({
          partition,
          fetchOffset: String(spans.get(partition)?.next ?? 0n),
          maxBytes: bytesPerPartition,
        })),
      },
    ],
  };
}

/** Fetches once from each leader of what is left, moves the spans on and returns what was read. */
async function fetchOnce(cluster: Cluster, topic: string, spans: Map<number, Span>): Promise<BusRecord[]> {
  const leaders = Object.entries(cluster.findLeaderForPartitions(topic, [...spans.keys()]));
  const answers = await Promise.all(
    leaders.map(async ([nodeId, partitions]) => {
      const broker = await cluster.findBroker({ nodeId });
      return broker.fetch(fetchRequest(topic, spans, partitions));
    }),
  );
  const records: BusRecord[] = [];
  for (const fetched of answers.flatMap(({ responses }) => responses.flatMap((response) => response.partitions))) {
    const span = spans.get(fetched.partition);
    if (span === undefined) continue;
    const batch = new Batch(topic, String(span.next), fetched);
    for (const message of batch.messages) {
      if (BigInt(message.offset) < span.end) records.push(toBusRecord(topic, fetched.partition, message));
    }
    if (!batch.isEmptyIncludingFiltered()) span.next = BigInt(batch.lastOffset()) + 1n;
    if (span.next >= span.end) spans.delete(fetched.partition);
  }
  return records;
}

async function readFrom(
  cluster: Cluster,
  { topic, from, limit, deadlineMs }: Parameters<Bus['read']>[0],
): Promise<BusRecord[]> {
  const endMs = performance.now() + deadlineMs;
  await cluster.connect();
  await cluster.addMultipleTargetTopics([topic]);
  const spans = await spansOf(cluster, topic, from);
  const records: BusRecord[] = [];
  // A little before the deadline, so that what was read is still handed over.
  while (spans.size > 0 && records.length < limit && performance.now() < endMs - 200) {
    records.push(...(await fetchOnce(cluster, topic, spans)));
  }
  return records.slice(0, limit);
}

/**
 * Reads records of a topic without a group, from offsets to the end as it is when asked. At the deadline it returns
 * what it has; it rejects when it could not begin.
 */
export async function readRecords(options: KafkaBusOptions, request: Parameters<Bus['read']>[0]): Promise<BusRecord[]> {
  const where = `read ${request.topic} on ${options.bootstrapServers.join(',')}`;
  const connection = openConnection(options, { retries: 2, initialRetryTime: 100 });
  const cluster = clusterMaker(connection.kafka).make({
    allowAutoTopicCreation: false,
    isolationLevel: readCommitted,
    metadataMaxAge: 60_000,
  });
  try {
    return await withDeadline(readFrom(cluster, request), request.deadlineMs, where);
  } catch (error) {
    throw translateKafkaError(error, where);
  } finally {
    await endConnection(connection, () => cluster.disconnect(), 1_000);
  }
}
