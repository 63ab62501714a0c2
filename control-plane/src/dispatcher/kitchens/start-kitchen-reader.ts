import {
  type Bus,
  type Codec,
  type Consumer,
  LONE_READER_WAIT_MS,
  type Producer,
  type RecordBatch,
  topicName,
} from '@longshore/kafka';
import type pg from 'pg';
import type { Logger } from 'pino';
import { readerGroup } from '../projector/consumer-groups.ts';
import { readRecords } from '../projector/read-records.ts';
import { sendDeadLetters } from '../projector/send-dead-letters.ts';
import { storedOffset } from '../projector/store-offsets.ts';
import type { Inbox } from './inbox.ts';
import { KITCHEN_OFFSETS } from './pg-kitchen-store.ts';

export interface KitchenReaderOptions {
  bus: Bus;
  pool: pg.Pool;
  codec: Codec;
  deadLetters: Producer;
  inbox: Inbox;
  topicPrefix: string;
  epoch: number;
  /** Reading was interrupted: what was said meanwhile comes later. */
  onTrouble: () => void;
  log: Logger;
}

/** Reads what kitchens say of themselves and of their orders, from where the last turn left off. */
export function startKitchenReader(options: KitchenReaderOptions): Promise<Consumer> {
  const { bus, pool, codec, deadLetters, inbox, topicPrefix, epoch, onTrouble, log } = options;
  const statusTopic = topicName('Kitchen_Status', topicPrefix);
  const reportTopic = topicName('Order_Status', topicPrefix);

  const onBatch = async (batch: RecordBatch): Promise<void> => {
    const last = batch.records.at(-1);
    if (last === undefined) return;
    const next = { topic: batch.topic, partition: batch.partition, next: last.offset + 1n };
    const read = { statuses: [], reports: [], next, records: batch.records.length };
    if (batch.topic === statusTopic) {
      const { values, poisoned } = await readRecords(codec, 'KitchenStatus', batch);
      await sendDeadLetters(deadLetters, poisoned);
      await inbox.add({ ...read, statuses: values });
    } else {
      const { values, poisoned } = await readRecords(codec, 'OrderReports', batch);
      await sendDeadLetters(deadLetters, poisoned);
      await inbox.add({ ...read, reports: values });
    }
  };

  return bus.consumer({
    groupId: readerGroup(topicPrefix, 'kitchens', epoch),
    topics: [statusTopic, reportTopic],
    startAt: 'beginning',
    storedOffset: (partition) => storedOffset(pool, KITCHEN_OFFSETS, partition),
    onBatch,
    onTrouble: (error) => {
      onTrouble();
      if (error === null) log.info('reading what kitchens say again');
      else log.warn({ err: error }, 'reading what kitchens say is interrupted');
    },
    maxWaitMs: LONE_READER_WAIT_MS,
  });
}
