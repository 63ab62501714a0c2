import type { BusRecord, OutgoingRecord, TopicPartition } from './bus.ts';
import { deadLetterTopicName } from './catalogue.ts';

/** Names of the headers that a dead letter has beside those of the record itself. */
export const DEAD_LETTER_HEADERS = {
  /** A code for programs, such as that of a `PoisonRecordError`. */
  reason: 'longshore.dlq.reason',
  /** The same in words. */
  message: 'longshore.dlq.message',
  topic: 'longshore.dlq.topic',
  partition: 'longshore.dlq.partition',
  offset: 'longshore.dlq.offset',
  /** Which program gave the record up. */
  by: 'longshore.dlq.by',
} as const;

/** Why a record was given up, and by whom. */
export interface GivenUp {
  reason: string;
  message: string;
  /** The agent's id, or another program's name. */
  by: string;
}

/** What a dead letter says of itself. */
export interface DeadLetter extends GivenUp, TopicPartition {
  offset: bigint;
}

/**
 * A record that could not be handled, as it goes to its dead-letter topic: its own key, bytes and headers, and in
 * further headers why, where it stood, and who gave it up.
 */
export function deadLetterRecord(record: BusRecord, { reason, message, by }: GivenUp): OutgoingRecord {
  return {
    topic: deadLetterTopicName(record.topic),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      [DEAD_LETTER_HEADERS.reason]: reason,
      [DEAD_LETTER_HEADERS.message]: message,
      [DEAD_LETTER_HEADERS.topic]: record.topic,
      [DEAD_LETTER_HEADERS.partition]: String(record.partition),
      [DEAD_LETTER_HEADERS.offset]: String(record.offset),
      [DEAD_LETTER_HEADERS.by]: by,
    },
  };
}

/**
 * What a record of a dead-letter topic says of the one that was given up. Topic, partition and offset are the same
 * however often it was sent there. One that says nothing (written by other hands) counts as its own origin.
 */
export function readDeadLetter({ topic, partition, offset, headers }: BusRecord): DeadLetter {
  const whole = (text: string | undefined) => (text !== undefined && /^\d{1,18}$/.test(text) ? text : undefined);
  return {
    reason: headers[DEAD_LETTER_HEADERS.reason] ?? '',
    message: headers[DEAD_LETTER_HEADERS.message] ?? '',
    by: headers[DEAD_LETTER_HEADERS.by] ?? 'unknown',
    topic: headers[DEAD_LETTER_HEADERS.topic] ?? topic,
    partition: Number(whole(headers[DEAD_LETTER_HEADERS.partition]) ?? partition),
    offset: BigInt(whole(headers[DEAD_LETTER_HEADERS.offset]) ?? offset),
  };
}
