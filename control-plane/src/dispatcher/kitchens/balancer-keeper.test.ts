import { topicCatalogue, topicName } from '@longshore/kafka';
import { CITY, KITCHEN_LIMITS, type KitchenStatus, newId } from '@longshore/schemas';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlayedKitchen, type PlayedKitchenOptions } from '../../../../test/control-plane/played-kitchen.ts';
import { until } from '../../../../test/control-plane/until.ts';
import { jsonCodec } from '../../../../test/fakes/json-codec.ts';
import { MemoryKitchenStore } from '../../../../test/fakes/kitchen-store.ts';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import type { NewOrder } from '../../kitchens/facts.ts';
import { createKitchenMetrics } from '../../metrics/kitchen-metrics.ts';
import { WakeableLoop } from '../wakeable-loop.ts';
import { BalancerKeeper, type BalancerKeeperOptions } from './balancer-keeper.ts';
import { Inbox } from './inbox.ts';
import { publishLetters } from './publish-letters.ts';
import { ReadHorizon } from './read-horizon.ts';

const PARTITIONS = 3;
const log = pino({ level: 'silent' });
const now = (): number => performance.now();

function newOrder(over: Partial<NewOrder> = {}): NewOrder {
  return {
    id: newId(),
    dish: 'soup',
    place: CITY.centre,
    priority: 0,
    cookMs: 1_000,
    runId: null,
    receivedAtMs: Date.now(),
    ...over,
  };
}

function statusOf(kitchenId: string, over: Partial<KitchenStatus> = {}): KitchenStatus {
  return {
    kitchenId,
    bootId: newId(),
    sequence: 1,
    lane: 0,
    jobId: '',
    attemptId: '',
    agentId: '',
    name: kitchenId,
    ...CITY.centre,
    capacity: 3,
    railMax: 1,
    specialties: [],
    clockFactor: 1,
    closing: false,
    cooking: 0,
    waiting: 0,
    cooked: 0,
    averageCookMs: 0,
    occurredAt: Date.now(),
    ...over,
  };
}

function hearStatuses(inbox: Inbox, statuses: KitchenStatus[]): Promise<void> {
  const next = { topic: topicName('Kitchen_Status'), partition: 0, next: BigInt(statuses.length) };
  return inbox.add({ statuses, reports: [], next, records: statuses.length });
}

/** A leader's balancer on a bus and a store in memory. */
class PlayedLeader {
  readonly inbox: Inbox;
  readonly keeper: BalancerKeeper;
  readonly #loop: WakeableLoop;
  readonly #city: PlayedCity;
  readonly #horizon = new ReadHorizon();
  #consumer: { close(): Promise<void> } | null = null;
  #sampling: NodeJS.Timeout | null = null;

  constructor(city: PlayedCity) {
    this.#city = city;
    this.inbox = new Inbox(() => this.#loop.wake());
    this.keeper = new BalancerKeeper({
      store: city.store,
      inbox: this.inbox,
      horizon: this.#horizon,
      publish: async (letters) => {
        const producer = await city.bus.producer();
        await publishLetters(letters, { producer, codec: city.codec, topicPrefix: '', wallMs: Date.now });
      },
      lanes: async () => PARTITIONS,
      chance: Math.random,
      metrics: createKitchenMetrics(new Registry()),
      reach: () => undefined,
      now,
      log,
    });
    this.#loop = new WakeableLoop({
      name: 'test',
      intervalMs: 50,
      look: () => this.keeper.look(),
      log,
      isFatal: () => false,
      onFatal: () => undefined,
    });
  }

  async start(): Promise<this> {
    const { bus, codec, store } = this.#city;
    const consumer = await bus.consumer({
      groupId: newId(),
      topics: [topicName('Kitchen_Status'), topicName('Order_Status')],
      startAt: 'beginning',
      storedOffset: async ({ topic, partition }) => store.offsets.get(`${topic}/${partition}`)?.next ?? null,
      onBatch: async ({ topic, partition, records }) => {
        const last = records.at(-1);
        if (last === undefined) return;
        const isStatus = topic === topicName('Kitchen_Status');
        const values = records.flatMap(({ value }) => (value === null ? [] : [value]));
        await this.inbox.add({
          statuses: isStatus ? await Promise.all(values.map((value) => codec.decode('KitchenStatus', value))) : [],
          reports: isStatus ? [] : await Promise.all(values.map((value) => codec.decode('OrderReports', value))),
          next: { topic, partition, next: last.offset + 1n },
          records: records.length,
        });
      },
    });
    this.#consumer = consumer;
    const sample = async (): Promise<void> => {
      const atMs = now();
      this.#horizon.sample(atMs, await consumer.lag(), this.inbox.foldedRecords);
    };
    this.#sampling = setInterval(() => void sample(), 50);
    this.#loop.start();
    return this;
  }

  hint(): void {
    this.keeper.hear('orders');
    this.keeper.hear('work');
    this.#loop.wake();
  }

  async stop(): Promise<void> {
    if (this.#sampling !== null) clearInterval(this.#sampling);
    await this.#loop.stop();
    this.inbox.close();
    await this.#consumer?.close();
  }
}

class PlayedCity {
  readonly store = new MemoryKitchenStore();
  readonly bus = memoryBrokers().open();
  readonly codec = jsonCodec();
  readonly kitchens: PlayedKitchen[] = [];
  leader = new PlayedLeader(this);

  async open(): Promise<this> {
    // Quick, so that a test need not wait for silence.
    this.store.set.silence = { lostAfterMs: 400 };
    this.store.set.migration = { cycleMs: 50, settleMs: 50 };
    const admin = await this.bus.admin();
    for (const topic of topicCatalogue({ topicPrefix: '', partitions: PARTITIONS, replication: 1 })) {
      await admin.ensureTopic(topic);
    }
    await this.leader.start();
    return this;
  }

  async kitchen(id: string, over: Partial<PlayedKitchenOptions> = {}): Promise<PlayedKitchen> {
    const { bus, codec } = this;
    const played = new PlayedKitchen({ bus, codec, topicPrefix: '', partitions: PARTITIONS, id, beatMs: 50, ...over });
    this.kitchens.push(played);
    await played.start();
    return played;
  }

  order(count = 1, over: { cookMs?: number; runId?: string | null } = {}): string[] {
    const made = Array.from({ length: count }, () => newOrder(over));
    this.store.waiting.push(...made);
    this.leader.hint();
    return made.map(({ id }) => id);
  }

  ended(count: number, deadlineMs = 10_000): Promise<boolean> {
    return until(() => (this.store.counts().delivered ?? 0) >= count, `${count} orders are delivered`, deadlineMs);
  }

  stateOf(id: string): string | undefined {
    return this.store.orders.get(id)?.order.state;
  }

  async takeOver(): Promise<void> {
    await this.leader.stop();
    this.leader = await new PlayedLeader(this).start();
  }

  async close(): Promise<void> {
    await this.leader.stop();
    for (const kitchen of this.kitchens) await kitchen.kill();
  }
}

let city: PlayedCity;
beforeEach(async () => {
  city = await new PlayedCity().open();
});
afterEach(() => city.close());

/** Each order ended once, and its life tells of one owner at a time. */
function everyOrderEndedOnce(): void {
  for (const { order, life } of city.store.orders.values()) {
    const words = life.map(([, what]) => what);
    expect(
      words.filter((what) => what === 'delivered' || what === 'failed'),
      order.id,
    ).toHaveLength(1);
    expect(words.filter((what) => what === 'ready').length, words.join()).toBe(order.state === 'delivered' ? 1 : 0);
    const epochs = life.map(([, , epoch]) => epoch);
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
  }
}

describe('the balancer at work', () => {
  it('takes an order from coming in to delivered, with its life', async () => {
    await city.kitchen('a');
    const [id = ''] = city.order();
    await city.ended(1);
    expect(city.store.orders.get(id)?.life.map(([, what]) => what)).toEqual([
      'assigned',
      'cooking',
      'ready',
      'delivered',
    ]);
    expect(city.store.orders.get(id)?.facts).toMatchObject({ kitchenId: 'a', assignment: 1 });
    expect(city.store.turns.flatMap(({ receipts }) => receipts)).toMatchObject([{ orderId: id, winner: 'a' }]);
  });

  it('brings hundreds to their end, each once', async () => {
    for (const id of ['a', 'b', 'c']) await city.kitchen(id, { capacity: 10, railMax: 5, pace: 0.001 });
    city.order(600);
    await city.ended(600, 20_000);
    everyOrderEndedOnce();
    const cooked = city.kitchens.flatMap((kitchen) => [...kitchen.cooked.values()]);
    expect(cooked.reduce((sum, times) => sum + times, 0)).toBe(600);
  });

  it('gives the orders of a kitchen that is gone to others', async () => {
    const [a] = [await city.kitchen('a', { pace: 1 }), await city.kitchen('b')];
    city.order(4, { cookMs: 60_000 });
    await until(() => a.cooked.size > 0, 'the kitchen cooks');
    await a.kill();
    await until(() => city.store.kitchens.get('a')?.state === 'lost', 'the kitchen is lost');
    await until(
      () => [...city.store.orders.values()].every(({ order }) => order.owner?.kitchenId !== 'a'),
      'none is its',
    );
    expect(city.store.moments.map(({ kitchenId, what }) => `${kitchenId} ${what}`)).toContain('a lost');
  });

  it('tells a kitchen that was missed to start anew when it is heard again, and cooks nothing twice to its end', async () => {
    const a = await city.kitchen('a');
    city.order(2, { cookMs: 20_000 });
    await until(() => a.cooked.size === 2, 'both cook');
    const { bootId } = a;
    a.muffle(true);
    await until(() => city.store.kitchens.get('a')?.state === 'lost', 'the kitchen is lost');
    a.muffle(false);
    await until(() => a.bootId !== bootId, 'it starts anew');
    await city.ended(2);
    everyOrderEndedOnce();
    expect(city.store.kitchens.get('a')).toMatchObject({ state: 'open', boots: 2 });
  });

  it('lets orders wait while no kitchen is there, and says why', async () => {
    const ids = city.order(3);
    await until(() => ids.every((id) => city.stateOf(id) === 'received'), 'they are taken');
    expect(city.store.turns.at(-1)?.whyWaiting).toBe('Waits for a kitchen to open');
    await city.kitchen('a');
    await city.ended(3);
  });

  it('moves what waits in a full kitchen to one that opens', async () => {
    await city.kitchen('full', { capacity: 1, railMax: 9 });
    city.order(10, { cookMs: 30_000 });
    await until(() => city.store.counts().assigned === 9, 'they wait in it');
    const idle = await city.kitchen('idle', { capacity: 3, railMax: 7 });
    await until(() => idle.cooked.size > 0, 'some moved', 10_000);
    const words = [...city.store.orders.values()].flatMap(({ life }) => life.map(([, what]) => what));
    expect(words).toContain('asked back');
    expect(words).toContain('released');
    await city.ended(10, 20_000);
    everyOrderEndedOnce();
  });

  it('takes what a closing kitchen gives back elsewhere, and sees it closed', async () => {
    const a = await city.kitchen('a', { capacity: 1, railMax: 3 });
    city.order(4, { cookMs: 20_000 });
    await until(() => a.cooked.size > 0 && (city.store.counts().assigned ?? 0) === 3, 'it has all four');
    await city.kitchen('b', { capacity: 4 });
    await a.close();
    await city.ended(4);
    await until(() => city.store.kitchens.get('a')?.state === 'closed', 'it has closed');
    everyOrderEndedOnce();
  });
});

describe('reports that are nonsense', () => {
  it('are refused, counted and shown, and hold nothing up', async () => {
    const a = await city.kitchen('a', { pace: 1 });
    const [id = ''] = city.order(1, { cookMs: 60_000 });
    await until(() => city.stateOf(id) === 'cooking', 'it cooks');
    const b = await city.kitchen('b');
    await until(() => city.store.kitchens.get('b')?.state === 'open', 'the other is open');
    await b.sayOf([{ orderId: id, epoch: 1, said: 'READY', tookMs: 1, repeated: false }]);
    await until(() => (city.store.kitchens.get('b')?.nonsense ?? 0) > 0, 'it is counted');
    expect(city.store.kitchens.get('b')?.nonsenseWords).toContain('is that of an order which is not its');
    expect(city.stateOf(id)).toBe('cooking');
    a.status = { cooking: 99, waiting: -1, averageCookMs: Number.POSITIVE_INFINITY };
    await until(() => (city.store.kitchens.get('a')?.nonsense ?? 0) > 0, 'it is counted');
    expect(city.store.kitchens.get('a')).toMatchObject({ state: 'open' });
    await b.sayOf([{ orderId: 'nobody knows it', epoch: 1, said: 'UNKNOWN', tookMs: -5, repeated: false }]);
    city.order(1, { cookMs: 10 });
    await city.ended(1);
  });

  it.each([
    ['outside the city', { latitude: 0, longitude: 0 }, 'location'],
    ['with fewer cooks than none', { capacity: -3 }, 'capacity'],
    ['on a partition that there is not', { lane: 99 }, 'lane'],
    ['with a dish that nobody knows', { specialties: ['stones'] }, 'specialties[0]'],
  ])('let in no kitchen %s', async (_what, status, field) => {
    const played = new PlayedKitchen({
      bus: city.bus,
      codec: city.codec,
      topicPrefix: '',
      partitions: PARTITIONS,
      id: 'x',
    });
    played.status = status;
    city.kitchens.push(played);
    await played.start();
    await until(() => (city.store.kitchens.get('x')?.nonsense ?? 0) > 0, 'it is counted');
    expect(city.store.kitchens.get('x')).toMatchObject({ state: 'opening', bootId: null });
    expect(city.store.kitchens.get('x')?.nonsenseWords).toContain(field);
  });

  it.each([
    ['another attempt', 'one', 'two'],
    ['no attempt, as the first', '', ''],
  ])(
    'let in no second kitchen of the same id on %s while the first is heard, but when that is gone',
    async (_what, first, second) => {
      const a = await city.kitchen('a', { attemptId: first });
      await until(() => city.store.kitchens.get('a')?.state === 'open', 'it is open');
      const rival = await city.kitchen('a', { attemptId: second });
      await until(() => (city.store.kitchens.get('a')?.nonsense ?? 0) > 0, 'the second is refused');
      expect(city.store.kitchens.get('a')).toMatchObject({
        bootId: a.bootId,
        nonsenseWords: 'id is that of a kitchen that is open',
      });
      await a.kill();
      await until(() => city.store.kitchens.get('a')?.bootId === rival.bootId, 'the second has taken its place');
    },
  );
});

describe('a balancer that is made anew', () => {
  it.each(['before commit', 'after commit'] as const)(
    'loses nothing and does nothing twice when storing fails %s',
    async (failure) => {
      await city.kitchen('a', { capacity: 5, railMax: 3 });
      await until(() => city.store.kitchens.get('a')?.state === 'open', 'it is open');
      city.store.failures = [null, failure, null, null, failure, null, failure];
      for (let round = 0; round < 8; round += 1) {
        city.order(5);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await city.ended(40, 20_000);
      everyOrderEndedOnce();
    },
  );

  it('goes on where another leader was, which had not told what it had decided', async () => {
    await city.kitchen('a', { capacity: 5, railMax: 5 });
    await until(() => city.store.kitchens.get('a')?.state === 'open', 'it is open');
    for (let round = 0; round < 4; round += 1) {
      city.order(10);
      await until(
        () => (city.store.counts().assigned ?? 0) + (city.store.counts().cooking ?? 0) > 0,
        'some are given away',
      );
      await city.takeOver();
    }
    city.leader.hint();
    await city.ended(40, 20_000);
    everyOrderEndedOnce();
  });
});

describe('what people want', () => {
  it('is done once: an order is called off, a kitchen is upset', async () => {
    const a = await city.kitchen('a');
    const [cooking = ''] = city.order(1, { cookMs: 30_000 });
    await until(() => city.stateOf(cooking) === 'cooking', 'it cooks');
    const upset = { upset: 'freeze', durationMs: 700, bootId: a.bootId };
    city.store.wanted = [
      { id: 1, kind: 'upset', subject: 'a', detail: upset },
      { id: 2, kind: 'upset', subject: 'a', detail: { ...upset, bootId: 'an earlier one' } },
    ];
    city.leader.hint();
    await until(() => city.store.wanted.length === 0, 'it was told');
    const told = () => a.told.flatMap(({ instructions }) => instructions).filter(({ type }) => type === 'BeUpset');
    await until(() => told().length > 0, 'it was heard');
    expect(told()).toEqual([{ type: 'BeUpset', upset: 'FREEZE', durationMs: 700 }]);
  });

  it('is that the orders of a run that was stopped end', async () => {
    const ids = city.order(3, { runId: 'run' });
    await until(() => ids.every((id) => city.stateOf(id) === 'received'), 'they are taken');
    city.store.wanted = [{ id: 1, kind: 'call off run', subject: 'run', detail: {} }];
    city.leader.hint();
    await until(() => city.store.counts().failed === 3, 'they are called off');
    expect(city.store.wanted).toEqual([]);
  });

  it('is that an order is called off that came in with more than one turn takes', async () => {
    city.store.wanted = [{ id: 1, kind: 'call off run', subject: 'run', detail: {} }];
    const ids = [...city.order(4_500), ...city.order(1, { runId: 'run' })];
    await until(() => city.store.orders.size === ids.length, 'all are taken');
    await until(() => city.store.wanted.length === 0, 'it is done');
    expect(city.store.counts()).toEqual({ received: 4_500, failed: 1 });
  });
});

describe('a balancer that looks', () => {
  /** One that nobody else lets look, on rows of its own. */
  function keeperOf(store: MemoryKitchenStore, over: Partial<BalancerKeeperOptions> = {}): BalancerKeeper {
    return new BalancerKeeper({
      store,
      inbox: new Inbox(() => undefined),
      horizon: new ReadHorizon(),
      publish: async () => undefined,
      lanes: async () => PARTITIONS,
      chance: Math.random,
      metrics: createKitchenMetrics(new Registry()),
      reach: () => undefined,
      now,
      log,
      ...over,
    });
  }

  it('calls an order off of which no notice came yet', async () => {
    const store = new MemoryKitchenStore();
    const keeper = keeperOf(store);
    // By notice, and then because it was time.
    await keeper.look();
    await keeper.look();
    const order = newOrder();
    const { id } = order;
    store.waiting = [order];
    store.wanted = [{ id: 1, kind: 'call off', subject: id, detail: {} }];
    keeper.hear('work');
    await keeper.look();
    expect(store.orders.get(id)?.order.state).toBe('failed');
    expect(store.wanted).toEqual([]);
  });

  it('looks again at once where an order came in while it read others', async () => {
    const store = new MemoryKitchenStore();
    const keeper = keeperOf(store);
    await keeper.look();
    const intake = vi.spyOn(store, 'intake').mockImplementationOnce(async () => {
      keeper.hear('orders');
      return [];
    });
    keeper.hear('orders');
    expect(await keeper.look()).toBe(1);
    expect(await keeper.look()).toBeGreaterThan(1);
    expect(intake).toHaveBeenCalledTimes(2);
  });

  it('reads its rows only when Kafka has told of the lanes', async () => {
    const store = new MemoryKitchenStore();
    const asked: string[] = [];
    const load = store.load.bind(store);
    vi.spyOn(store, 'load').mockImplementation(() => {
      asked.push('rows');
      return load();
    });
    const lanes = async (): Promise<number> => {
      asked.push('lanes');
      return PARTITIONS;
    };
    await keeperOf(store, { lanes }).look();
    expect(asked.slice(0, 2)).toEqual(['lanes', 'rows']);
  });

  it('forgets a kitchen of which only nonsense was heard after an hour', async () => {
    const store = new MemoryKitchenStore();
    let nowMs = 1_000;
    const wallMs = Date.now();
    vi.spyOn(store, 'settings').mockImplementation(async () => ({ ...store.set, atMs: wallMs + nowMs }));
    const inbox = new Inbox(() => undefined);
    const keeper = keeperOf(store, { inbox, now: () => nowMs });
    const said = hearStatuses(inbox, [statusOf('x', { lane: 99 })]);
    await keeper.look();
    await said;
    nowMs += 3_500_000;
    await keeper.look();
    expect([...store.kitchens.keys()]).toEqual(['x']);
    nowMs += 200_000;
    await keeper.look();
    expect([...store.kitchens.keys()]).toEqual([]);
  });

  it('lets a kitchen in though a thousand others spoke nonsense, and forgets the oldest of those', async () => {
    const store = new MemoryKitchenStore();
    const inbox = new Inbox(() => undefined);
    const keeper = keeperOf(store, { inbox });
    const others = Array.from({ length: KITCHEN_LIMITS.kitchensMax }, (_, at) => statusOf(`x-${at}`, { lane: 99 }));
    const said = hearStatuses(inbox, [...others, statusOf('a')]);
    await keeper.look();
    await said;
    expect(store.kitchens.get('a')).toMatchObject({ state: 'open' });
    expect(store.kitchens.size).toBe(KITCHEN_LIMITS.kitchensMax);
    expect(store.kitchens.has('x-0')).toBe(false);
  });

  it('looks less often while no kitchen is there, and says so', async () => {
    const store = new MemoryKitchenStore();
    const inbox = new Inbox(() => undefined);
    const keeper = keeperOf(store, { inbox });
    expect(keeper.isIdle, 'nothing is known yet').toBe(false);
    await keeper.look();
    const idleInMs = await keeper.look();
    expect(keeper.isIdle).toBe(true);
    const said = hearStatuses(inbox, [statusOf('x', { lane: 99 })]);
    await keeper.look();
    await said;
    expect(keeper.isIdle, 'one that is refused is not there').toBe(true);
    const heard = hearStatuses(inbox, [statusOf('a')]);
    const busyInMs = await keeper.look();
    await heard;
    expect(keeper.isIdle).toBe(false);
    expect(busyInMs).toBeLessThan(idleInMs);
  });
});
