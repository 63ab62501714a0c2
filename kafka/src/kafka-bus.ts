import type { Bus, Consumer, ConsumerOptions, Producer, TransactionalProducer } from './bus.ts';
import type { KafkaBusOptions } from './connection.ts';
import { KafkaTopicAdmin } from './kafka-admin.ts';
import { KafkaConsumer } from './kafka-consumer.ts';
import { KafkaProducer } from './kafka-producer.ts';
import { KafkaTransactionalProducer } from './kafka-transactions.ts';
import { KafkaPartitionReader } from './partition-reader.ts';
import { KafkaPlacedWriter } from './placed-writer.ts';
import { readRecords } from './read-records.ts';

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
    read: (request) => readRecords(options, request),
    async reader(topic) {
      return keep(new KafkaPartitionReader(options, topic));
    },
    async placedWriter(partition) {
      return keep(new KafkaPlacedWriter(options, partition));
    },
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
