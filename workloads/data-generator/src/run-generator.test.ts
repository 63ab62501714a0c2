import type { Bus, OutgoingRecord, Producer, TopicAdmin } from '@longshore/kafka';
import { parseProgressLine } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { KafkaAwayError } from './produce/send-with-retry.ts';
import { runGenerator, TopicMissingError } from './run-generator.ts';

interface FakeBus {
  bus: Bus;
  written: OutgoingRecord[];
  batches: number;
}

/** An object of which only what is given can be asked; whatever else throws. */
function only<T extends object>(given: Partial<T>): T {
  return new Proxy(given, {
    get: (target, name) => {
      // A promise that resolves to it looks whether it is one itself.
      if (name in target || name === 'then') return target[name as keyof T];
      throw new Error(`the fake does not do ${String(name)}`);
    },
  }) as T;
}

/** A bus that knows topics and takes records. */
function fakeBus(options: { topics?: string[]; beforeSend?: (batch: number) => Promise<void> | void } = {}): FakeBus {
  const close = async (): Promise<void> => undefined;
  const fake: FakeBus = { written: [], batches: 0, bus: undefined as never };
  const admin = only<TopicAdmin>({ listTopics: async () => options.topics ?? ['things'], close });
  const producer = only<Producer>({
    send: async (records) => {
      fake.batches++;
      await options.beforeSend?.(fake.batches);
      fake.written.push(...records);
    },
    close,
  });
  fake.bus = only<Bus>({ admin: async () => admin, producer: async () => producer, close });
  return fake;
}

async function run(fake: FakeBus, environment: Record<string, string>, stop = new AbortController()) {
  const said: string[] = [];
  const progress: string[] = [];
  const outcome = await runGenerator({
    config: readConfig({ TOPIC: 'things', LONGSHORE_GENERATOR_TEMPLATE: '{"n":"number.int"}', ...environment }),
    bus: fake.bus,
    stop: stop.signal,
    say: (line) => said.push(line),
    writeProgress: (line) => progress.push(line),
  });
  return { ...outcome, said, progress };
}

const asText = (records: readonly OutgoingRecord[]) => records.map(({ key, value }) => `${key} ${value?.toString()}`);

describe('runGenerator', () => {
  it('writes its share of the records, each key once, and reports the last count', async () => {
    const fake = fakeBus();
    const { done, complete, progress } = await run(fake, {
      LONGSHORE_GENERATOR_COUNT: '10000',
      LONGSHORE_TASK_INDEX: '1',
      LONGSHORE_TASK_COUNT: '3',
    });
    expect({ done, complete }).toEqual({ done: 3_333, complete: true });
    expect(fake.written.map(({ key }) => key)).toEqual(Array.from({ length: 3_333 }, (_, index) => `1:${index}`));
    expect(progress.map(parseProgressLine).at(-1)).toEqual({ done: 3_333, total: 3_333, unit: 'records' });
    expect(progress.length).toBeLessThanOrEqual(3);
  });

  it('has nothing to do when there are fewer records than tasks', async () => {
    const fake = fakeBus();
    const outcome = await run(fake, {
      LONGSHORE_GENERATOR_COUNT: '1',
      LONGSHORE_TASK_INDEX: '1',
      LONGSHORE_TASK_COUNT: '2',
    });
    expect(outcome).toMatchObject({ done: 0, complete: true });
    expect(fake.written).toEqual([]);
  });

  it('writes the same records whatever the size of its batches, and again after a restart', async () => {
    const inLargeBatches = fakeBus();
    await run(inLargeBatches, { LONGSHORE_GENERATOR_COUNT: '500' });
    const inSmallBatches = fakeBus();
    await run(inSmallBatches, { LONGSHORE_GENERATOR_COUNT: '500', LONGSHORE_GENERATOR_RATE: '2000' });
    expect(inLargeBatches.batches).toBe(1);
    expect(inSmallBatches.batches).toBeGreaterThan(3);
    expect(asText(inSmallBatches.written)).toEqual(asText(inLargeBatches.written));
  });

  it('goes on through a failure of Kafka, with the same records', async () => {
    const undisturbed = fakeBus();
    await run(undisturbed, { LONGSHORE_GENERATOR_COUNT: '5000' });
    const disturbed = fakeBus({
      beforeSend: (batch) => {
        if (batch === 2) throw new Error('connection reset');
      },
    });
    const { said } = await run(disturbed, { LONGSHORE_GENERATOR_COUNT: '5000' });
    expect(asText(disturbed.written)).toEqual(asText(undisturbed.written));
    expect(said[0]).toContain('writing to Kafka: connection reset; trying again for 120 s');
    expect(said[1]).toContain('went well again');
  });

  it('gives up when Kafka is away for longer than the deadline', async () => {
    const fake = fakeBus({
      beforeSend: () => {
        throw new Error('connection refused');
      },
    });
    const environment = { LONGSHORE_GENERATOR_COUNT: '10', LONGSHORE_GENERATOR_KAFKA_DEADLINE_MS: '300' };
    await expect(run(fake, environment)).rejects.toThrow(KafkaAwayError);
  });

  it('does not try again what Kafka refuses for good', async () => {
    const fake = fakeBus({
      beforeSend: () => {
        throw Object.assign(new Error('not authorised'), { retryable: false });
      },
    });
    await expect(run(fake, { LONGSHORE_GENERATOR_COUNT: '10' })).rejects.toThrow('not authorised');
    expect(fake.batches).toBe(1);
  });

  it('says which topic is missing, and writes nothing', async () => {
    const fake = fakeBus({ topics: ['others'] });
    await expect(run(fake, { LONGSHORE_GENERATOR_COUNT: '10' })).rejects.toThrow(TopicMissingError);
    expect(fake.batches).toBe(0);
  });

  it('stops an endless stream only when what was sent is acknowledged', async () => {
    const stop = new AbortController();
    let acknowledge: () => void = () => undefined;
    const fake = fakeBus({
      beforeSend: (batch) => {
        if (batch < 3) return undefined;
        stop.abort();
        return new Promise<void>((resolve) => {
          acknowledge = resolve;
          setImmediate(() => acknowledge());
        });
      },
    });
    const { done, complete, progress } = await run(fake, {}, stop);
    expect(complete).toBe(false);
    expect(done).toBe(fake.written.length);
    expect(parseProgressLine(progress.at(-1) ?? '')).toEqual({ done, total: null, unit: 'records' });
  });

  it('stops at once while it waits for the next record to be due', async () => {
    const stop = new AbortController();
    const startedAt = performance.now();
    const running = run(fakeBus(), { LONGSHORE_GENERATOR_RATE: '0.001' }, stop);
    setImmediate(() => stop.abort());
    expect(await running).toMatchObject({ done: 0, complete: false });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
