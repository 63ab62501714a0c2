import { Kafka, logLevel, type RetryOptions } from 'kafkajs';
import { BusError } from './errors.ts';

/** Where to connect, and how patient to be. */
export interface KafkaBusOptions {
  /** Addresses of brokers to begin with, `host:port`. */
  bootstrapServers: readonly string[];
  /** How brokers' logs and quotas call this program. */
  clientId: string;
  /** Longest wait for any one call, in milliseconds. @default 15000 */
  deadlineMs?: number;
}

const defaultRetry: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 2_000,
  factor: 0.2,
  multiplier: 2,
  retries: 5,
};

/** A client of kafkajs whose every request has a deadline. Failures are thrown, so it is kept from logging them too. */
export function connectionTo(options: KafkaBusOptions, retry: RetryOptions = defaultRetry): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.bootstrapServers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    logLevel: logLevel.NOTHING,
    retry,
  });
}

/** Rejects with a retryable `BusError` when `work` has not settled in time. The work itself cannot be called back. */
export async function withDeadline<Value>(work: Promise<Value>, deadlineMs: number, where: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new BusError(`Kafka did not answer within ${deadlineMs} ms`, {
          code: 'KAFKA_TIMED_OUT',
          retryable: true,
          where,
          advice: 'Check that the brokers run and can be reached.',
        }),
      );
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
