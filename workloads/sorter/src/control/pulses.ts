import type { PartitionReader, Producer } from '@longshore/kafka';
import { CONTROL_PARTITIONS, type Pulse, pulseSchema } from '@longshore/schemas/sort';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';

/** Tells that this sorter lives. One that is lost does no harm: the next follows. */
export async function sendPulse(producer: Producer, topic: string, pulse: Pulse): Promise<void> {
  const value = Buffer.from(JSON.stringify(pulse));
  await producer.send([{ topic, partition: CONTROL_PARTITIONS.pulses, key: pulse.boot, value }]);
}

/** When each boot of a sorter was last heard, by this process's clock. */
export class PulseReader {
  readonly #reader: PartitionReader;
  readonly #retry: RetryOptions;
  readonly #heardAtMs = new Map<string, number>();
  #next: bigint | null = null;

  constructor(reader: PartitionReader, retry: RetryOptions) {
    this.#reader = reader;
    this.#retry = retry;
  }

  get heardAtMs(): ReadonlyMap<string, number> {
    return this.#heardAtMs;
  }

  hear(boot: string, nowMs: number): void {
    this.#heardAtMs.set(boot, nowMs);
  }

  /** Reads what has come. What was sent before this process read the first time is history, and passed over. */
  async read(nowMs: number): Promise<void> {
    for (let caughtUp = false; !caughtUp; ) {
      const offset: bigint = this.#next ?? 0n;
      const { records, next, end } = await withKafkaRetry('reading pulses', this.#retry, () =>
        this.#reader.fetch({ partition: CONTROL_PARTITIONS.pulses, offset }),
      );
      caughtUp = next >= end;
      if (this.#next === null) {
        this.#next = end;
        return;
      }
      this.#next = next;
      for (const { value } of records) {
        const boot = bootOf(value);
        if (boot !== null) this.hear(boot, nowMs);
      }
    }
  }
}

function bootOf(value: Buffer | null): string | null {
  try {
    const parsed = pulseSchema.safeParse(JSON.parse(value?.toString() ?? ''));
    return parsed.success ? parsed.data.boot : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
