import type { OutgoingRecord, Producer } from '@longshore/kafka';

/** Kafka did not take records within the time allowed. */
export class KafkaAwayError extends Error {
  override readonly name = 'KafkaAwayError';
}

export interface RetryOptions {
  deadlineMs: number;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Told of the first failure of a row, and that it went well after one. */
  onTrouble: (message: string) => void;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;

/**
 * Does something with Kafka again and again until it succeeds, with growing delays.
 *
 * @param what for messages, such as "connecting to Kafka"
 * @throws KafkaAwayError after the deadline, counted from the first failure; what cannot be cured by waiting is thrown at once
 */
export async function withKafkaRetry<T>(what: string, options: RetryOptions, action: () => Promise<T>): Promise<T> {
  let failedSinceMs: number | null = null;
  let delayMs = FIRST_DELAY_MS;
  for (;;) {
    const startedAtMs = options.nowMs();
    try {
      const result = await action();
      if (failedSinceMs !== null) {
        options.onTrouble(`${what}: went well again after ${Math.round((options.nowMs() - failedSinceMs) / 1_000)} s`);
      }
      return result;
    } catch (error) {
      if (!(error instanceof Error) || isLasting(error)) throw error;
      if (failedSinceMs === null) {
        failedSinceMs = startedAtMs;
        options.onTrouble(`${what}: ${error.message}; trying again for ${Math.round(options.deadlineMs / 1_000)} s`);
      }
      const leftMs = failedSinceMs + options.deadlineMs - options.nowMs();
      if (leftMs <= 0) {
        throw new KafkaAwayError(
          `${what}: gave up after ${Math.round(options.deadlineMs / 1_000)} s: ${error.message}`,
          {
            cause: error,
          },
        );
      }
      await options.sleep(Math.min(delayMs, leftMs));
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    }
  }
}

function isLasting(error: Error): boolean {
  return 'retryable' in error && error.retryable === false;
}

/** Sends records until Kafka has acknowledged them all. A record may be written twice, with the same key and value. */
export function sendWithRetry(
  producer: Producer,
  records: readonly OutgoingRecord[],
  options: RetryOptions,
): Promise<void> {
  return withKafkaRetry('writing to Kafka', options, () => producer.send(records));
}
