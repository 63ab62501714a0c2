import {
  CITY,
  type ComparedRuns,
  type JobDetail,
  type KitchenChanges,
  type KitchenDetail,
  type KitchenMeasures,
  type KitchenNetwork,
  type KitchenRun,
  type KitchenSummary,
  type OrderSummary,
  type OrderView,
  type Problem,
  type RunRecording,
} from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectEveryOrderEndedOnce } from '../control-plane/order-lives.ts';
import type { PlayedKitchenOptions } from '../control-plane/played-kitchen.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;

beforeAll(async () => {
  process.env.LONGSHORE_RATE_PER_CALLER = '1000000';
  world = await World.create(inject('services'));
  await world.startDispatcher();
  // Quick, so that nobody waits for long.
  await world.ask('PATCH', '/kitchen-network', {
    silence: { lostAfterMs: 1_200 },
    migration: { cycleMs: 100, settleMs: 100 },
  });
});
afterAll(() => world?.close());

const wish = (over: Record<string, unknown> = {}) => ({ dish: 'soup', place: CITY.centre, ...over });

async function order(over: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await world.ask<{ id: string }>('POST', '/orders', wish(over));
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body.id;
}

async function orders(count: number): Promise<string[]> {
  const many = Array.from({ length: count }, () => wish());
  const { status, body } = await world.ask<{ ids: string[] }>('POST', '/orders/many', { orders: many });
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body.ids;
}

const show = async (id: string) => (await world.ask<OrderView>('GET', `/orders/${id}`)).body;
const kitchen = async (id: string) => (await world.ask<KitchenDetail>('GET', `/kitchens/${id}`)).body;
const kitchens = async () => (await world.ask<{ items: KitchenSummary[] }>('GET', '/kitchens')).body.items;

function orderThat(id: string, what: string, fits: (order: OrderView) => boolean): Promise<OrderView> {
  return until(async () => {
    const now = await show(id);
    return fits(now) ? now : null;
  }, `order ${id} ${what}`);
}

/** How many of the orders are as they should be. */
async function counted(condition: string): Promise<number> {
  const { rows } = await world.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM kitchen_order WHERE ${condition}`,
  );
  return rows[0]?.n ?? 0;
}

const allEnded = (deadlineMs?: number) =>
  until(async () => (await counted('ended_at IS NULL')) === 0, 'every order has ended', deadlineMs);

async function open(id: string, options: Partial<PlayedKitchenOptions> = {}) {
  const played = await world.playedKitchen(id, options);
  await until(async () => (await kitchen(id)).state === 'open', `${id} is open`);
  return played;
}

/** The kitchens of a test are gone before the next begins. */
afterEach(async () => {
  await world.killKitchens();
  await until(
    async () => (await kitchens()).every(({ state }) => state !== 'open' && state !== 'closing'),
    'all are gone',
  );
});

describe('an order', () => {
  it('goes from received to delivered, and tells its life and why it went where it went', async () => {
    await open('a');
    const id = await order({ dish: 'ramen', priority: 3 });
    const done = await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
    expect(done).toMatchObject({
      dish: 'ramen',
      priority: 3,
      kitchen: 'a',
      epoch: 1,
      waitsFor: '',
      failure: null,
      losses: 0,
    });
    expect(done.life.map(({ what }) => what)).toEqual(['received', 'assigned', 'cooking', 'ready', 'delivered']);
    const times = done.life.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(done.receipts).toMatchObject([{ winner: 'a', policy: 'scored', considered: expect.any(Number) }]);
    expect(done.receipts[0]?.candidates[0]?.terms.map(({ name }) => name)).toEqual([
      'load',
      'specialty',
      'time',
      'distance',
    ]);
    expect(done.withoutReceipt).toBe('');
    for (const query of [
      '',
      '?state=delivered',
      `?kitchen=a`,
      `?q=${id.slice(0, 30)}`,
      '?state=delivered,failed&limit=1',
    ]) {
      const { body } = await world.ask<{ items: OrderSummary[] }>('GET', `/orders${query}`);
      expect(
        body.items.map((each) => each.id),
        query,
      ).toContain(id);
    }
    const { body: none } = await world.ask<{ items: OrderSummary[] }>(
      'GET',
      '/orders?state=cooking,received&kitchen=a',
    );
    expect(none.items).toEqual([]);
    await until(async () => (await kitchen('a')).cooked === 1, 'its dish is counted');
    expect(await kitchen('a')).toMatchObject({ boots: 1, nonsense: 0, orders: [] });
  });

  it('is made once under one key, and many under one key too', async () => {
    const key = { 'idempotency-key': 'once' };
    const [first, again] = [
      await world.ask<{ id: string }>('POST', '/orders', wish(), key),
      await world.ask<{ id: string }>('POST', '/orders', wish(), key),
    ];
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await world.ask('POST', '/orders', wish({ dish: 'pizza' }), key)).status).toBe(422);
    await open('a');
    await allEnded();
  });

  it.each([
    [{ dish: 'gravel' }, 'dish', 'is no dish of this city'],
    [{ place: { latitude: 0, longitude: 0 } }, 'place', 'within 8 km'],
    [{ place: { latitude: 91, longitude: 0 } }, 'place.latitude', 'from -90 to 90'],
    [{ priority: -1 }, 'priority', 'at least 0'],
    [{ priority: 1.5 }, 'priority', 'whole number'],
    [{ colour: 'red' }, 'colour', 'unknown field'],
  ])('is refused with the field where it is wrong: %j', async (over, path, words) => {
    const one = await world.ask<Problem>('POST', '/orders', wish(over));
    expect([one.status, one.body.errors?.[0]?.path]).toEqual([422, path]);
    expect(one.body.errors?.[0]?.message).toContain(words);
    const many = await world.ask<Problem>('POST', '/orders/many', { orders: [wish(), wish(over)] });
    expect([many.status, many.body.errors?.[0]?.path]).toEqual([422, `orders[1].${path}`]);
  });

  it('waits where no kitchen is, says why, and goes on when one opens', async () => {
    const id = await order();
    const waits = await orderThat(
      id,
      'says why it waits',
      ({ waitsFor }) => waitsFor === 'Waits for a kitchen to open',
    );
    expect(waits.state).toBe('received');
    expect((await world.ask<KitchenNetwork>('GET', '/kitchen-network')).body).toMatchObject({
      waiting: 1,
      whyWaiting: 'Waits for a kitchen to open',
    });
    await open('a');
    await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
  });

  it('is called off while it waits; one that has ended is not', async () => {
    const id = await order();
    expect((await world.ask('POST', `/orders/${id}/call-off`)).status).toBe(202);
    const off = await orderThat(id, 'has failed', ({ state }) => state === 'failed');
    expect(off.failure).toMatchObject({ code: 'called-off' });
    const again = await world.ask<Problem>('POST', `/orders/${id}/call-off`);
    expect([again.status, again.body.code]).toEqual([409, 'order_has_ended']);
    expect(await world.audited('OrderCalledOff')).toMatchObject([{ subjectId: id }]);
    const { body } = await world.ask<{ items: OrderSummary[] }>('GET', '/orders?state=failed');
    expect(body.items.map((each) => each.id)).toEqual([id]);
  });
});

describe('kitchens that fail', () => {
  it('lose their orders to others within five seconds, and every order ends once', async () => {
    const doomed = await open('doomed', { pace: 1, capacity: 5 });
    const ids = await orders(6);
    await until(
      async () => (await counted(`kitchen_id = 'doomed' AND state IN ('assigned', 'cooking')`)) === 6,
      'it has all',
    );
    await open('other', { capacity: 6 });
    const killedAtMs = performance.now();
    await doomed.kill();
    await until(
      async () => (await counted(`kitchen_id = 'doomed' AND ended_at IS NULL`)) === 0,
      'none is its any more',
    );
    expect(performance.now() - killedAtMs).toBeLessThan(5_000);
    for (const id of ids) await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
    expect((await kitchen('doomed')).state).toBe('lost');
    await expectEveryOrderEndedOnce(world);
  });

  it('are strangers when they are heard again', async () => {
    const mute = await open('mute', { pace: 1 });
    const id = await order();
    await orderThat(id, 'cooks', ({ state }) => state === 'cooking');
    const { bootId } = mute;
    mute.muffle(true);
    await until(async () => (await kitchen('mute')).state === 'lost', 'it is lost');
    mute.muffle(false);
    await until(() => mute.bootId !== bootId, 'it was told to start anew');
    await until(async () => (await kitchen('mute')).boots === 2, 'it registered anew');
    await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
    await expectEveryOrderEndedOnce(world);
  });

  it('and tell nonsense are shown with it, and believed in nothing', async () => {
    const honest = await open('honest', { pace: 1 });
    const id = await order({ dish: 'biryani' });
    await orderThat(id, 'cooks', ({ state }) => state === 'cooking');
    const liar = await open('liar');
    await liar.sayOf([{ orderId: id, epoch: 1, said: 'READY', tookMs: 1, repeated: false }]);
    const shown = await until(async () => {
      const now = await kitchen('liar');
      return now.nonsense > 0 ? now : null;
    }, 'it is shown');
    expect(shown.nonsenseWords).toContain(`is that of an order which is not its: ${id}`);
    expect((await show(id)).kitchen).toBe('honest');
    honest.status = { cooking: -4 };
    await until(async () => (await kitchen('honest')).nonsense > 0, 'it is shown');
    const outside = await world.playedKitchen('outside');
    outside.status = { latitude: 10 };
    await outside.say();
    await outside.kill();
    honest.status = {};
    await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
  });

  it('are let in once under one id', async () => {
    const first = await open('twin', { attemptId: 'one' });
    await world.playedKitchen('twin', { attemptId: 'two' });
    await until(
      async () => (await kitchen('twin')).nonsenseWords?.includes('is that of a kitchen that is open'),
      'it is refused',
    );
    const { rows } = await world.pool.query(`SELECT boot_id FROM kitchen WHERE id = 'twin'`);
    expect(rows).toEqual([{ boot_id: first.bootId }]);
  });
});

describe('the balancer', () => {
  it('moves what waits in a full kitchen to an empty one, and counts what was won', async () => {
    await open('full', { capacity: 1, railMax: 12, pace: 0.2 });
    await orders(12);
    await until(async () => (await counted(`kitchen_id = 'full' AND state = 'assigned'`)) >= 10, 'they wait in it');
    await open('empty', { capacity: 4, railMax: 8, pace: 0.2 });
    await allEnded();
    expect(await counted(`kitchen_id = 'empty'`)).toBeGreaterThan(0);
    await expectEveryOrderEndedOnce(world);
    const { whole } = await until(async () => {
      const { body } = await world.ask<KitchenMeasures>('GET', '/kitchen-network/measures?pieces=5');
      return body.whole.migration.givenBack > 0 ? body : null;
    }, 'it is measured');
    expect(whole.migration.asked).toBeGreaterThanOrEqual(whole.migration.givenBack);
    expect(whole.ready).toBeGreaterThan(0);
    expect(whole.responseMs?.p99).toBeGreaterThanOrEqual(whole.responseMs?.p95 ?? Number.POSITIVE_INFINITY);
  });

  it('goes on in another dispatcher, in the middle of three hundred orders', async () => {
    for (const id of ['x', 'y']) await open(id, { capacity: 10, railMax: 4, pace: 0.3 });
    await orders(150);
    await until(async () => (await counted(`state = 'delivered'`)) > 10, 'some are delivered');
    await world.stopDispatchers();
    await orders(150);
    await world.startDispatcher();
    await allEnded(60_000);
    expect(await expectEveryOrderEndedOnce(world)).toBeGreaterThanOrEqual(300);
  });

  it('tells a picture of every change once, and anew of all that is open', async () => {
    await open('a', { pace: 1 });
    const first = (await world.ask<KitchenChanges>('GET', '/kitchen-network/changes')).body;
    expect(first).toMatchObject({ whole: true, more: false, orders: [] });
    const id = await order();
    const seen: string[] = [];
    let after = first.next;
    await until(async () => {
      const { body } = await world.ask<KitchenChanges>('GET', `/kitchen-network/changes?after=${after}`);
      expect(body.whole).toBe(false);
      after = body.next;
      seen.push(...body.orders.filter((each) => each.id === id).map(({ state }) => state));
      return seen.at(-1) === 'delivered';
    }, 'it is delivered in the picture');
    expect(seen).toContain('cooking');
    const none = await world.ask<KitchenChanges>('GET', `/kitchen-network/changes?after=${after}`);
    expect(none.body).toMatchObject({ next: after, orders: [], more: false });
    const lost = await world.ask<KitchenChanges>('GET', '/kitchen-network/changes?after=99999999');
    expect(lost.body).toMatchObject({ whole: true, next: after });
  });
});

describe('the network', () => {
  it('takes other weights in their proportion and says so, and refuses what crosses over', async () => {
    const weighed = await world.ask<KitchenNetwork>('PATCH', '/kitchen-network', {
      weights: { load: 2, specialty: 1, time: 1, distance: 0 },
    });
    expect(weighed.body.weights).toEqual({ load: 0.5, specialty: 0.25, time: 0.25, distance: 0 });
    expect(weighed.body.notes[0]).toContain('summed to 4 and were brought to 1');
    const crossed = await world.ask<Problem>('PATCH', '/kitchen-network', {
      migration: { highPercent: 40, lowPercent: 60 },
    });
    expect([crossed.status, crossed.body.errors?.[0]?.path]).toEqual([422, 'migration.lowPercent']);
    const nothing = await world.ask<Problem>('PATCH', '/kitchen-network', {
      weights: { load: 0, specialty: 0, time: 0, distance: 0 },
    });
    expect(nothing.body.errors?.[0]?.path).toBe('weights.load');
    const hasty = await world.ask<Problem>('PATCH', '/kitchen-network', { silence: { lostAfterMs: 10 } });
    expect(hasty.body.errors?.[0]?.path).toBe('silence.lostAfterMs');
    const policy = await world.ask<KitchenNetwork>('PATCH', '/kitchen-network', { policy: 'round-robin' });
    expect(policy.body).toMatchObject({ policy: 'round-robin', notes: [] });
    await open('a');
    const id = await order();
    const done = await orderThat(id, 'is delivered', ({ state }) => state === 'delivered');
    expect(done.receipts[0]).toMatchObject({ policy: 'round-robin', weights: null });
    await world.ask('PATCH', '/kitchen-network', {
      policy: 'scored',
      weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
    });
    expect((await world.audited('KitchenNetworkChanged')).length).toBeGreaterThan(3);
  });
});

describe('a kitchen of the fleet', () => {
  it('is a job, with what was left out chosen, and closes as its job stops', async () => {
    const opened = await world.ask<{ id: string; jobId: string }>(
      'POST',
      '/kitchens',
      {},
      { 'idempotency-key': 'open one' },
    );
    expect(opened.status).toBe(201);
    const { id, jobId } = opened.body;
    expect(id).toBe('kitchen-1');
    const replayed = await world.ask<{ id: string }>('POST', '/kitchens', {}, { 'idempotency-key': 'open one' });
    expect(replayed.body).toEqual(opened.body);
    expect(await kitchen(id)).toMatchObject({ state: 'opening', capacity: 3, railMax: 1, jobId, boots: 0 });
    const job = (await world.ask<JobDetail>('GET', `/jobs/${jobId}`)).body;
    expect(job).toMatchObject({ kind: 'kitchen', spec: { kind: 'kitchen', kitchen: { id, capacity: 3 } } });
    const twice = await world.ask<Problem>('POST', '/kitchens', { id });
    expect([twice.status, twice.body.code]).toEqual([409, 'kitchen_is_open']);
    const asJob = await world.ask<Problem>('POST', '/jobs', {
      kind: 'kitchen',
      kitchen: { id, name: 'Again', location: CITY.centre },
    });
    expect([asJob.status, asJob.body.errors?.[0]?.path]).toEqual([422, 'kitchen.id']);
    const next = await world.ask<{ id: string; jobId: string }>('POST', '/kitchens', { capacity: 5 });
    expect(next.body.id).toBe('kitchen-2');
    for (const bad of [
      { capacity: -1 },
      { location: { latitude: 0, longitude: 0 } },
      { specialties: ['gravel'] },
      { id: 'Not An Id' },
    ]) {
      expect((await world.ask<Problem>('POST', '/kitchens', bad)).status, JSON.stringify(bad)).toBe(422);
    }
    const played = await world.playedKitchen(id, { jobId });
    await until(async () => (await kitchen(id)).state === 'open', 'it is open');
    expect((await world.ask('POST', `/kitchens/${id}/upset`, { upset: 'freeze', durationMs: 500 })).status).toBe(202);
    await until(
      () => played.told.some(({ instructions }) => instructions.some(({ type }) => type === 'BeUpset')),
      'it is told',
    );
    expect((await world.ask('POST', `/kitchens/${id}/close`)).status).toBe(202);
    await until(async () => (await world.job(jobId)).stopWanted, 'its job is to stop');
    await played.close();
    await until(async () => (await kitchen(id)).state === 'closed', 'it has closed');
    expect((await world.ask<Problem>('POST', `/kitchens/${id}/close`)).body.code).toBe('kitchen_is_closed');
    expect((await world.ask<Problem>('POST', `/kitchens/${id}/upset`, { upset: 'crash' })).status).toBe(409);
    await world.ask('POST', `/kitchens/${next.body.id}/close`);
    await until(
      async () => (await kitchen(next.body.id)).state === 'closed',
      'one that never came is closed with its job',
      60_000,
    );
    for (const action of ['KitchenOpened', 'KitchenUpset', 'KitchenCloseRequested']) {
      expect((await world.audited(action)).length, action).toBeGreaterThan(0);
    }
  });

  it('names the others of its job, which close with it, until they have closed', async () => {
    const trio = { id: 'trio', name: 'Trio', location: CITY.centre };
    const submitted = await world.ask<{ id: string }>('POST', '/jobs', {
      kind: 'kitchen',
      parallelism: 3,
      kitchen: trio,
    });
    const options = { jobId: submitted.body.id };
    await open('trio-1', options);
    expect((await kitchen('trio-1')).closesWith).toEqual(['trio-2', 'trio-3']);
    const second = await open('trio-2', options);
    await second.close();
    await until(async () => (await kitchen('trio-2')).state === 'closed', 'the second has closed');
    expect((await kitchen('trio-1')).closesWith).toEqual(['trio-3']);
    await world.ask('POST', '/kitchens/trio-1/close');
    await until(async () => (await world.job(options.jobId)).stopWanted, 'their job is to stop');
  });
});

describe('a run of a scenario', () => {
  /** Plays the kitchens that a run opens, until it has ended. */
  async function played(id: string): Promise<KitchenRun> {
    const known = new Set<string>();
    return until(
      async () => {
        const { rows } = await world.pool.query<{ id: string; capacity: number; rail: number; job: string }>(
          `SELECT id, capacity, rail_max AS rail, job_id AS job FROM kitchen WHERE run_id = $1 AND state = 'opening'`,
          [id],
        );
        for (const row of rows.filter((each) => !known.has(each.job))) {
          known.add(row.job);
          await world.playedKitchen(row.id, { capacity: row.capacity, railMax: row.rail, jobId: row.job, pace: 0.02 });
        }
        const { body } = await world.ask<KitchenRun>('GET', `/kitchen-runs/${id}`);
        return body.endedAt === null ? null : body;
      },
      `run ${id} has ended`,
      120_000,
    );
  }

  async function start(over: Record<string, unknown> = {}): Promise<KitchenRun> {
    const { status, body } = await world.ask<KitchenRun>('POST', '/kitchen-runs', {
      scenario: 'lunch',
      kitchens: 3,
      speed: 50,
      ...over,
    });
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
    return body;
  }

  it('opens its kitchens, places the same orders each time, sums up and is compared', async () => {
    const first = await start({ seed: 7, policy: 'least-loaded' });
    expect(first).toMatchObject({ state: 'preparing', policy: 'least-loaded', durationMs: 120_000, result: null });
    const another = await world.ask<Problem>('POST', '/kitchen-runs', { scenario: 'rush' });
    expect([another.status, another.body.code]).toEqual([409, 'run_goes_on']);
    const early = await world.ask<Problem>('GET', `/kitchen-runs/${first.id}/recording`);
    expect([early.status, early.body.code]).toEqual([409, 'run_has_no_recording']);
    const done = await played(first.id);
    expect(done, JSON.stringify(done)).toMatchObject({ state: 'done', reason: null });
    expect(done.result).toMatchObject({ received: done.received, delivered: done.received, failed: 0 });
    expect(done.received).toBeGreaterThan(100);
    expect(done.result?.balanceIndex).toBeGreaterThan(0.5);
    const { body: recording } = await world.ask<RunRecording>('GET', `/kitchen-runs/${first.id}/recording`);
    expect(recording.orders).toHaveLength(done.received);
    expect(recording.events.filter(({ what }) => what === 'delivered')).toHaveLength(done.received);
    expect(recording.kitchens).toHaveLength(3);
    expect(recording.receipts.some(({ receipt }) => receipt.candidates.length >= 2)).toBe(true);
    await world.killKitchens();
    const second = await played((await start({ seed: 7 })).id);
    expect([second.state, second.received]).toEqual(['done', done.received]);
    const { body: compared } = await world.ask<ComparedRuns>(
      'GET',
      `/kitchen-runs/compare?ids=${first.id},${second.id}`,
    );
    expect(compared.runs.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(compared.rows.map(({ measure }) => measure)).toContain('p99 of response');
    const { body: network } = await world.ask<KitchenNetwork>('GET', '/kitchen-network');
    expect(network).toMatchObject({ policy: 'scored', notes: [] });
    await expectEveryOrderEndedOnce(world);
  }, 180_000);

  it('goes on in another dispatcher, and places no order twice', async () => {
    const { id } = await start({ seed: 3, speed: 20 });
    const ended = played(id);
    await until(async () => (await counted(`run_id = '${id}'`)) > 30, 'some orders were placed', 60_000);
    await world.stopDispatchers();
    await world.startDispatcher();
    const done = await ended;
    expect(done.state).toBe('done');
    expect(await counted(`run_id = '${id}'`)).toBe(done.received);
    await expectEveryOrderEndedOnce(world);
  }, 180_000);

  it('is stopped: what waits is called off, and its kitchens are to close', async () => {
    const { id } = await start({ scenario: 'rush', speed: 5 });
    const ended = played(id);
    await until(async () => (await counted(`run_id = '${id}'`)) > 5, 'some orders were placed', 60_000);
    expect((await world.ask('POST', `/kitchen-runs/${id}/stop`)).status).toBe(202);
    const stopped = await ended;
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'Somebody stopped it' });
    const { rows } = await world.pool.query(
      `SELECT bool_and(j.stop_wanted) AS wanted FROM kitchen k JOIN job j ON j.id = k.job_id WHERE k.run_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ wanted: true }]);
    const again = await world.ask<Problem>('POST', `/kitchen-runs/${id}/stop`);
    expect([again.status, again.body.code]).toEqual([409, 'run_has_ended']);
    await expectEveryOrderEndedOnce(world);
  }, 180_000);
});
