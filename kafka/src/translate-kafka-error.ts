import kafkajs from 'kafkajs';

// kafkajs is a CommonJS module whose error classes Node does not see as named exports.
const { KafkaJSError } = kafkajs;

import { BusError } from './errors.ts';

/** The broker's own name of an error (`UNKNOWN_TOPIC_OR_PARTITION`), found wherever kafkajs has wrapped it. */
export function protocolErrorType(error: unknown): string | null {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null) {
    if ('type' in at && typeof at.type === 'string') return at.type;
    if ('errors' in at && Array.isArray(at.errors)) {
      for (const inner of at.errors) {
        const type = protocolErrorType(inner);
        if (type !== null) return type;
      }
    }
  }
  return null;
}

interface Meaning {
  what: string;
  code: string;
  retryable: boolean;
  advice: string;
}

const meanings: Record<string, Meaning> = {
  UNKNOWN_TOPIC_OR_PARTITION: {
    what: 'The topic or partition does not exist',
    code: 'TOPIC_NOT_FOUND',
    retryable: false,
    advice: 'Create the topic first, or check its name.',
  },
  INVALID_TOPIC_EXCEPTION: {
    what: 'Kafka refuses this topic name',
    code: 'TOPIC_NAME_REFUSED',
    retryable: false,
    advice: 'Use up to 249 letters, digits, ".", "_" and "-".',
  },
  INVALID_REPLICATION_FACTOR: {
    what: 'There are fewer brokers than copies wanted',
    code: 'TOO_FEW_BROKERS',
    retryable: true,
    advice: 'Lower the replication, or start more brokers.',
  },
  INVALID_PARTITIONS: {
    what: 'Kafka refuses this number of partitions',
    code: 'PARTITIONS_REFUSED',
    retryable: false,
    advice: 'Partitions can be added, but never taken away.',
  },
  TOPIC_AUTHORIZATION_FAILED: {
    what: 'Kafka does not permit this',
    code: 'NOT_PERMITTED',
    retryable: false,
    advice: 'Grant this client access to the topic.',
  },
  MESSAGE_TOO_LARGE: {
    what: 'The record is larger than the topic takes',
    code: 'RECORD_TOO_LARGE',
    retryable: false,
    advice: 'Send less in one record, or raise the topic’s max.message.bytes.',
  },
  INVALID_RECORD: {
    what: 'The topic takes no such record',
    code: 'RECORD_REFUSED',
    retryable: false,
    advice: 'A topic that is compacted takes only records with a key.',
  },
  POLICY_VIOLATION: {
    what: 'A policy of the brokers forbids this',
    code: 'POLICY_VIOLATION',
    retryable: false,
    advice: 'Ask whoever runs the brokers.',
  },
};

/** Errors that say another holder of a transactional id took over. */
const fencingTypes = new Set(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_PRODUCER_ID_MAPPING']);

/** Whether the broker refused because another holder of the transactional id took over. */
export function isFencing(error: unknown): boolean {
  const type = protocolErrorType(error);
  return type !== null && fencingTypes.has(type);
}

/**
 * What kafkajs threw, in our words. An error that is neither of kafkajs nor of a socket is a mistake in a program and
 * is passed through as it is.
 */
export function translateKafkaError(error: unknown, where: string): Error {
  if (error instanceof BusError) return error;
  const meaning = meanings[protocolErrorType(error) ?? ''];
  if (meaning !== undefined) {
    const { what, ...details } = meaning;
    return new BusError(what, { ...details, where, cause: error });
  }
  if (error instanceof KafkaJSError) {
    return new BusError(`Kafka could not be reached, or gave up: ${error.message}`, {
      code: 'KAFKA_UNREACHABLE',
      retryable: true,
      where,
      advice: 'Check that the brokers run and can be reached.',
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}
