import type { Bus, BusRecord, Consumer, ConsumerOptions, Producer, TransactionalProducer } from './bus.ts';
import type { KafkaBusOptions } from './connection.ts';
import { KafkaTopicAdmin } from './kafka-admin.ts';
import { KafkaConsumer } from './kafka-consumer.ts';
import { KafkaProducer } from './kafka-producer.ts';
import { KafkaTransactionalProducer } from './kafka-transactions.ts';

/**
 * The bus over real brokers. Connects when something is asked of it, so it can be made while Kafka is away: consumers
 * keep trying and say so through `onTrouble`, calls fail with a retryable `BusError` by their deadline.
 */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const admin = new KafkaTopicAdmin(options);
  const open = new Set<{ close(): Promise<void> }>([admin]);
  const keep = <Opened extends { close(): Promise<void> }>(opened: Opened): Opened => {
    open.add(opened);
    return opened;
  };
  return {
    async producer({ clientId } = {}): Promise<Producer> {
      return keep(new KafkaProducer(clientId === undefined ? options : { ...options, clientId }));
    },
    async transactionalProducer(transactionalId): Promise<TransactionalProducer> {
      return keep(new KafkaTransactionalProducer(options, transactionalId));
    },
    async consumer(consumerOptions: ConsumerOptions): Promise<Consumer> {
      return keep(new KafkaConsumer(options, consumerOptions, admin));
    },
    read: (request) => readToEnd(options, admin, request),
    async admin() {
      return admin;
    },
    async close() {
      // The admin goes last: consumers use it while they close.
      const [first, ...others] = open;
      await Promise.all(others.map((opened) => opened.close()));
      await first?.close();
      open.clear();
    },
  };
}

/** Reads from given offsets to the end as it is when asked, at most `limit` records, through a group that is forgotten again. */
async function readToEnd(
  options: KafkaBusOptions,
  admin: KafkaTopicAdmin,
  { topic, from, limit, deadlineMs }: Parameters<Bus['read']>[0],
): Promise<BusRecord[]> {
  const [description] = await admin.describeTopics([topic]);
  const ends = new Map<number, bigint>();
  for (const { partition, start, end } of description?.partitions ?? []) {
    const wanted = from.get(partition);
    if (wanted !== undefined && end > start && wanted < end) ends.set(partition, end);
  }
  const records: BusRecord[] = [];
  if (ends.size === 0) return records;
  const groupId = `longshore-read-${crypto.randomUUID()}`;
  const done = Promise.withResolvers<void>();
  const consumer = new KafkaConsumer(
    options,
    {
      groupId,
      topics: [topic],
      partitions: [...ends.keys()],
      startAt: 'beginning',
      storedOffset: async ({ partition }) => from.get(partition) ?? null,
      maxWaitMs: 50,
      onBatch: async (batch) => {
        const end = ends.get(batch.partition);
        if (end === undefined) return;
        for (const record of batch.records) {
          if (record.offset < end && records.length < limit) records.push(record);
        }
        if (records.length >= limit) done.resolve();
      },
    },
    admin,
    ({ partition }, position) => {
      const end = ends.get(partition);
      if (end !== undefined && position >= end) ends.delete(partition);
      if (ends.size === 0) done.resolve();
    },
  );
  const timer = setTimeout(done.resolve, deadlineMs);
  await done.promise;
  clearTimeout(timer);
  await consumer.close();
  await admin.deleteGroups([groupId]);
  return records;
}
