import { request } from 'node:http';
import { sortTopics } from '@longshore/kafka';
import type { SortDetail, SortElements } from '@longshore/schemas';
import { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { sweepSortTopics } from '../../control-plane/src/dispatcher/sorts/sweep-sort-topics.ts';
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

  it('write the result to a topic too, where anybody reads what a download has, at the offset that is its rank', async () => {
    const topic = `${world.topicPrefix}numbers-sorted`;
    const id = await sortOf({
      order: { type: 'int32' },
      input: { from: 'generated', distribution: 'zipf', count: 30_000, seed: 5 },
      output: { topic },
    });
    const input = { from: 'values', values: [] };
    const meanwhile = await world.ask('POST', '/sorts', { input, output: { topic } });
    expect(meanwhile.body).toMatchObject({ status: 422, errors: [{ path: 'output.topic' }] });
    const detail = await carriedOut(id);
    expect(detail).toMatchObject({ spec: { output: { topic } }, report: { writtenCount: 30_000 } });
    const lines = (await download(id)).trimEnd().split('\n');
    const values: string[] = [];
    const consumer = await world.bus.consumer({
      groupId: `${world.topicPrefix}reader`,
      topics: [topic],
      startAt: 'beginning',
      onBatch: async ({ records }) => {
        values.push(...records.map(({ value }) => value?.toString() ?? ''));
      },
    });
    await expect.poll(() => values.length, { timeout: 20_000 }).toBe(lines.length);
    await consumer.close();
    expect(values).toEqual(lines);
    const [record] = await world.bus.read({ topic, from: new Map([[0, 12_345n]]), limit: 1, deadlineMs: 10_000 });
    expect(record?.value?.toString()).toBe(lines[12_345]);
    const { body: page } = await world.ask<{ items: { value: unknown }[] }>(
      'GET',
      `/topics/${topic}/messages?from=beginning&limit=3`,
    );
    expect(page.items).toHaveLength(3);
    const again = await world.ask('POST', '/sorts', { input, output: { topic } });
    expect(again.body).toMatchObject({
      status: 422,
      errors: [{ path: 'output.topic', message: expect.stringContaining('has records already') }],
    });
    expect((await world.ask('DELETE', `/sorts/${id}`)).status).toBe(204);
    expect(await (await world.bus.admin()).listTopics()).toContain(topic);
  });

  it('take as output what is made with the sort or is empty, of one partition, and nobody’s', async () => {
    const admin = await world.bus.admin();
    const wide = `${world.topicPrefix}wide`;
    await admin.ensureTopic({ name: wide, partitions: 2, replication: 1 });
    const other = await sortOf({ input: { from: 'upload' } });
    for (const [topic, words] of [
      [wide, 'has 2 partitions'],
      [`${world.topicPrefix}Job_Status`, 'works with'],
      [`${world.topicPrefix}sort.${other}.result`, 'works with'],
      ['__consumer_offsets', 'works with'],
      ['no/name', 'letters'],
    ]) {
      const output = { topic };
      const { body } = await world.ask('POST', '/sorts', { input: { from: 'values', values: ['a'] }, output });
      expect(body).toMatchObject({
        status: 422,
        errors: [{ path: 'output.topic', message: expect.stringContaining(words ?? '') }],
      });
    }
    const unmade = `${world.topicPrefix}unmade`;
    const wrong = { order: { type: 'int32' }, input: { from: 'values', values: ['x'] }, output: { topic: unmade } };
    expect((await world.ask('POST', '/sorts', wrong)).status).toBe(422);
    expect(await admin.listTopics()).not.toContain(unmade);
    const narrow = `${world.topicPrefix}narrow`;
    await admin.ensureTopic({ name: narrow, partitions: 1, replication: 1 });
    const id = await sortOf({ input: { from: 'values', values: ['b', '', 'a'] }, output: { topic: narrow } });
    await carriedOut(id);
    const records = await world.bus.read({ topic: narrow, from: new Map([[0, 0n]]), limit: 9, deadlineMs: 10_000 });
    expect(records.map(({ key, value, headers }) => [key, value?.toString(), headers])).toEqual([
      [null, '', {}],
      [null, 'a', {}],
      [null, 'b', {}],
    ]);
  });

  it('fail in words when the topic that their result was to go to is gone', async () => {
    const topic = `${world.topicPrefix}short-lived`;
    const id = await sortOf({ input: { from: 'values', values: ['b', 'a'] }, output: { topic } });
    await (await world.bus.admin()).deleteTopic(topic);
    await Promise.all([playSorters(world.bus, id, 2, world.topicPrefix), sortThat(id, 'FAILED')]);
    const { reason } = (await world.ask<SortDetail>('GET', `/sorts/${id}`)).body;
    expect(reason).toEqual({ code: 'TOPIC_DELETED', message: `The topic ${topic} is gone` });
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
      [{ order: { type: 'csv', keyField: 'price' }, input: { from: 'topic', topic: 'orders' } }, 'input.from'],
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

  it('keep their result for as long as was asked, and say that it is gone after', async () => {
    const id = await sortOf({ order: { type: 'int32' }, input: { from: 'values', values: [2, 1] }, keepDays: 3 });
    const detail = await carriedOut(id);
    const keptMs = Date.parse(detail.resultUntil ?? '') - Date.parse(detail.endedAt ?? '');
    expect(keptMs).toBe(3 * 24 * 60 * 60 * 1_000);
    const other = await sortOf({ input: { from: 'upload' } });
    const admin = await world.bus.admin();
    const orphan = async (ageMs: number) => {
      const hex = (Date.now() - ageMs).toString(16).padStart(12, '0');
      const name = sortTopics(`${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`, world.topicPrefix).input;
      await admin.ensureTopic({ name, partitions: 1, replication: 1 });
      return name;
    };
    const [old, young] = [await orphan(2 * 60 * 60 * 1_000), await orphan(10 * 60 * 1_000)];
    const { exchange, ...kept } = sortTopics(id, world.topicPrefix);
    const left = async (...topics: string[]) => {
      const listed = new Set(await admin.listTopics());
      return topics.filter((topic) => listed.has(topic));
    };
    const sweep = () => sweepSortTopics(world.pool, admin, world.topicPrefix);
    // Brokers still name a topic for a moment after they have taken it away.
    const goes = (...topics: string[]) => expect.poll(() => left(...topics), { timeout: 20_000 }).toEqual([]);
    const rest = Object.values(kept);

    await sweep();
    await goes(old);
    expect(await left(young, exchange, ...rest)).toEqual([young, exchange, ...rest]);

    await world.pool.query(`UPDATE sort SET ended_at = ended_at - interval '61 seconds' WHERE id = $1`, [id]);
    await sweep();
    await goes(exchange);
    expect(await left(young, ...rest)).toEqual([young, ...rest]);
    expect(await download(id)).toBe('1\n2\n');

    await world.pool.query(`UPDATE sort SET result_until = now() - interval '1 second' WHERE id = $1`, [id]);
    await sweep();
    await goes(...rest);
    expect(await left(...Object.values(sortTopics(other, world.topicPrefix)))).not.toEqual([]);
    for (const what of ['elements', 'result']) {
      expect((await world.ask('GET', `/sorts/${id}/${what}`)).body).toMatchObject({
        status: 410,
        code: 'sort_result_gone',
      });
    }
    expect((await sortThat(id, 'SUCCEEDED')).report?.proof).toMatchObject({ count: 2, equal: true });
    const again = await world.ask('POST', '/sorts', { order: { type: 'int32' }, input: { from: 'sort', sort: id } });
    expect(again.body).toMatchObject({ status: 410, code: 'sort_result_gone' });
    await admin.deleteTopic(young);
  });
});
