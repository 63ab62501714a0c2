import {
  type Bus,
  type Consumer,
  deadLetterTopicName,
  LONE_READER_WAIT_MS,
  MANAGEMENT_TOPIC_NAMES,
  type RecordBatch,
  readDeadLetter,
  topicName,
} from '@longshore/kafka';
import type pg from 'pg';
import type { Decider } from '../deciding-transaction.ts';
import { readerGroup } from './consumer-groups.ts';
import { storedOffset, storeOffsets } from './store-offsets.ts';

const OFFSETS_OF = 'dead-letters';

export interface DeadLetterReaderOptions {
  bus: Bus;
  pool: pg.Pool;
  decider: Decider;
  topicPrefix: string;
  epoch: number;
}

/** Copies what landed on the dead-letter topics into the audit log, each record once. */
export function startDeadLetterReader(options: DeadLetterReaderOptions): Promise<Consumer> {
  const { bus, pool, decider, topicPrefix, epoch } = options;
  const onBatch = async (batch: RecordBatch): Promise<void> => {
    const last = batch.records.at(-1);
    if (last === undefined) return;
    await decider.decide(async (decision) => {
      for (const record of batch.records) {
        const { headers } = record;
        const letter = readDeadLetter(record);
        decision.audit.push({
          actor: headers.agentId === undefined ? letter.by : `agent:${headers.agentId}`,
          action: 'RecordUndecodable',
          subjectType: 'topic',
          subjectId: letter.topic,
          detail: {
            reason: letter.message === '' ? letter.reason : letter.message,
            key: record.key,
            headers,
            deadLetterOffset: record.offset.toString(),
          },
          // Where the record first stood tells it apart, however often it was sent here.
          uniqueKey: `dlq:${letter.topic}:${letter.partition}:${letter.offset}`,
        });
      }
      await storeOffsets(decision.client, OFFSETS_OF, [
        { topic: batch.topic, partition: batch.partition, next: last.offset + 1n },
      ]);
    });
  };
  return bus.consumer({
    groupId: readerGroup(topicPrefix, 'dead-letters', epoch),
    topics: MANAGEMENT_TOPIC_NAMES.map((name) => deadLetterTopicName(topicName(name, topicPrefix))),
    startAt: 'beginning',
    storedOffset: (partition) => storedOffset(pool, OFFSETS_OF, partition),
    onBatch,
    maxWaitMs: LONE_READER_WAIT_MS,
  });
}
