import {
  type Bus,
  type Codec,
  type Consumer,
  LONE_READER_WAIT_MS,
  type Producer,
  type RecordBatch,
  topicName,
} from '@longshore/kafka';
import type { JobLogBatch } from '@longshore/schemas';
import type pg from 'pg';
import type { Logger } from 'pino';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { storeLogs } from '../../logs/store-logs.ts';
import { readerGroup } from './consumer-groups.ts';
import { FoldQueue } from './fold-queue.ts';
import { readRecords } from './read-records.ts';
import { sendDeadLetters } from './send-dead-letters.ts';
import { type NextOffset, storedOffset, storeOffsets } from './store-offsets.ts';

const OFFSETS_OF = 'logs';

interface ReadLogs {
  values: readonly JobLogBatch[];
  next: NextOffset;
}

export interface LogReaderOptions {
  bus: Bus;
  pool: pg.Pool;
  codec: Codec;
  topicPrefix: string;
  epoch: number;
  deadLetters: Producer;
  onLines: (count: number) => void;
  log: Logger;
}

/**
 * Carries container output from Kafka into the log store. It decides nothing and may be done twice, so it does not take
 * turns with decisions.
 */
export function startLogReader(options: LogReaderOptions): Promise<Consumer> {
  const { bus, pool, codec, topicPrefix, epoch, onLines, log } = options;
  const store = async (works: readonly ReadLogs[]): Promise<void> => {
    const lines = await inTransaction(pool, async (client) => {
      const stored = await storeLogs(
        client,
        works.flatMap((work) => work.values),
      );
      await storeOffsets(
        client,
        OFFSETS_OF,
        works.map((work) => work.next),
      );
      if (stored > 0) await client.query(notifyStatement(['logs']));
      return stored;
    });
    onLines(lines);
  };
  const queue = new FoldQueue(store);

  const onBatch = async (batch: RecordBatch): Promise<void> => {
    const last = batch.records.at(-1);
    if (last === undefined) return;
    const { values, poisoned } = await readRecords(codec, 'JobLogBatch', batch);
    await sendDeadLetters(options.deadLetters, poisoned);
    for (const { record, reason } of poisoned) {
      log.warn(
        { topic: record.topic, partition: record.partition, offset: record.offset.toString(), reason },
        'log lines left out',
      );
    }
    await queue.add({ values, next: { topic: batch.topic, partition: batch.partition, next: last.offset + 1n } });
  };
  return bus.consumer({
    groupId: readerGroup(topicPrefix, 'logs', epoch),
    topics: [topicName('Job_Logs', topicPrefix)],
    startAt: 'beginning',
    storedOffset: (partition) => storedOffset(pool, OFFSETS_OF, partition),
    onBatch,
    maxWaitMs: LONE_READER_WAIT_MS,
  });
}
