import { setTimeout as delay } from 'node:timers/promises';

/** Kafka could not be reached, or did not acknowledge, within the time allowed. */
export class KafkaAwayError extends Error {
  override readonly name = 'KafkaAwayError';
}

export interface RetryOptions {
  /** How long Kafka may be away, from the first failure of a row. */
  deadlineMs: number;
  /** Aborted: nothing is tried again. */
  stop: AbortSignal;
  say: (line: string) => void;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 3_000;

/**
 * Does something with Kafka again and again until it succeeds, with growing delays.
 *
 * @param what - for messages, such as "reading the log"
 * @throws KafkaAwayError after the deadline; what cannot be cured by waiting is thrown at once
 */
export async function withKafkaRetry<Value>(
  what: string,
  { deadlineMs, stop, say }: RetryOptions,
  action: () => Promise<Value>,
): Promise<Value> {
  let failedAtMs: number | null = null;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
    try {
      return await action();
    } catch (error) {
      stop.throwIfAborted();
      if (!(error instanceof Error) || !('retryable' in error) || error.retryable !== true) throw error;
      failedAtMs ??= performance.now();
      if (performance.now() - failedAtMs > deadlineMs) {
        throw new KafkaAwayError(`${what}: gave up after ${Math.round(deadlineMs / 1_000)} s: ${error.message}`, {
          cause: error,
        });
      }
      say(`${what}: ${error.message}; trying again`);
      await delay(delayMs, undefined, { signal: stop });
    }
  }
}
