import { type BusRecord, deadLetterTopicName, type OutgoingRecord } from '@longshore/kafka';

/**
 * A record that could not be handled, as it goes to its dead-letter topic: its own bytes and headers, and in further
 * headers why, where it stood, and who gave it up. Readers tell duplicates by topic, partition and offset.
 */
export function deadLetterRecord(record: BusRecord, reason: string, message: string, agentId: string): OutgoingRecord {
  return {
    topic: deadLetterTopicName(record.topic),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'longshore.dlq.reason': reason,
      'longshore.dlq.message': message,
      'longshore.dlq.topic': record.topic,
      'longshore.dlq.partition': String(record.partition),
      'longshore.dlq.offset': String(record.offset),
      'longshore.dlq.by': agentId,
    },
  };
}
