import { randomUUID } from 'node:crypto';
import {
  type Bus,
  BusError,
  type BusRecord,
  type Consumer,
  type ConsumerOptions,
  FencedError,
  laneOf,
} from '@longshore/kafka';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** What the contract needs of an implementation. */
export interface BusUnderTest {
  /** Opens another bus on the same brokers, as another program would. */
  open(): Bus;
  /** Longest wait for something that should happen. */
  patienceMs: number;
  /** Long enough to believe that something does not happen. */
  calmMs: number;
}

const partitions = 3;
const record = (topic: string, key: string | null, value: string, partition?: number) => ({
  topic,
  key,
  value: Buffer.from(value),
  ...(partition === undefined ? {} : { partition }),
});
const text = ({ value }: BusRecord) => value?.toString() ?? null;
const texts = (records: readonly BusRecord[]) => records.map(text);
const calm = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a bus promises, whatever it is made of: run against Kafka, and against the one in memory that stands for it. */
export function describeBusContract(name: string, underTest: () => BusUnderTest): void {
  describe(`the bus · ${name}`, () => {
    let bus: Bus;
    let patience: { timeout: number; interval: number };

    beforeAll(() => {
      bus = underTest().open();
      patience = { timeout: underTest().patienceMs, interval: 5 };
    });
    afterAll(() => bus.close());

    const newTopic = async (count = partitions) => {
      const topic = `contract-${randomUUID()}`;
      await (await bus.admin()).ensureTopic({ name: topic, partitions: count, replication: 1 });
      return topic;
    };
    const allOf = (topic: string, count = partitions) => ({
      topic,
      from: new Map(Array.from({ length: count }, (_, partition) => [partition, 0n] as const)),
      limit: 10_000,
      deadlineMs: 10_000,
    });
    const send = async (...records: ReturnType<typeof record>[]) => {
      const producer = await bus.producer();
      await producer.send(records);
      await producer.close();
    };

    /** A consumer that keeps what it gets, and is assigned when this returns. */
    const read = async (options: Partial<ConsumerOptions> & { topics: readonly string[] }, on = bus) => {
      const received: BusRecord[] = [];
      const watermarks: bigint[] = [];
      const assigned = Promise.withResolvers<void>();
      const consumer: Consumer = await on.consumer({
        groupId: `group-${randomUUID()}`,
        startAt: 'beginning',
        maxWaitMs: 100,
        ...options,
        onBatch: async (batch) => {
          await options.onBatch?.(batch);
          received.push(...batch.records);
          watermarks.push(batch.highWatermark);
        },
        onAssigned: async (given) => {
          await options.onAssigned?.(given);
          assigned.resolve();
        },
      });
      await assigned.promise;
      return { consumer, received, watermarks };
    };

    describe('sending and reading', () => {
      it('keeps records whole and in order, with keys, headers and empty values', async () => {
        const topic = await newTopic(1);
        const producer = await bus.producer();
        await producer.send([
          { topic, key: 'a', value: Buffer.from([0, 255, 1]), headers: { jobId: 'j', attemptId: 'ä' } },
          { topic, key: null, value: null },
        ]);
        await producer.send([record(topic, 'a', 'third')]);
        const records = await bus.read(allOf(topic, 1));
        expect(records.map(({ offset }) => offset)).toEqual([0n, 1n, 2n]);
        expect(records[0]).toMatchObject({ topic, partition: 0, key: 'a', headers: { jobId: 'j', attemptId: 'ä' } });
        expect(records[0]?.value).toEqual(Buffer.from([0, 255, 1]));
        expect(records[1]).toMatchObject({ key: null, value: null, headers: {} });
        expect(records[0]?.timestampMs).toBeGreaterThan(Date.now() - 60_000);
        await producer.close();
      });

      it('puts a key where the default partitioner puts it, unless told a partition', async () => {
        const topic = await newTopic();
        const keys = ['agent-1', 'agent-2', 'müller', '0195f', 'x'.repeat(300)];
        await send(...keys.map((key) => record(topic, key, key)), record(topic, 'agent-1', 'elsewhere', 2));
        const records = await bus.read(allOf(topic));
        for (const key of keys) {
          expect(records.find((one) => text(one) === key)?.partition).toBe(laneOf(key, partitions));
        }
        expect(records.find((one) => text(one) === 'elsewhere')?.partition).toBe(2);
      });

      it('takes more at once than a broker takes in one request', async () => {
        const topic = await newTopic(1);
        const values = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(100_000)}`);
        const records = values.map((value) => record(topic, 'k', value));
        await send(...records);
        const producer = await bus.transactionalProducer(`large-${randomUUID()}`);
        await producer.initialise();
        await producer.sendInTransaction(records);
        await producer.close();
        // A commit is acknowledged a moment before what it committed can be read.
        await vi.waitFor(
          async () => expect(texts(await bus.read(allOf(topic, 1)))).toEqual([...values, ...values]),
          patience,
        );
      });

      it('keeps the order of sends that are not waited for', async () => {
        const topic = await newTopic(1);
        const producer = await bus.producer();
        const values = Array.from({ length: 200 }, (_, index) => String(index));
        await Promise.all(values.map((value) => producer.send([record(topic, 'k', value)])));
        expect(texts(await bus.read(allOf(topic, 1)))).toEqual(values);
        await producer.close();
      });

      it('says in words that a topic does not exist', async () => {
        const producer = await bus.producer();
        const failure = producer.send([record(`missing-${randomUUID()}`, 'k', 'v')]);
        await expect(failure).rejects.toMatchObject({ name: 'BusError', code: 'TOPIC_NOT_FOUND' });
        await producer.close();
      });

      it('refuses together what was sent to a topic that is gone, without delay for each, and sends the rest', async () => {
        const [gone, kept] = [await newTopic(1), await newTopic(1)];
        const producer = await bus.producer();
        await producer.send([record(gone, 'k', 'before'), record(kept, 'k', 'before')]);
        await (await bus.admin()).deleteTopic(gone);
        // The first goes at once, the others together: a broker is asked for seconds before a topic is said to be gone.
        const sends = Array.from({ length: 30 }, () => producer.send([record(gone, 'k', 'lost', 0)]));
        const others = ['1', '2', '3'].map((value) => producer.send([record(kept, 'k', value)]));
        const ends = await Promise.allSettled(sends);
        expect(new Set(ends.map((end) => (end.status === 'rejected' ? end.reason.code : 'sent')))).toEqual(
          new Set(['TOPIC_NOT_FOUND']),
        );
        await Promise.all(others);
        expect(texts(await bus.read(allOf(kept, 1)))).toEqual(['before', '1', '2', '3']);
        await producer.close();
      }, 40_000);

      it('refuses a record that is too large, and nothing of the others sent beside it', async () => {
        const topic = `contract-${randomUUID()}`;
        const admin = await bus.admin();
        await admin.ensureTopic({
          name: topic,
          partitions: 1,
          replication: 1,
          config: { 'max.message.bytes': '2000' },
        });
        const producer = await bus.producer();
        const sends = await Promise.allSettled([
          producer.send([record(topic, 'k', 'before')]),
          producer.send([record(topic, 'k', 'x'.repeat(5_000))]),
          producer.send([record(topic, 'k', 'after')]),
        ]);
        expect(sends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(sends[1]).toMatchObject({ reason: { code: 'RECORD_TOO_LARGE', retryable: false } });
        expect(texts(await bus.read(allOf(topic, 1)))).toEqual(['before', 'after']);
        await producer.close();
      });

      it('reads from an offset, up to a limit, and nothing at the end', async () => {
        const topic = await newTopic(1);
        await send(...['a', 'b', 'c', 'd'].map((value) => record(topic, 'k', value)));
        expect(texts(await bus.read({ ...allOf(topic, 1), from: new Map([[0, 1n]]), limit: 2 }))).toEqual(['b', 'c']);
        expect(await bus.read({ ...allOf(topic, 1), from: new Map([[0, 4n]]) })).toEqual([]);
        expect(await bus.read({ ...allOf(topic, 1), from: new Map([[7, 0n]]) })).toEqual([]);
      });

      it('rejects reading a topic that does not exist', async () => {
        await expect(bus.read(allOf(`missing-${randomUUID()}`))).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
      });

      it('takes nothing more once a producer is closed', async () => {
        const producer = await bus.producer();
        await producer.close();
        await expect(producer.send([record('any', 'k', 'v')])).rejects.toBeInstanceOf(BusError);
      });
    });

    describe('a group', () => {
      it('delivers what is there and what comes, and counts what is left', async () => {
        const topic = await newTopic();
        await send(record(topic, 'a', '1', 0), record(topic, 'b', '2', 1));
        const { consumer, received } = await read({ topics: [topic] });
        await vi.waitFor(() => expect(texts(received).toSorted()).toEqual(['1', '2']), patience);
        await send(record(topic, 'c', '3', 2));
        await vi.waitFor(() => expect(texts(received)).toContain('3'), patience);
        await vi.waitFor(async () => expect(await consumer.lag()).toBe(0n), patience);
        consumer.pause();
        await send(record(topic, 'c', '4', 2), record(topic, 'a', '5', 0));
        await vi.waitFor(async () => expect(await consumer.lag()).toBe(2n), patience);
        await consumer.close();
      });

      it('goes on where it has committed, and delivers again what it has not', async () => {
        const topic = await newTopic(1);
        const groupId = `group-${randomUUID()}`;
        await send(...['a', 'b', 'c'].map((value) => record(topic, 'k', value)));
        const first = await read({ topics: [topic], groupId });
        await vi.waitFor(() => expect(first.received).toHaveLength(3), patience);
        await first.consumer.commit({ topic, partition: 0 }, 1n);
        await first.consumer.close();
        expect(await (await bus.admin()).committedOffset(groupId, { topic, partition: 0 })).toBe(1n);
        const second = await read({ topics: [topic], groupId });
        await vi.waitFor(() => expect(texts(second.received)).toEqual(['b', 'c']), patience);
        await second.consumer.close();
      });

      it('takes nothing back when a commit comes late, and commits nothing that is not assigned', async () => {
        const topic = await newTopic(2);
        const groupId = `group-${randomUUID()}`;
        await send(...['a', 'b', 'c'].map((value) => record(topic, 'k', value, 0)));
        const { consumer, received } = await read({ topics: [topic], groupId, partitions: [0] });
        await vi.waitFor(() => expect(received).toHaveLength(3), patience);
        await consumer.commit({ topic, partition: 0 }, 3n);
        await consumer.commit({ topic, partition: 0 }, 2n);
        expect(await (await bus.admin()).committedOffset(groupId, { topic, partition: 0 })).toBe(3n);
        await expect(consumer.commit({ topic, partition: 1 }, 1n)).rejects.toMatchObject({ code: 'NOT_ASSIGNED' });
        await consumer.close();
        await expect(consumer.commit({ topic, partition: 0 }, 3n)).rejects.toMatchObject({ code: 'NOT_ASSIGNED' });
      });

      it('begins at the end when told so', async () => {
        const topic = await newTopic(1);
        await send(record(topic, 'k', 'old'));
        const { consumer, received } = await read({ topics: [topic], startAt: 'end' });
        await send(record(topic, 'k', 'new'));
        await vi.waitFor(() => expect(texts(received)).toEqual(['new']), patience);
        await consumer.close();
      });

      it('prefers offsets that are stored elsewhere to its own', async () => {
        const topic = await newTopic(1);
        const groupId = `group-${randomUUID()}`;
        await send(...['a', 'b', 'c'].map((value) => record(topic, 'k', value)));
        const first = await read({ topics: [topic], groupId });
        await first.consumer.commit({ topic, partition: 0 }, 3n);
        await first.consumer.close();
        const second = await read({ topics: [topic], groupId, storedOffset: async () => 1n });
        await vi.waitFor(() => expect(texts(second.received)).toEqual(['b', 'c']), patience);
        await second.consumer.close();
      });

      it('begins anew where the stored offset lies beyond the partition', async () => {
        const topic = await newTopic(1);
        await send(record(topic, 'k', 'a'));
        const { consumer, received } = await read({ topics: [topic], storedOffset: async () => 500n });
        await vi.waitFor(() => expect(texts(received)).toEqual(['a']), patience);
        await consumer.close();
      });

      it('delivers a refused batch again, while other partitions go on', async () => {
        const topic = await newTopic(2);
        let refusals = 0;
        const { consumer, received } = await read({
          topics: [topic],
          onBatch: async ({ partition }) => {
            if (partition === 0 && refusals < 3) {
              refusals += 1;
              throw new Error('not yet');
            }
          },
        });
        await send(record(topic, 'k', 'refused', 0), record(topic, 'k', 'taken', 1));
        await vi.waitFor(() => expect(texts(received)).toContain('taken'), patience);
        await vi.waitFor(() => expect(texts(received)).toContain('refused'), patience);
        expect(refusals).toBe(3);
        expect(texts(received)).toEqual(['taken', 'refused']);
        await consumer.close();
      });

      it('gives one batch at a time for a partition', async () => {
        const topic = await newTopic(1);
        let running = 0;
        let most = 0;
        const { consumer, received } = await read({
          topics: [topic],
          onBatch: async () => {
            running += 1;
            most = Math.max(most, running);
            await calm(20);
            running -= 1;
          },
        });
        for (const value of ['a', 'b', 'c', 'd', 'e']) await send(record(topic, 'k', value));
        await vi.waitFor(() => expect(texts(received)).toEqual(['a', 'b', 'c', 'd', 'e']), patience);
        expect(most).toBe(1);
        await consumer.close();
      });

      it('delivers nothing while paused, and goes on where it stood', async () => {
        const topic = await newTopic(1);
        const { consumer, received } = await read({ topics: [topic] });
        await send(record(topic, 'k', 'a'));
        await vi.waitFor(() => expect(texts(received)).toEqual(['a']), patience);
        consumer.pause();
        consumer.pause();
        await send(record(topic, 'k', 'b'), record(topic, 'k', 'c'));
        await calm(underTest().calmMs);
        expect(texts(received)).toEqual(['a']);
        consumer.resume();
        consumer.resume();
        await vi.waitFor(() => expect(texts(received)).toEqual(['a', 'b', 'c']), patience);
        await consumer.close();
      });

      it('shares partitions among members, and hands them on when one leaves', async () => {
        const topic = await newTopic(2);
        const groupId = `group-${randomUUID()}`;
        const given = { one: 0, two: 0 };
        const noting = (who: keyof typeof given) => (all: readonly unknown[]) => {
          given[who] = all.length;
        };
        const other = underTest().open();
        const one = await read({ topics: [topic], groupId, onAssigned: noting('one') });
        const two = await read({ topics: [topic], groupId, onAssigned: noting('two') }, other);
        await vi.waitFor(() => expect(given).toEqual({ one: 1, two: 1 }), patience);
        await other.close();
        await vi.waitFor(() => expect(given.one).toBe(2), patience);
        await send(record(topic, 'k', 'a', 0), record(topic, 'k', 'b', 1));
        await vi.waitFor(() => expect(texts(one.received).toSorted()).toEqual(['a', 'b']), patience);
        expect(two.received).toEqual([]);
        await one.consumer.close();
      });

      it('delivers nothing after it was closed', async () => {
        const topic = await newTopic(1);
        const { consumer, received } = await read({ topics: [topic] });
        await consumer.close();
        await send(record(topic, 'k', 'late'));
        await calm(underTest().calmMs);
        expect(received).toEqual([]);
      });
    });

    describe('a lane', () => {
      it('is read alone, and by each group for itself', async () => {
        const topic = await newTopic();
        const one = await read({ topics: [topic], partitions: [1] });
        const two = await read({ topics: [topic], partitions: [1] });
        await send(record(topic, 'k', 'other', 0), record(topic, 'k', 'mine', 1), record(topic, 'k', 'other', 2));
        await vi.waitFor(() => expect(texts(one.received)).toEqual(['mine']), patience);
        await vi.waitFor(() => expect(texts(two.received)).toEqual(['mine']), patience);
        await vi.waitFor(async () => expect(await one.consumer.lag()).toBe(0n), patience);
        await one.consumer.close();
        await two.consumer.close();
      });

      it('goes to the member that came last', async () => {
        const topic = await newTopic();
        const groupId = `group-${randomUUID()}`;
        const before = await read({ topics: [topic], groupId, partitions: [1] });
        const after = await read({ topics: [topic], groupId, partitions: [1] }, underTest().open());
        await send(record(topic, 'k', 'mine', 1));
        await vi.waitFor(() => expect(texts(after.received)).toEqual(['mine']), patience);
        expect(before.received).toEqual([]);
        await after.consumer.close();
        await before.consumer.close();
      });
    });

    describe('a transaction', () => {
      it('shows all of its records, and a reader at the end knows that it is there', async () => {
        const topic = await newTopic();
        const writer = await bus.transactionalProducer(`tx-${randomUUID()}`);
        await writer.initialise();
        const { consumer, received, watermarks } = await read({ topics: [topic] });
        await writer.sendInTransaction([record(topic, 'k', 'a', 0), record(topic, 'k', 'b', 0)]);
        await vi.waitFor(() => expect(texts(received)).toEqual(['a', 'b']), patience);
        expect(watermarks.at(-1)).toBe((received.at(-1)?.offset ?? 0n) + 1n);
        await vi.waitFor(async () => expect(await consumer.lag()).toBe(0n), patience);
        await writer.sendInTransaction([record(topic, 'k', 'c', 0), record(topic, 'k', 'd', 1)]);
        await vi.waitFor(() => expect(texts(received).toSorted()).toEqual(['a', 'b', 'c', 'd']), patience);
        expect(texts(await bus.read(allOf(topic))).toSorted()).toEqual(['a', 'b', 'c', 'd']);
        await consumer.close();
        await writer.close();
      });

      it('leaves nothing to be counted by one who stands before its marker', async () => {
        const topic = await newTopic(1);
        const writer = await bus.transactionalProducer(`tx-${randomUUID()}`);
        await writer.initialise();
        await writer.sendInTransaction([record(topic, 'k', 'a', 0)]);
        const { consumer, received } = await read({ topics: [topic], storedOffset: async () => 1n });
        await vi.waitFor(async () => expect(await consumer.lag()).toBe(0n), patience);
        expect(received).toEqual([]);
        await consumer.close();
        await writer.close();
      });

      it('shows none of its records when one is refused', async () => {
        const topic = await newTopic(1);
        const writer = await bus.transactionalProducer(`tx-${randomUUID()}`);
        await writer.initialise();
        const failing = writer.sendInTransaction([
          record(topic, 'k', 'half', 0),
          record(`missing-${randomUUID()}`, 'k', 'other half'),
        ]);
        await expect(failing).rejects.toBeInstanceOf(BusError);
        await writer.initialise();
        await writer.sendInTransaction([record(topic, 'k', 'whole', 0)]);
        await vi.waitFor(async () => expect(texts(await bus.read(allOf(topic, 1)))).toEqual(['whole']), patience);
        await writer.close();
      });

      it('is refused to an earlier holder of the id from the moment that a later one is initialised', async () => {
        const topic = await newTopic(1);
        const id = `tx-${randomUUID()}`;
        const earlier = await bus.transactionalProducer(id);
        await earlier.initialise();
        await earlier.sendInTransaction([record(topic, 'k', 'a', 0)]);
        const later = await underTest().open().transactionalProducer(id);
        await later.initialise();
        const zombie = earlier.sendInTransaction([record(topic, 'k', 'zombie', 0)]);
        await expect(zombie).rejects.toBeInstanceOf(FencedError);
        await later.sendInTransaction([record(topic, 'k', 'b', 0)]);
        await vi.waitFor(async () => expect(texts(await bus.read(allOf(topic, 1)))).toEqual(['a', 'b']), patience);
        await earlier.close();
        await later.close();
      });

      it('needs a producer that was initialised', async () => {
        const writer = await bus.transactionalProducer(`tx-${randomUUID()}`);
        await expect(writer.sendInTransaction([record('any', 'k', 'v')])).rejects.toMatchObject({
          code: 'NOT_INITIALISED',
        });
        await writer.close();
      });
    });

    describe('writing in place', () => {
      const values = (...words: string[]) => words.map((word) => Buffer.from(word));

      it('has each record once and at its offset, whoever writes it under the same identity', async () => {
        const topic = await newTopic(1);
        const [one, other] = [
          await bus.placedWriter({ topic, partition: 0 }),
          await underTest().open().placedWriter({ topic, partition: 0 }),
        ];
        const identity = await one.newIdentity();
        await one.append({ identity, offset: 0n, values: values('a', 'b') });
        await other.append({ identity, offset: 0n, values: values('a', 'b') });
        await other.append({ identity, offset: 2n, values: values('c') });
        for (const late of [
          { offset: 0n, values: values('a', 'b', 'c') },
          { offset: 1n, values: values('b') },
          { offset: 9n, values: values('x') },
        ]) {
          await expect(one.append({ identity, ...late })).rejects.toMatchObject({ code: 'OUT_OF_SEQUENCE' });
        }
        await one.append({ identity, offset: 3n, values: values('d', '') });
        const records = await bus.read(allOf(topic, 1));
        expect(texts(records)).toEqual(['a', 'b', 'c', 'd', '']);
        expect(records.map(({ offset }) => offset)).toEqual([0n, 1n, 2n, 3n, 4n]);
        await one.close();
        await other.close();
      });

      it('tells when somebody else has written to the partition, and which topic is none or takes no such record', async () => {
        const topic = await newTopic(1);
        const writer = await bus.placedWriter({ topic, partition: 0 });
        const identity = await writer.newIdentity();
        await writer.append({ identity, offset: 0n, values: values('a') });
        await send(record(topic, null, 'stranger'));
        await expect(writer.append({ identity, offset: 1n, values: values('b') })).rejects.toMatchObject({
          code: 'OUT_OF_PLACE',
        });
        const large = [Buffer.alloc(2 * 1024 * 1024)];
        await expect(
          writer.append({ identity: await writer.newIdentity(), offset: 3n, values: large }),
        ).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
        const nowhere = await bus.placedWriter({ topic: `nowhere-${randomUUID()}`, partition: 0 });
        await expect(nowhere.append({ identity, offset: 0n, values: large })).rejects.toMatchObject({
          code: 'TOPIC_NOT_FOUND',
        });
      });
    });

    describe('administration', () => {
      it('creates a topic once, adds partitions, and never takes one away', async () => {
        const admin = await bus.admin();
        const name = `contract-${randomUUID()}`;
        expect(await admin.ensureTopic({ name, partitions: 2, replication: 1 })).toBe('created');
        expect(await admin.ensureTopic({ name, partitions: 2, replication: 1 })).toBe('unchanged');
        expect(await admin.ensureTopic({ name, partitions: 4, replication: 1 })).toBe('extended');
        expect(await admin.ensureTopic({ name, partitions: 1, replication: 1 })).toBe('unchanged');
        await vi.waitFor(async () => {
          expect((await admin.describeTopics([name]))[0]?.partitions.map((one) => one.partition)).toEqual([0, 1, 2, 3]);
        }, patience);
        expect(await admin.listTopics()).toContain(name);
        await admin.deleteTopic(name);
        await vi.waitFor(async () => expect(await admin.listTopics()).not.toContain(name), patience);
      });

      it('says where partitions begin and end', async () => {
        const topic = await newTopic(2);
        await send(record(topic, 'k', 'a', 1), record(topic, 'k', 'b', 1));
        const [described] = await (await bus.admin()).describeTopics([topic]);
        expect(described?.partitions).toMatchObject([
          { partition: 0, start: 0n, end: 0n, replicas: 1 },
          { partition: 1, start: 0n, end: 2n, replicas: 1 },
        ]);
      });

      it.each(['with space', '.', 'ä', 'x'.repeat(250)])('refuses the topic name %j in words', async (name) => {
        const ensuring = (await bus.admin()).ensureTopic({ name, partitions: 1, replication: 1 });
        await expect(ensuring).rejects.toMatchObject({ code: 'TOPIC_NAME_REFUSED', retryable: false });
      });

      it('says that a topic to describe does not exist', async () => {
        const describing = (await bus.admin()).describeTopics([`missing-${randomUUID()}`]);
        await expect(describing).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
      });

      it('describes all topics, while others make and delete some', async () => {
        const kept = await newTopic(3);
        await send(record(kept, 'k', 'a', 2));
        const admin = await bus.admin();
        const other = underTest().open();
        const strangers = await other.admin();
        let over = false;
        const comeAndGo = async (): Promise<void> => {
          for (let n = 0; n < 20; n += 1) {
            const name = `contract-churn-${n}-${randomUUID()}`;
            await strangers.ensureTopic({ name, partitions: 2, replication: 1 });
            await strangers.deleteTopic(name);
          }
        };
        const churn = comeAndGo().finally(() => {
          over = true;
        });
        do {
          const described = (await admin.describeAllTopics()).find(({ name }) => name === kept);
          expect(described?.partitions.map(({ start, end }) => [start, end])).toEqual([
            [0n, 0n],
            [0n, 0n],
            [0n, 1n],
          ]);
        } while (!over);
        await churn;
        await other.close();
      });

      it('goes on with other topics when one that it has dealt with was deleted by another', async () => {
        const topic = await newTopic(1);
        const other = underTest().open();
        const strangers = await other.admin();
        await strangers.deleteTopic(topic);
        await vi.waitFor(async () => expect(await strangers.listTopics()).not.toContain(topic), patience);
        await other.close();
        const next = await newTopic(1);
        const admin = await bus.admin();
        expect((await admin.describeTopics([next])).map((one) => one.name)).toEqual([next]);
        await expect(admin.describeTopics([topic])).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
      });

      it('lists groups and forgets those without members', async () => {
        const topic = await newTopic(1);
        const admin = await bus.admin();
        const groupId = `group-${randomUUID()}`;
        await send(record(topic, 'k', 'a'));
        const { consumer } = await read({ topics: [topic], groupId });
        await consumer.commit({ topic, partition: 0 }, 1n);
        expect((await admin.listGroups()).map((group) => group.groupId)).toContain(groupId);
        await admin.deleteGroups([groupId]);
        expect(await admin.committedOffset(groupId, { topic, partition: 0 })).toBe(1n);
        await consumer.close();
        await admin.deleteGroups([groupId, `group-${randomUUID()}`]);
        expect(await admin.committedOffset(groupId, { topic, partition: 0 })).toBeNull();
      });
    });

    describe('a reader of partitions', () => {
      it('reads from any offset, so many bytes at a time, and says where to read on and where the end is', async () => {
        const topic = await newTopic(2);
        await send(...['a', 'b', 'c', 'd'].map((value) => record(topic, null, value, 1)));
        const reader = await bus.reader(topic);
        const first = await reader.fetch({ partition: 1, offset: 1n });
        expect([texts(first.records), first.next, first.end]).toEqual([['b', 'c', 'd'], 4n, 4n]);
        expect(first.records[0]).toMatchObject({ topic, partition: 1, offset: 1n });
        expect(await reader.fetch({ partition: 0, offset: 0n })).toEqual({ records: [], next: 0n, end: 0n });
        await reader.close();
      });

      it('gives one record at least, however large it is beside what was asked for', async () => {
        const topic = await newTopic(1);
        await send(record(topic, null, 'x'.repeat(100_000), 0));
        await send(record(topic, null, 'y'.repeat(100_000), 0));
        const reader = await bus.reader(topic);
        const lengths: number[] = [];
        for (let offset = 0n; offset < 2n; ) {
          const { records, next } = await reader.fetch({ partition: 0, offset, maxBytes: 1_000 });
          lengths.push(...records.map(({ value }) => value?.length ?? 0));
          expect(next).toBeGreaterThan(offset);
          offset = next;
        }
        expect(lengths).toEqual([100_000, 100_000]);
        await reader.close();
      });

      it('waits at the end for the first record that comes', async () => {
        const topic = await newTopic(1);
        const reader = await bus.reader(topic);
        const waiting = reader.fetch({ partition: 0, offset: 0n, maxWaitMs: underTest().patienceMs });
        await send(record(topic, null, 'late', 0));
        expect(texts((await waiting).records)).toEqual(['late']);
        await reader.close();
      });

      it('says that a topic does not exist', async () => {
        const reader = await bus.reader(`missing-${randomUUID()}`);
        await expect(reader.fetch({ partition: 0, offset: 0n })).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
        await reader.close();
      });
    });
  });
}
