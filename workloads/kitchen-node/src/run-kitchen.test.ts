import { type BusRecord, topicName } from '@longshore/kafka';
import {
  type KitchenStatus,
  newId,
  type OrderInstructions,
  type OrderReports,
  type UpsetKind,
} from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonCodec } from '../../../test/fakes/json-codec.ts';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import { realClock } from './clock.ts';
import { readConfig } from './config.ts';
import { type Closed, KitchenRun } from './run-kitchen.ts';

const PARTITIONS = 4;
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

type Instruction = OrderInstructions['instructions'][number];

const cook = (
  orderId: string,
  cookMs: number,
  over: Partial<Extract<Instruction, { type: 'Cook' }>> = {},
): Instruction => ({
  type: 'Cook',
  orderId,
  epoch: 1,
  dish: 'ramen',
  priority: 0,
  cookMs,
  ...over,
});

/** One kitchen on brokers in memory, and the test in the place of the balancer. */
class World {
  readonly brokers = memoryBrokers();
  readonly bus = this.brokers.open();
  readonly stop = new AbortController();
  readonly upsets: string[] = [];
  readonly progress: string[] = [];
  registryDown = false;
  run: KitchenRun | null = null;
  closed: Promise<Closed> | null = null;

  async open(environment: Record<string, string> = {}): Promise<void> {
    const admin = await this.bus.admin();
    for (const name of ['Kitchen_Status', 'Order_Handling', 'Order_Status', 'Order_Handling.dlq']) {
      await admin.ensureTopic({ name, partitions: PARTITIONS, replication: 1 });
    }
    const bus = this.brokers.open();
    this.run = new KitchenRun({
      config: readConfig({
        KITCHEN_ID: 'quay',
        KITCHEN_LATITUDE: '60.17',
        KITCHEN_LONGITUDE: '24.94',
        KITCHEN_CAPACITY: '1',
        KITCHEN_RAIL_MAX: '2',
        KITCHEN_STATUS_MS: '20',
        KITCHEN_GRACE_MS: '200',
        KAFKA_BOOTSTRAP_SERVERS: 'memory:1',
        SCHEMA_REGISTRY_URL: 'http://memory',
        LONGSHORE_ATTEMPT_ID: 'attempt-1',
        ...environment,
      }),
      bus,
      codec: jsonCodec(() => this.registryDown),
      producer: await bus.producer(),
      clock: realClock,
      upsets: { crash: () => this.upsets.push('crash'), freeze: (ms) => this.upsets.push(`freeze ${ms}`) },
      say: () => undefined,
      writeProgress: (line) => this.progress.push(line),
    });
    this.closed = this.run.run(this.stop.signal);
  }

  async #all(topic: string): Promise<BusRecord[]> {
    const admin = await this.bus.admin();
    const [described] = await admin.describeTopics([topic]);
    const from = new Map(described?.partitions.map(({ partition }) => [partition, 0n]));
    return this.bus.read({ topic, from, limit: 100_000, deadlineMs: 1_000 });
  }

  async statuses(): Promise<KitchenStatus[]> {
    return (await this.#all('Kitchen_Status')).map(({ value }) => JSON.parse(String(value)) as KitchenStatus);
  }

  async records(): Promise<OrderReports[]> {
    return (await this.#all('Order_Status')).map(({ value }) => JSON.parse(String(value)) as OrderReports);
  }

  /** `orderId SAID`, in order. */
  async said(): Promise<string[]> {
    return (await this.records()).flatMap(({ reports }) => reports.map(({ orderId, said }) => `${orderId} ${said}`));
  }

  async deadLetters(): Promise<number> {
    return (await this.#all('Order_Handling.dlq')).length;
  }

  /** The newest status, once there is one that the balancer would believe. */
  async registered(after = 0): Promise<KitchenStatus> {
    let newest: KitchenStatus | undefined;
    await eventually(async () => {
      const all = await this.statuses();
      newest = all.at(-1);
      expect(all.length).toBeGreaterThan(after);
    });
    if (newest === undefined) throw new Error('it has not registered');
    return newest;
  }

  async tell(instructions: Instruction[], to: { kitchenId?: string; bootId?: string } = {}): Promise<void> {
    const { kitchenId, bootId, lane } = await this.registered();
    const told = { kitchenId, bootId, issuedAt: 1, instructions, ...to };
    await this.tellRaw(JSON.stringify(told), lane, told.kitchenId);
  }

  async tellRaw(text: string, partition: number, key: string): Promise<void> {
    const producer = await this.bus.producer();
    await producer.send([{ topic: topicName('Order_Handling'), partition, key, value: Buffer.from(text) }]);
    await producer.close();
  }
}

describe('a kitchen among Kafka’s brokers', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });
  afterEach(async () => {
    world.stop.abort();
    await world.closed;
    await world.bus.close();
  });

  it('registers with what it is and the lane that it reads, and says again and again that it is there', async () => {
    await world.open({ KITCHEN_SPECIALTIES: 'soup' });
    const first = await world.registered();
    expect(first).toMatchObject({ kitchenId: 'quay', capacity: 1, railMax: 2, specialties: ['soup'], closing: false });
    expect(first).toMatchObject({ attemptId: 'attempt-1', cooked: 0, averageCookMs: 0 });
    await world.registered(5);
    const sequences = (await world.statuses()).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect(world.run?.notReadyBecause()).toEqual([]);
  });

  it('cooks what it is told, and says in one record what happened in one turn', async () => {
    await world.open();
    await world.tell([cook('a', 30), cook('b', 30), cook('c', 30, { priority: 1 }), cook('d', 30)]);
    await eventually(async () => expect(await world.said()).toContain('b READY'));
    expect(await world.said()).toEqual([
      ...['a COOKING', 'd REFUSED'],
      ...['a READY', 'c COOKING'],
      ...['c READY', 'b COOKING', 'b READY'],
    ]);
    const [first, second] = await world.records();
    expect([first?.reports.length, second?.reports.length]).toEqual([2, 2]);
    const { cooked, averageCookMs } = await world.registered((await world.statuses()).length);
    expect({ cooked, averageCookMs }).toEqual({ cooked: 3, averageCookMs: 30 });
    expect(world.progress[0]).toContain('"unit":"dishes"');
  });

  it('cooks many orders that take no time in few records', async () => {
    await world.open({ KITCHEN_CAPACITY: '500', KITCHEN_RAIL_MAX: '500' });
    const orders = Array.from({ length: 1_000 }, (_, n) => cook(`o${n}`, 0));
    await world.tell(orders);
    await eventually(async () => expect(await world.said()).toHaveLength(2_000));
    expect((await world.records()).length).toBeLessThan(5);
  });

  it('passes over what is for another kitchen of its lane, or for another boot', async () => {
    await world.open();
    await world.tell([cook('a', 0)], { kitchenId: 'harbour' });
    await world.tell([cook('b', 0)], { bootId: 'an earlier one' });
    await world.tell([cook('c', 0)]);
    await eventually(async () => expect(await world.said()).toEqual(['c COOKING', 'c READY']));
  });

  it('does not hear what was said before it registered', async () => {
    await (await world.bus.admin()).ensureTopic({ name: 'Order_Handling', partitions: PARTITIONS, replication: 1 });
    for (let lane = 0; lane < PARTITIONS; lane += 1) await world.tellRaw('no instructions', lane, 'quay');
    await world.open();
    await world.tell([cook('a', 0)]);
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'a READY']));
    expect(await world.deadLetters()).toBe(0);
  });

  it('gives up a record that it cannot read, and goes on', async () => {
    await world.open();
    const { lane } = await world.registered();
    await world.tellRaw('no instructions', lane, 'quay');
    await world.tell([cook('a', 0)]);
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'a READY']));
    expect(await world.deadLetters()).toBe(1);
  });

  it('hears what it was told while it could not ask the registry, when it can again', async () => {
    await world.open();
    await world.registered();
    const bootId = (await world.registered()).bootId;
    world.registryDown = true;
    await world.tell([cook('a', 0)], { bootId });
    const said = (await world.statuses()).length;
    world.registryDown = false;
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'a READY']));
    await world.registered(said);
  });

  it('cooks on while Kafka is away, and says it when Kafka is back', async () => {
    await world.open();
    await world.tell([cook('a', 40), cook('b', 10)]);
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING']));
    world.brokers.setReachable(false);
    await eventually(async () => {
      const text = (await world.run?.metrics.registry.metrics()) ?? '';
      expect(text).toMatch(/longshore_kitchen_unsaid_reports\{.*\} 3/);
    });
    world.brokers.setReachable(true);
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'a READY', 'b COOKING', 'b READY']));
  });

  it('starts anew when it was taken for lost: another boot, nothing in it, and nothing said of what there was', async () => {
    await world.open();
    const { bootId } = await world.registered();
    await world.tell([cook('a', 10_000), cook('b', 10_000), { type: 'StartAnew' }, cook('c', 0)]);
    await eventually(async () => expect((await world.registered()).bootId).not.toBe(bootId));
    expect(await world.registered()).toMatchObject({ cooking: 0, waiting: 0, sequence: expect.any(Number) });
    await world.tell([cook('a', 0, { epoch: 1 })]);
    await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'a READY']));
  });

  describe('when it closes', () => {
    it('gives back what has not begun, finishes what cooks, and ends with its last word said', async () => {
      await world.open({ KITCHEN_GRACE_MS: '4000' });
      await world.tell([cook('a', 300), cook('b', 300)]);
      await eventually(async () => expect(await world.said()).toEqual(['a COOKING']));
      world.stop.abort();
      await eventually(async () => expect(await world.said()).toEqual(['a COOKING', 'b RELEASED']));
      // What was on its way is given back, too.
      await world.tell([cook('c', 0)]);
      expect(await world.closed).toEqual({ cooked: 1, unfinished: 0 });
      expect(await world.said()).toEqual(['a COOKING', 'b RELEASED', 'c RELEASED', 'a READY']);
      expect((await world.statuses()).at(-1)).toMatchObject({ closing: true, cooking: 0, waiting: 0, cooked: 1 });
    });

    it('says at once that it does', async () => {
      await world.open({ KITCHEN_STATUS_MS: '60000', KITCHEN_GRACE_MS: '4000' });
      await world.registered();
      await world.tell([cook('a', 500)]);
      await eventually(async () => expect(await world.said()).toEqual(['a COOKING']));
      world.stop.abort();
      await eventually(async () =>
        expect((await world.statuses()).at(-1)).toMatchObject({ closing: true, cooking: 1 }),
      );
    });

    it('leaves what takes longer than its time', async () => {
      await world.open({ KITCHEN_GRACE_MS: '2400' });
      await world.tell([cook('a', 60_000)]);
      await eventually(async () => expect(await world.said()).toEqual(['a COOKING']));
      world.stop.abort();
      expect(await world.closed).toEqual({ cooked: 0, unfinished: 1 });
    });

    it('ends at once when it never opened', async () => {
      world.registryDown = true;
      await world.open();
      world.stop.abort();
      expect(await world.closed).toEqual({ cooked: 0, unfinished: 0 });
    });
  });

  describe('when it fails for a trial', () => {
    const upset = (kind: UpsetKind, durationMs = 0): Instruction => ({ type: 'BeUpset', upset: kind, durationMs });

    it('crashes or stands still, for no longer than is allowed', async () => {
      await world.open();
      await world.tell([upset('FREEZE', 250), upset('FREEZE', 2_000_000), upset('UNKNOWN'), upset('CRASH')]);
      await eventually(() => expect(world.upsets).toEqual(['freeze 250', 'freeze 60000', 'crash']));
    });

    it('cut off, neither hears nor is heard; then it says what happened, and hears what it was told', async () => {
      await world.open();
      await world.tell([cook('a', 20), cook('b', 20), upset('CUT_OFF', 400)]);
      const { bootId } = await world.registered();
      await world.tell([cook('c', 0)], { bootId });
      await vi.waitFor(async () => {
        const text = (await world.run?.metrics.registry.metrics()) ?? '';
        expect(text).toMatch(/longshore_kitchen_unsaid_reports\{.*\} [34]/);
      });
      const silentSince = (await world.statuses()).length;
      const before = await world.said();
      expect(before.join()).not.toContain('READY');
      await eventually(async () => expect(await world.said()).toContain('c READY'));
      expect((await world.said()).filter((words) => !words.startsWith('c'))).toEqual([
        ...['a COOKING', 'a READY', 'b COOKING', 'b READY'],
      ]);
      await world.registered(silentSince);
    });
  });

  it('keeps its own id for each boot, so that two at once are told apart', async () => {
    await world.open();
    const { bootId } = await world.registered();
    expect(bootId).toHaveLength(newId().length);
    expect(await (await world.bus.admin()).listGroups()).toEqual([
      { groupId: `longshore-kitchen-quay.${bootId}`, protocolType: 'consumer' },
    ]);
  });
});
