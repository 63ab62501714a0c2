import { newId, type WorkItemInput, type WorkItemSummary, type WorkQueues } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { World } from '../control-plane/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.pool.query('UPDATE work_queue SET maximum = 0');
});
afterAll(() => world?.close());
afterEach(() => world.forget('work_item, worker'));

async function submit(item: WorkItemInput): Promise<string> {
  return (await world.ask<{ id: string }>('POST', '/work-items', item)).body.id;
}

const digest = (input: string): WorkItemInput => ({ type: 'compute', payload: { operation: 'digest', input } });
const list = async (query: string) =>
  (await world.ask<{ items: WorkItemSummary[] }>('GET', `/work-items?${query}`)).body.items;

describe('the list of work items', () => {
  it('says what each asks for, without what goes into it', async () => {
    await submit(digest('abc'));
    await submit({
      type: 'data',
      payload: { rows: [{ n: 1 }], groupBy: ['n'], aggregates: [{ as: 'c', function: 'count' }] },
    });
    const items = await list('');
    expect(items.map(({ asks }) => asks)).toEqual(['Rows by n', 'SHA-256 of “abc”']);
    for (const item of items) expect(item).not.toHaveProperty('payload');
  });

  it('is narrowed to a worker, and to the start of an id', async () => {
    const [first, second] = [await submit(digest('one')), await submit(digest('two'))];
    const worker = newId();
    const types = [{ type: 'compute', concurrency: 1, observed: 'consuming' }];
    await world.ask('PUT', `/workers/${worker}`, { name: 'a', types, holding: [] });
    await world.ask('PATCH', `/work-items/${first}`, { status: 'processing', worker });
    expect((await list(`worker=${worker}`)).map(({ id }) => id)).toEqual([first]);
    expect((await list(`q=${second}`)).map(({ id }) => id)).toEqual([second]);
    expect((await list(`q=${second.slice(0, 8).toUpperCase()}`)).map(({ id }) => id)).toContain(second);
    expect(await list('q=zz')).toEqual([]);
  });
});

describe('a queue', () => {
  it('counts what came in during the last minute', async () => {
    await submit(digest('now'));
    const before = await submit(digest('before'));
    await world.pool.query(`UPDATE work_item SET created_at = now() - interval '2 minutes' WHERE id = $1`, [before]);
    const { items } = (await world.ask<WorkQueues>('GET', '/work-queues')).body;
    expect(items.find(({ type }) => type === 'compute')).toMatchObject({ submittedLastMinute: 1, queued: 2 });
  });
});
