import { createHash } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { readBareConsumerConfig } from './config.ts';

/**
 * What Longshore is measured against: a consumer that hashes each record and commits by hand after each batch, and knows
 * nothing of items, claims or results. It tells the process that started it how many it has hashed, and ends with it.
 */
const { bootstrapServers, topic, groupId } = readBareConsumerConfig();
const kafka = new Kafka({ clientId: 'bench-bare', brokers: bootstrapServers, logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
let hashed = 0;

process.on('disconnect', () => process.exit(0));
await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch, resolveOffset }) => {
    for (const { value } of batch.messages) {
      createHash('sha256')
        .update(value ?? '')
        .digest('hex');
    }
    hashed += batch.messages.length;
    resolveOffset(batch.lastOffset());
    const offset = String(BigInt(batch.lastOffset()) + 1n);
    await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
    process.send?.({ hashed });
  },
});
process.send?.({ hashed });
