import { deadLetterRecord, type Producer } from '@longshore/kafka';
import type { PoisonedRecord } from './read-records.ts';

/**
 * Puts records that can never be read where people find them. They are sent again when their batch comes again; where
 * they first stood, in the headers, tells readers that it is the same one.
 */
export async function sendDeadLetters(producer: Producer, poisoned: readonly PoisonedRecord[]): Promise<void> {
  if (poisoned.length === 0) return;
  await producer.send(
    poisoned.map(({ record, reason }) =>
      deadLetterRecord(record, { reason: 'UNDECODABLE', message: reason, by: 'dispatcher' }),
    ),
  );
}
