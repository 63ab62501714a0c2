import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../control-plane/until.ts';
import { WorkerProcess } from '../control-plane/worker-process.ts';
import { World } from '../control-plane/world.ts';

const ITEMS = 10_000;
const AT_ONCE = 500;

let world: World;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  // What asks for all workers is one caller here.
  process.env.LONGSHORE_RATE_PER_CALLER = '1000000';
  world = await World.create(inject('services'));
  await world.pool.query('UPDATE work_queue SET maximum = 0');
  await world.startDispatcher();
});
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.kill())));
afterAll(() => world?.close());

function start(): WorkerProcess {
  const worker = WorkerProcess.start(world, { LONGSHORE_WORKER_TYPES: 'compute' });
  workers.push(worker);
  return worker;
}

async function completed(): Promise<number> {
  const { rows } = await world.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM work_item WHERE status = 'completed'`,
  );
  return rows[0]?.n ?? 0;
}

describe('workers that are killed', () => {
  it(`lose none of ${ITEMS} items and complete each once`, async () => {
    for (let from = 0; from < ITEMS; from += AT_ONCE) {
      const items = Array.from({ length: AT_ONCE }, (_, n) => ({
        type: 'compute',
        payload: { operation: 'digest', input: `item ${from + n}` },
      }));
      expect((await world.ask('POST', '/work-items/many', { items })).status).toBe(201);
    }
    start();
    start();
    const startedAtMs = performance.now();
    for (const share of [0.1, 0.35, 0.6]) {
      await until(async () => (await completed()) >= ITEMS * share, `${share * 100} % are completed`, 120_000);
      await workers.shift()?.kill();
      start();
    }
    await until(async () => (await completed()) === ITEMS, 'all are completed', 180_000);
    console.log(`${ITEMS} items with three kills in ${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s`);
    // Of each item its life tells exactly one completion, and the result is the right one.
    const { rows } = await world.pool.query<{ input: string; digest: string; ends: number; lapses: number }>(`
      SELECT payload->>'input' AS input, result->>'digest' AS digest,
             jsonb_array_length(jsonb_path_query_array(life, '$[*] ? (@.what == "completed")')) AS ends,
             jsonb_array_length(jsonb_path_query_array(life, '$[*] ? (@.what == "lapsed")')) AS lapses FROM work_item`);
    expect(rows).toHaveLength(ITEMS);
    expect(rows.filter(({ ends }) => ends !== 1)).toEqual([]);
    const wrong = rows.filter(({ input, digest }) => createHash('sha256').update(input).digest('hex') !== digest);
    expect(wrong).toEqual([]);
    // The kills did hit workers that held items.
    expect(rows.reduce((sum, { lapses }) => sum + lapses, 0)).toBeGreaterThan(0);
    const { rows: credit } = await world.pool.query('SELECT sum(completed)::int AS n FROM worker');
    expect(credit[0]?.n).toBe(ITEMS);
  });
});
