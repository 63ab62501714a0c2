import { request } from 'node:http';
import type { SortDetail, SortElements } from '@longshore/schemas';
import { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { OWNER_KEY, showing } from '../control-plane/owner-key.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';
import { playSorters } from '../fakes/sorts/play-sort.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterAll(() => world.close());
afterEach(() => world.forget('sort, job, outbox'));

async function sortOf(body: Record<string, unknown>): Promise<string> {
  const { status, body: asked } = await world.ask<{ id: string }>('POST', '/sorts', body);
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(asked)}`);
  return asked.id;
}

async function sortThat(id: string, state: SortDetail['state']): Promise<SortDetail> {
  let last: SortDetail | undefined;
  return until(async () => {
    last = (await world.ask<SortDetail>('GET', `/sorts/${id}`)).body;
    if (last.state !== state && last.endedAt !== null) throw new Error(`it is ${JSON.stringify(last)}`);
    return last.state === state ? last : null;
  }, `sort ${id} is ${state}`);
}

/** Has a sort done by a coordinator and so many sorters in this process, in place of containers. */
async function carriedOut(id: string, sorters = 2): Promise<SortDetail> {
  const [detail] = await Promise.all([
    sortThat(id, 'SUCCEEDED'),
    playSorters(world.bus, id, sorters, world.topicPrefix),
  ]);
  return detail;
}

async function download(id: string): Promise<string> {
  const response = await fetch(`${world.url}/api/v1/sorts/${id}/result`, { headers: showing(OWNER_KEY) });
  return response.text();
}

async function upload(id: string, body: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${world.url}/api/v1/sorts/${id}/input`, {
    method: 'POST',
    headers: { ...showing(OWNER_KEY), 'content-type': 'text/plain' },
    body,
  });
  return { status: response.status, body: await response.json() };
}

describe('sorts over the API', () => {
  it('sort what was typed, prove it, and give it out by rank and as a file', async () => {
    const id = await sortOf({
      order: { type: 'int64' },
      input: { from: 'values', values: [3, '-7', '9007199254740993', 3] },
    });
    const detail = await carriedOut(id);
    expect(detail).toMatchObject({
      count: 4,
      sortedCount: 4,
      report: { phase: 'ended', proof: { count: 4, equal: true } },
    });
    expect(await download(id)).toBe('-7\n3\n3\n9007199254740993\n');
    const { body } = await world.ask<SortElements>('GET', `/sorts/${id}/elements?from=2&limit=5`);
    expect(body).toEqual({
      count: 4,
      items: [
        { rank: 2, value: '3' },
        { rank: 3, value: '9007199254740993' },
      ],
    });
  });

  it.each(SORT_DISTRIBUTIONS)(
    'sort generated values that are %s, with every sorter’s part about the same',
    async (distribution) => {
      const count = 30_000;
      const id = await sortOf({
        order: { type: 'int32' },
        input: { from: 'generated', distribution, count, seed: 5 },
        workers: 3,
      });
      const { report } = await carriedOut(id, 3);
      expect(report).toMatchObject({ count, sortedCount: count, proof: { count, inOrder: true, equal: true } });
      expect(report?.balance?.maxOverMean).toBeLessThan(1.1);
      const numbers = (await download(id)).trimEnd().split('\n').map(Number);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      const { body } = await world.ask<SortElements>('GET', `/sorts/${id}/elements?from=12345&limit=1`);
      expect(body.items).toEqual([{ rank: 12_345, value: String(numbers[12_345]) }]);
    },
  );

  it('sort an upload of csv by a field, keeping its header and the order of equals', async () => {
    const id = await sortOf({
      order: { type: 'csv', keyField: 'town', stable: true },
      input: { from: 'upload' },
    });
    expect(await upload(id, 'id,town\n1,Kiel\n2,Bonn\n3,Kiel\n4,Bonn')).toMatchObject({ status: 202 });
    await carriedOut(id);
    expect(await download(id)).toBe('id,town\n2,Bonn\n4,Bonn\n1,Kiel\n3,Kiel\n');
    expect(await upload(id, 'x')).toMatchObject({ status: 409, body: { code: 'sort_awaits_no_input' } });
  });

  it('sort once more what another has sorted, the other way round and with other sorters', async () => {
    const id = await sortOf({ order: { type: 'int32' }, input: { from: 'values', values: [2, 3, 1] } });
    await carriedOut(id);
    const input = { from: 'sort', sort: id.slice(0, 20) };
    const again = await sortOf({ order: { type: 'int32', direction: 'desc' }, input, workers: 3 });
    await carriedOut(again, 3);
    expect(await download(again)).toBe('3\n2\n1\n');
    const other = await world.ask('POST', '/sorts', { order: { type: 'text' }, input });
    expect(other.body).toMatchObject({ status: 422, errors: [{ path: 'order' }] });
    const none = await sortOf({ input: { from: 'upload' } });
    expect((await world.ask('POST', '/sorts', { input: { from: 'sort', sort: none } })).body).toMatchObject({
      status: 409,
      code: 'sort_has_no_input',
    });
  });

  it('say at which line an upload is wrong, and await it still', async () => {
    const id = await sortOf({ order: { type: 'int32' }, input: { from: 'upload' } });
    expect(await upload(id, '1\ntwo\n')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'body', message: expect.stringContaining('line 2') }] },
    });
    expect((await sortThat(id, 'AWAITING_INPUT')).jobId).toBeNull();
  });

  it('take nothing of an upload that breaks off', async () => {
    const id = await sortOf({ order: { type: 'int32' }, input: { from: 'upload' } });
    const { hostname, port } = new URL(world.url);
    await new Promise<void>((resolve) => {
      const sending = request({
        hostname,
        port,
        method: 'POST',
        path: `/api/v1/sorts/${id}/input`,
        headers: { ...showing(OWNER_KEY), 'content-length': '1000', 'content-type': 'text/plain' },
      });
      sending.on('error', () => resolve());
      sending.on('close', () => resolve());
      sending.write('1\n2\n', () => sending.destroy());
    });
    expect((await sortThat(id, 'AWAITING_INPUT')).jobId).toBeNull();
    expect(await upload(id, '2\n1\n')).toMatchObject({ status: 202 });
    await carriedOut(id);
    expect(await download(id)).toBe('1\n2\n');
  });

  it('sort the records of a topic, and say which is none', async () => {
    const topic = `${world.topicPrefix}numbers`;
    const admin = await world.bus.admin();
    await admin.ensureTopic({ name: topic, partitions: 2, replication: 1 });
    const producer = await world.bus.producer();
    await producer.send(['5', '1', '4'].map((value) => ({ topic, key: value, value: Buffer.from(value) })));
    const id = await sortOf({ order: { type: 'float64', direction: 'desc' }, input: { from: 'topic', topic } });
    await carriedOut(id);
    expect(await download(id)).toBe('5\n4\n1\n');
    await producer.send([{ topic, partition: 1, key: null, value: Buffer.from('six') }]);
    const failing = await sortOf({ order: { type: 'float64' }, input: { from: 'topic', topic } });
    await Promise.all([playSorters(world.bus, failing, 2, world.topicPrefix), sortThat(failing, 'FAILED')]);
    const { reason } = (await world.ask<SortDetail>('GET', `/sorts/${failing}`)).body;
    expect(reason).toMatchObject({ code: 'NOT_A_NUMBER', message: expect.stringContaining('six') });
    await producer.close();
  });

  it('are stopped while they await input, deleted after, and refuse what cannot be', async () => {
    const id = await sortOf({ input: { from: 'upload' } });
    expect((await world.ask('DELETE', `/sorts/${id.slice(0, 13)}`)).status).toBe(204);
    const other = await sortOf({ input: { from: 'upload' } });
    expect((await world.ask('POST', `/sorts/${other}/stop`)).status).toBe(202);
    expect((await world.ask('POST', `/sorts/${other}/stop`)).body).toMatchObject({
      status: 409,
      code: 'sort_has_ended',
    });
    expect((await world.ask('GET', `/sorts/${other}/elements`)).body).toMatchObject({ code: 'sort_has_no_result' });
    const refused = [
      [{ order: { type: 'csv' }, input: { from: 'upload' } }, 'order.keyField'],
      [{ input: { from: 'generated', count: -1 } }, 'input.count'],
      [{ input: { from: 'values', values: ['a\nb'] } }, 'input.values[0]'],
      [{ order: { type: 'int32' }, input: { from: 'values', values: ['1', '2147483648'] } }, 'input.values'],
      [{ input: { from: 'upload' }, workers: 1_000 }, 'workers'],
      [{ order: { collation: { locale: 'no such tag' } }, input: { from: 'upload' } }, 'order.collation'],
    ] as const;
    for (const [body, path] of refused) {
      const answer = await world.ask<{ errors?: { path: string }[] }>('POST', '/sorts', body);
      expect(answer.status, JSON.stringify(body)).toBe(422);
      expect(answer.body.errors?.[0]?.path).toContain(path);
    }
    expect((await world.ask('POST', '/sorts', { input: { from: 'topic', topic: 'nowhere' } })).status).toBe(404);
  });

  it('fail when nobody is left to coordinate them, and what waits of their job is stopped', async () => {
    const id = await sortOf({ input: { from: 'values', values: ['b', 'a'] } });
    const { jobId } = await sortThat(id, 'QUEUED');
    await world.pool.query(`UPDATE task SET state = 'FAILED' WHERE job_id = $1 AND index = 0`, [jobId]);
    expect((await sortThat(id, 'FAILED')).reason?.code).toBe('JOB_ENDED');
    const job = await world.jobThat(jobId ?? '', 'ended', ({ endedAt }) => endedAt !== null);
    expect(job.tasks.map(({ state }) => state)).toEqual(['FAILED', 'STOPPED', 'STOPPED']);
  });

  it('of nothing, and of one element with more sorters than elements, succeed', async () => {
    const none = await sortOf({ input: { from: 'values', values: [] }, workers: 3 });
    expect((await carriedOut(none, 3)).report?.proof).toMatchObject({ count: 0, equal: true });
    expect(await download(none)).toBe('');
    const one = await sortOf({ order: { type: 'float64' }, input: { from: 'values', values: ['NaN'] }, workers: 3 });
    await carriedOut(one, 3);
    expect(await download(one)).toBe('NaN\n');
  });
});
