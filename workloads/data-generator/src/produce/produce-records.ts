import type { OutgoingRecord, Producer } from '@longshore/kafka';
import type { RecordSource } from '../generate/record-source.ts';
import { type RetryOptions, sendWithRetry } from './send-with-retry.ts';
import { createTokenBucket, takeTokens } from './token-bucket.ts';

/** Bounds of one batch: Kafka refuses more than a megabyte by default, and a long one delays a stop. */
const BATCH = { records: 2_000, bytes: 512 * 1_024, generateMs: 100 } as const;

export interface ProduceOptions extends RetryOptions {
  producer: Producer;
  topic: string;
  source: RecordSource;
  /** Records of this task; null: until stopped. */
  count: number | null;
  /** Of this task; null: as fast as it goes. */
  ratePerSecond: number | null;
  stop: AbortSignal;
  /** Waits, but not longer than until the stop. */
  sleepUntilStop: (ms: number) => Promise<void>;
  onAcknowledged: (done: number) => void;
}

/**
 * Generates and writes the records of one task, number 0 first, until all are written or the stop comes. While one batch
 * is on its way to Kafka the next is generated. Whatever was sent is acknowledged when this returns.
 *
 * @returns how many records Kafka has acknowledged
 * @throws KafkaAwayError, or the broker's refusal
 */
export async function produceRecords(options: ProduceOptions): Promise<number> {
  const { count, ratePerSecond, stop } = options;
  let bucket = ratePerSecond === null ? null : createTokenBucket(ratePerSecond, options.nowMs());
  let allowed = 0;
  let next = 0;
  let acknowledged = 0;
  let inFlight: Promise<Error | null> = Promise.resolve(null);

  const settle = async (): Promise<void> => {
    const failure = await inFlight;
    if (failure !== null) throw failure;
  };

  while (!stop.aborted && (count === null || next < count)) {
    const wanted = Math.min(BATCH.records, count === null ? BATCH.records : count - next);
    if (allowed === 0) {
      if (bucket === null) {
        allowed = wanted;
      } else {
        const taken = takeTokens(bucket, wanted, options.nowMs());
        bucket = taken.bucket;
        allowed = taken.granted;
        if (allowed === 0) {
          await options.sleepUntilStop(taken.waitMs);
          continue;
        }
      }
    }
    const batch = generateBatch(options, next, allowed);
    next += batch.length;
    allowed -= batch.length;
    await settle();
    inFlight = sendWithRetry(options.producer, batch, options).then(
      () => {
        acknowledged += batch.length;
        options.onAcknowledged(acknowledged);
        return null;
      },
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  }
  await settle();
  return acknowledged;
}

function generateBatch(options: ProduceOptions, first: number, most: number): OutgoingRecord[] {
  const { source, topic } = options;
  const batch: OutgoingRecord[] = [];
  const startedAtMs = options.nowMs();
  let bytes = 0;
  for (let offset = 0; offset < most; offset++) {
    const record = source(first + offset);
    const value = Buffer.from(record.value);
    batch.push({ topic, key: record.key, value });
    bytes += value.length;
    if (bytes >= BATCH.bytes) break;
    if (offset % 64 === 63 && options.nowMs() - startedAtMs > BATCH.generateMs) break;
  }
  return batch;
}
