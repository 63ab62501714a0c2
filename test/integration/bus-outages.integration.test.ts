import { randomUUID } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { type Bus, BusError, type BusRecord, createKafkaBus, type OutgoingRecord } from '@longshore/kafka';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Services, startServices } from '../stack/services.ts';

const patience = { timeout: 60_000, interval: 50 };

/** Sends until it is acknowledged, as programs do that must not lose what they report. */
async function sendUntilAcknowledged(send: () => Promise<void>): Promise<void> {
  for (const endMs = performance.now() + 60_000; ; ) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof BusError && error.retryable) || performance.now() > endMs) throw error;
    }
  }
}

/** From now on remembers the sockets that are opened, so that they can be made deaf and dumb without being closed. */
function rememberSockets() {
  const { connect } = net;
  const sockets: net.Socket[] = [];
  net.connect = ((...args: Parameters<typeof connect>) => {
    const socket = connect(...args);
    sockets.push(socket);
    return socket;
  }) as typeof connect;
  syncBuiltinESMExports();
  return {
    makeDead() {
      for (const socket of sockets.splice(0)) {
        socket.removeAllListeners('data');
        socket.write = () => true;
      }
    },
    forget() {
      net.connect = connect;
      syncBuiltinESMExports();
    },
  };
}

describe('a bus whose broker dies and comes back', { timeout: 180_000 }, () => {
  let services: Services;
  let bus: Bus;
  let topic: string;

  beforeAll(async () => {
    services = await startServices({ services: ['kafka'] });
  });
  afterAll(() => services.stop());
  beforeEach(async () => {
    bus = createKafkaBus({ bootstrapServers: services.kafkaBootstrapServers.split(','), clientId: 'outages' });
    topic = `outages-${randomUUID()}`;
    await (await bus.admin()).ensureTopic({ name: topic, partitions: 1, replication: 1 });
  });
  afterEach(() => bus.close());

  const broker = async () =>
    (await services.status()).services.find(({ name }) => /kafka|broker/.test(name))?.name ?? '';
  const read = async (received: BusRecord[], troubles: Array<Error | null>, groupId = `group-${randomUUID()}`) => {
    const assigned = Promise.withResolvers<void>();
    const consumer = await bus.consumer({
      groupId,
      topics: [topic],
      partitions: [0],
      startAt: 'beginning',
      maxWaitMs: 2_000,
      onBatch: async ({ records, topic: from, partition }) => {
        received.push(...records);
        const last = records.at(-1);
        if (last !== undefined) await consumer.commit({ topic: from, partition }, last.offset + 1n);
      },
      onAssigned: () => assigned.resolve(),
      onTrouble: (error) => void troubles.push(error),
    });
    await assigned.promise;
    return consumer;
  };
  const record = (value: string): OutgoingRecord => ({ topic, key: 'k', value: Buffer.from(value) });
  const values = (received: readonly BusRecord[]) => [...new Set(received.map(({ value }) => String(value)))];

  it('goes on by itself after a SIGKILL, and loses nothing that was acknowledged', async () => {
    const received: BusRecord[] = [];
    const troubles: Array<Error | null> = [];
    const consumer = await read(received, troubles);
    const producer = await bus.producer();
    const wanted = Array.from({ length: 400 }, (_, index) => String(index));
    const killing = vi
      .waitFor(() => expect(received.length).toBeGreaterThan(50), patience)
      .then(async () => {
        await services.signal(await broker(), 'SIGKILL');
      });
    for (const value of wanted) {
      await sendUntilAcknowledged(() => producer.send([record(value)]));
    }
    await killing;
    await vi.waitFor(() => expect(values(received)).toHaveLength(wanted.length), patience);
    // Sends one after another stay in order; one that had to be repeated may be there twice.
    expect(values(received)).toEqual(wanted);
    await vi.waitFor(async () => expect(await consumer.lag()).toBe(0n), patience);
    expect(troubles.some((trouble) => trouble !== null)).toBe(true);
    await vi.waitFor(() => expect(troubles.at(-1)).toBeNull(), patience);
    await producer.close();
  });

  it('can be used before the broker is there', async () => {
    const name = await broker();
    await services.stopService(name);
    const received: BusRecord[] = [];
    const troubles: Array<Error | null> = [];
    const reading = read(received, troubles);
    const producer = await bus.producer();
    await vi.waitFor(() => expect(troubles[0]).toMatchObject({ code: 'KAFKA_UNREACHABLE' }), patience);
    const failing = producer.send([record('too early')]);
    await expect(failing).rejects.toMatchObject({ name: 'BusError', retryable: true });
    await services.startService(name);
    const consumer = await reading;
    await sendUntilAcknowledged(() => producer.send([record('in time')]));
    await vi.waitFor(() => expect(values(received)).toContain('in time'), patience);
    await consumer.close();
  });

  it('notices a broker that is frozen, and goes on once it is thawed', async () => {
    const received: BusRecord[] = [];
    const troubles: Array<Error | null> = [];
    await read(received, troubles);
    const producer = await bus.producer();
    await producer.send([record('before')]);
    await vi.waitFor(() => expect(values(received)).toEqual(['before']), patience);
    const name = await broker();
    await services.freeze(name);
    try {
      const beganMs = performance.now();
      await expect(producer.send([record('frozen')])).rejects.toMatchObject({ retryable: true });
      expect(performance.now() - beganMs).toBeLessThan(20_000);
      await vi.waitFor(() => expect(troubles.some((trouble) => trouble !== null)).toBe(true), patience);
    } finally {
      await services.signal(name, 'SIGCONT');
    }
    await sendUntilAcknowledged(() => producer.send([record('after')]));
    await vi.waitFor(() => expect(values(received)).toContain('after'), patience);
  });

  it('gives up sockets that went dead without being closed', async () => {
    const remembered = rememberSockets();
    try {
      const received: BusRecord[] = [];
      const troubles: Array<Error | null> = [];
      await read(received, troubles);
      const producer = await bus.producer();
      await producer.send([record('before')]);
      await vi.waitFor(() => expect(values(received)).toEqual(['before']), patience);
      remembered.makeDead();
      const beganMs = performance.now();
      await sendUntilAcknowledged(() => producer.send([record('after')]));
      await vi.waitFor(() => expect(values(received)).toContain('after'), patience);
      // By itself the client would send again and again into the same sockets.
      expect(performance.now() - beganMs).toBeLessThan(30_000);
      expect(troubles.some((trouble) => trouble !== null)).toBe(true);
    } finally {
      remembered.forget();
    }
  });

  it('keeps its place in the group through a pause of 15 s, and goes on at once', async () => {
    const received: BusRecord[] = [];
    const groupId = `group-${randomUUID()}`;
    let assignments = 0;
    const consumer = await bus.consumer({
      groupId,
      topics: [topic],
      partitions: [0],
      startAt: 'beginning',
      maxWaitMs: 5_000,
      onBatch: async ({ records }) => void received.push(...records),
      onAssigned: () => {
        assignments += 1;
      },
    });
    await vi.waitFor(() => expect(assignments).toBe(1), patience);
    consumer.pause();
    const producer = await bus.producer();
    await producer.send([record('while paused')]);
    // The time itself is what is tested: longer than the session that heartbeats keep alive.
    await new Promise((resolve) => setTimeout(resolve, 17_000));
    expect(received).toEqual([]);
    const beganMs = performance.now();
    consumer.resume();
    await vi.waitFor(() => expect(values(received)).toEqual(['while paused']), { timeout: 5_000, interval: 1 });
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(assignments).toBe(1);
    await consumer.commit({ topic, partition: 0 }, 1n);
  });

  it('commits in milliseconds while a fetch waits for seconds', async () => {
    const producer = await bus.producer();
    await producer.send([record('one'), record('two')]);
    const delivered = Promise.withResolvers<void>();
    const consumer = await bus.consumer({
      groupId: `group-${randomUUID()}`,
      topics: [topic],
      partitions: [0],
      startAt: 'beginning',
      maxWaitMs: 5_000,
      onBatch: async () => delivered.resolve(),
    });
    await delivered.promise;
    // The batch was taken, so that from now on a fetch waits for records that do not come.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const beganMs = performance.now();
    await consumer.commit({ topic, partition: 0 }, 2n);
    expect(performance.now() - beganMs).toBeLessThan(1_000);
  });

  it('begins at a stored offset at once, though a fetch at the end would wait for seconds', async () => {
    const producer = await bus.producer();
    await producer.send([record('one'), record('two')]);
    const received: BusRecord[] = [];
    const beganMs = performance.now();
    await bus.consumer({
      groupId: `group-${randomUUID()}`,
      topics: [topic],
      startAt: 'end',
      storedOffset: async () => 1n,
      maxWaitMs: 5_000,
      onBatch: async ({ records }) => void received.push(...records),
    });
    await vi.waitFor(() => expect(values(received)).toEqual(['two']), patience);
    expect(performance.now() - beganMs).toBeLessThan(4_000);
  });

  it('writes in transactions again after the broker was killed, without showing any of them in part', async () => {
    const writer = await bus.transactionalProducer(`tx-${randomUUID()}`);
    await writer.initialise();
    const wanted: string[] = [];
    let ready = true;
    for (let number = 0; number < 30; number += 1) {
      if (number === 10) await services.signal(await broker(), 'SIGKILL');
      const pair = [`${number}a`, `${number}b`];
      wanted.push(...pair);
      await sendUntilAcknowledged(async () => {
        if (!ready) await writer.initialise();
        ready = false;
        await writer.sendInTransaction(pair.map(record));
        ready = true;
      });
    }
    const records = await bus.read({ topic, from: new Map([[0, 0n]]), limit: 1_000, deadlineMs: 15_000 });
    expect(values(records)).toEqual(wanted);
    for (const [index, { value }] of records.entries()) {
      if (String(value).endsWith('a')) expect(String(records[index + 1]?.value)).toBe(String(value).replace('a', 'b'));
    }
    await writer.close();
  });
});
