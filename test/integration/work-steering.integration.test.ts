import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OutgoingRecord, workGroupName, workTopicName } from '@longshore/kafka';
import { type Claimed, newId, type Worker, type WorkItem, type WorkType } from '@longshore/schemas';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { WorkOffers } from '../../control-plane/src/dispatcher/work/offer-items.ts';
import { until } from '../control-plane/until.ts';
import { WorkerProcess } from '../control-plane/worker-process.ts';
import { World } from '../control-plane/world.ts';

/** After which Kafka takes a member for dead that it does not hear. */
const SESSION_MS = 15_000;

/** Takes longer than a worker lives in these tests. */
const ENDLESS = { type: 'compute', payload: { operation: 'monte-carlo-pi', samples: 1_000_000_000 } };
const digest = (input: string) => ({ type: 'compute', payload: { operation: 'digest', input } });
const rows = { type: 'data', payload: { rows: [{ a: 1 }], aggregates: [{ as: 'n', function: 'count' }] } };

let world: World;
let groups: Admin;
const workers: WorkerProcess[] = [];
/** A server of files that come to their end when a test says so. */
let files: { url: string; asked(): Promise<void>; finish(): void; close(): void };

beforeAll(async () => {
  world = await World.create(inject('services'));
  // No fleet here: workers are started by hand.
  await world.pool.query('UPDATE work_queue SET maximum = 0');
  const brokers = inject('services').kafkaBootstrapServers.split(',');
  groups = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING }).admin();
  await groups.connect();
  files = await serveFiles();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  await world.stopDispatchers();
  await world.forget('work_item, worker');
});
afterAll(async () => {
  files?.close();
  await groups?.disconnect();
  await world?.close();
});

async function serveFiles(): Promise<typeof files> {
  const begun = new Set<ServerResponse>();
  const server = createServer((_, response) => {
    begun.add(response.writeHead(200, { 'content-type': 'text/plain' }));
    response.on('close', () => begun.delete(response));
    response.write('one line\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: async () => {
      await until(() => begun.size > 0, 'somebody reads a file');
    },
    finish: () => {
      for (const response of begun) response.end('another\n');
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function start(types: string, environment: Record<string, string> = {}): WorkerProcess {
  const worker = WorkerProcess.start(world, { LONGSHORE_WORKER_TYPES: types, ...environment });
  workers.push(worker);
  return worker;
}

async function submit(item: unknown): Promise<string> {
  const { status, body } = await world.ask<{ id: string }>('POST', '/work-items', item);
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body.id;
}

const show = async (id: string) => (await world.ask<WorkItem>('GET', `/work-items/${id}`)).body;
const wordsOf = async (id: string) => (await show(id)).life.map(({ what }) => what);
const itemThat = (id: string, what: string, fits: (item: WorkItem) => boolean, deadlineMs = 40_000) =>
  until(
    async () => {
      const item = await show(id);
      return fits(item) ? item : null;
    },
    `item ${id} ${what}`,
    deadlineMs,
  );
const endOf = (id: string) => itemThat(id, 'has ended', ({ endedAt }) => endedAt !== null);

const steer = (worker: WorkerProcess, verb: 'start' | 'stop', types?: WorkType[]) =>
  world.ask('POST', `/workers/${worker.id}/${verb}`, types === undefined ? {} : { types });

async function workerThat({ id }: WorkerProcess, what: string, fits: (worker: Worker) => boolean): Promise<void> {
  await until(async () => {
    const { body } = await world.ask<{ items: Worker[] }>('GET', '/workers');
    return body.items.some((worker) => worker.id === id && fits(worker));
  }, `the worker ${what}`);
}

/** Who is in the consumer group of a type, as Kafka has it, and whether the group is at rest. */
async function membersOf(type: WorkType): Promise<{ state: string; members: string[] }> {
  const { groups: described } = await groups.describeGroups([workGroupName(type, world.topicPrefix)]);
  const [group] = described;
  return { state: group?.state ?? 'none', members: group?.members.map(({ memberId }) => memberId) ?? [] };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a worker that is stopped', () => {
  it('in one type stays a member of that group, takes nothing of it, and goes on with the others', async () => {
    await world.startDispatcher();
    const worker = start('compute,data');
    await endOf(await submit(digest('warm')));
    const before = { compute: await membersOf('compute'), data: await membersOf('data') };
    expect(before).toMatchObject({ compute: { state: 'Stable' }, data: { state: 'Stable' } });
    expect([before.compute.members.length, before.data.members.length]).toEqual([1, 1]);
    await steer(worker, 'stop', ['compute']);
    await workerThat(worker, 'has stopped with compute', ({ types }) =>
      types.some(({ type, observed }) => type === 'compute' && observed === 'stopped'),
    );
    const left = await Promise.all(['a', 'b', 'c'].map((text) => submit(digest(text))));
    for (const id of left) await itemThat(id, 'was offered', ({ life }) => life.some(({ what }) => what === 'offered'));
    // Longer than Kafka keeps a member that it does not hear.
    await pause(SESSION_MS + 2_000);
    const done = await endOf(await submit(rows));
    expect(done).toMatchObject({ status: 'completed', worker: worker.id });
    expect(await Promise.all(left.map(wordsOf))).toEqual(left.map(() => ['submitted', 'offered']));
    // The same members: it neither left nor came back.
    expect({ compute: await membersOf('compute'), data: await membersOf('data') }).toEqual(before);
    await steer(worker, 'start', ['compute']);
    for (const id of left) expect(await endOf(id)).toMatchObject({ status: 'completed', worker: worker.id, tries: 1 });
    expect(await membersOf('compute')).toEqual(before.compute);
    expect(await worker.stop()).toBe(0);
    await until(async () => (await membersOf('compute')).members.length === 0, 'it has left its group');
  });

  it('finishes what it holds, which is completed by it and on the first try, and takes nothing after that', async () => {
    await world.startDispatcher();
    const worker = start('file', { LONGSHORE_WORKER_PRIVATE_ADDRESSES: 'allow' });
    const id = await submit({ type: 'file', payload: { url: files.url } });
    await files.asked();
    await steer(worker, 'stop');
    await workerThat(worker, 'finishes what it holds', ({ state }) => state === 'draining');
    const late = await submit({ type: 'file', payload: { url: files.url } });
    await itemThat(late, 'was offered', ({ life }) => life.some(({ what }) => what === 'offered'));
    files.finish();
    expect(await endOf(id)).toMatchObject({ status: 'completed', worker: worker.id, tries: 1 });
    await workerThat(worker, 'has stopped', ({ state }) => state === 'stopped');
    expect(await wordsOf(late)).toEqual(['submitted', 'offered']);
    expect((await membersOf('file')).members).toHaveLength(1);
    await worker.stop();
  });

  it('by SIGTERM finishes what it holds before it leaves', async () => {
    await world.startDispatcher();
    const worker = start('file', { LONGSHORE_WORKER_PRIVATE_ADDRESSES: 'allow' });
    const id = await submit({ type: 'file', payload: { url: files.url } });
    await files.asked();
    const left = worker.stop();
    await pause(500);
    files.finish();
    expect(await left).toBe(0);
    expect(await show(id)).toMatchObject({ status: 'completed', worker: worker.id, tries: 1 });
    expect((await world.ask<{ items: Worker[] }>('GET', '/workers')).body.items).toEqual([]);
    expect((await membersOf('file')).members).toEqual([]);
  });

  it('by SIGTERM gives back what it does not finish in time, which another takes at once and with all its tries', async () => {
    await world.startDispatcher();
    const worker = start('file', { LONGSHORE_WORKER_PRIVATE_ADDRESSES: 'allow' });
    const id = await submit({ type: 'file', payload: { url: files.url }, maxTries: 1 });
    await files.asked();
    expect(await worker.stop()).toBe(0);
    expect(await show(id)).toMatchObject({ status: 'queued', worker: null, tries: 0 });
    const other = start('file', { LONGSHORE_WORKER_PRIVATE_ADDRESSES: 'allow' });
    await files.asked();
    files.finish();
    expect(await endOf(id)).toMatchObject({ status: 'completed', worker: other.id, tries: 1 });
    expect((await wordsOf(id)).filter((what) => what !== 'offered')).toEqual([
      'submitted',
      'claimed',
      'returned',
      'claimed',
      'completed',
    ]);
  });
});

describe('an item whose worker dies on every try', () => {
  it('has failed for good after the last, with the reason that its worker was lost, and is a dead letter', async () => {
    await world.startDispatcher();
    const id = await submit({ ...ENDLESS, maxTries: 2 });
    for (const tries of [1, 2]) {
      const worker = start('compute');
      await itemThat(
        id,
        `is worked on for the ${tries}. time`,
        (item) => item.tries === tries && item.worker === worker.id,
      );
      await worker.kill();
      // As if it had not been heard for as long as a claim counts.
      await world.pool.query(`UPDATE work_item SET lease_until = now() - interval '1 ms' WHERE id = $1`, [id]);
    }
    expect(await endOf(id)).toMatchObject({
      status: 'failed',
      tries: 2,
      result: null,
      failure: { code: 'WORKER_LOST', message: expect.stringContaining(workers[1]?.id ?? '') },
    });
    const words = await wordsOf(id);
    expect(words.filter((what) => ['claimed', 'lapsed', 'failed'].includes(what))).toEqual([
      'claimed',
      'lapsed',
      'claimed',
      'failed',
    ]);
    await until(async () => (await deadLettersOf('compute')).includes(id), 'it is on the topic of dead letters');
  });
});

async function deadLettersOf(type: WorkType): Promise<(string | undefined)[]> {
  const topic = `${workTopicName(type, world.topicPrefix)}.dlq`;
  const records = await world.bus.read({ topic, from: new Map([[0, 0n]]), limit: 100, deadlineMs: 3_000 });
  return records.map(({ headers }) => headers.itemId?.toString());
}

describe('an offer that was lost on the way', () => {
  /** As if its offer had been sent so long ago, and nobody had seen it. */
  const offered = (id: string, secondsAgo: number) =>
    world.pool.query(
      `UPDATE work_item SET due_at = NULL, offered_at = now() - $2 * interval '1 second' WHERE id = $1`,
      [id, secondsAgo],
    );

  it('is made again after a minute, and not before, of items that wait and of no others', async () => {
    const sent: OutgoingRecord[] = [];
    const producer = { send: async (records: readonly OutgoingRecord[]) => void sent.push(...records) };
    const offers = new WorkOffers({
      pool: world.pool,
      producer,
      topicPrefix: world.topicPrefix,
      reach: () => undefined,
    });
    const [lost, fresh, held, done] = [
      await submit(digest('lost')),
      await submit(digest('fresh')),
      await submit(digest('held')),
      await submit(digest('done')),
    ];
    await offered(lost, 61);
    await offered(fresh, 55);
    const worker = newId();
    const types = [{ type: 'compute', concurrency: 2, observed: 'consuming' }];
    expect((await world.ask('PUT', `/workers/${worker}`, { name: 'by hand', types, holding: [] })).status).toBe(200);
    for (const id of [held, done]) {
      const claimed = await world.ask<{ claimed: Claimed }>('PATCH', `/work-items/${id}`, {
        status: 'processing',
        worker,
      });
      await offered(id, 3_600);
      if (id === held) continue;
      const result = { operation: 'digest', algorithm: 'sha256', digest: 'x', bytes: 4 };
      const { claim } = claimed.body.claimed;
      expect((await world.ask('PATCH', `/work-items/${id}`, { status: 'completed', claim, result })).status).toBe(200);
    }
    await offers.look();
    expect(sent).toEqual([]);
    await offers.tellAgain();
    await offers.look();
    expect(sent.map(({ topic, headers }) => [topic, headers?.itemId])).toEqual([
      [workTopicName('compute', world.topicPrefix), lost],
    ]);
    // It was told now, so not again at once.
    await offers.tellAgain();
    await offers.look();
    expect(sent).toHaveLength(1);
  });

  it('is worked on all the same', async () => {
    const id = await submit(digest('lost'));
    await offered(id, 61);
    await world.startDispatcher();
    const worker = start('compute');
    expect(await endOf(id)).toMatchObject({
      status: 'completed',
      worker: worker.id,
      result: { digest: createHash('sha256').update('lost').digest('hex') },
    });
  });
});
