import { randomUUID } from 'node:crypto';
import { createCodec, createKafkaBus, deadLetterTopicName, laneOf, topicName } from '@longshore/kafka';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { runProgram } from '../setup/run-program.ts';
import { type Services, startServices } from '../stack/services.ts';
import { type Instruction, type KitchenSurroundings, KitchenUnderTest } from './kitchen-under-test.ts';

const PARTITIONS = 3;
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

const cook = (orderId: string, cookMs: number): Instruction => ({
  type: 'Cook',
  orderId,
  epoch: 1,
  dish: 'ramen',
  priority: 0,
  cookMs,
});

/** Topics and schemas of their own, and a bus and a codec for them. */
async function makeSurroundings(
  addresses: Pick<KitchenSurroundings, 'kafkaBootstrapServers' | 'schemaRegistryUrl'>,
): Promise<KitchenSurroundings> {
  const { kafkaBootstrapServers, schemaRegistryUrl } = addresses;
  const topicPrefix = `kitchens-${randomUUID()}.`;
  await runProgram('kafka/src/initialize-main.ts', {
    KAFKA_BOOTSTRAP_SERVERS: kafkaBootstrapServers,
    SCHEMA_REGISTRY_URL: schemaRegistryUrl,
    LONGSHORE_TOPIC_PREFIX: topicPrefix,
    LONGSHORE_TOPIC_PARTITIONS: String(PARTITIONS),
  });
  const bus = createKafkaBus({ bootstrapServers: kafkaBootstrapServers.split(','), clientId: 'kitchen-test' });
  const codec = createCodec({ registryUrl: schemaRegistryUrl, topicPrefix });
  return { bus, codec, topicPrefix, kafkaBootstrapServers, schemaRegistryUrl };
}

describe('the program of a kitchen, on real brokers and a real registry', () => {
  let surroundings: KitchenSurroundings;

  beforeAll(async () => {
    surroundings = await makeSurroundings(inject('services'));
  });
  afterAll(() => surroundings?.bus.close());

  it('registers, cooks, gives back what it is asked for, and on SIGTERM all that has not begun', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'quay').start();
    const status = await kitchen.registered();
    expect(status).toMatchObject({ lane: laneOf('quay', PARTITIONS), capacity: 1, railMax: 2, closing: false });
    await kitchen.tell(status, [cook('a', 50), cook('b', 50)]);
    await eventually(async () => expect(await kitchen.said()).toContain('b READY'));
    expect(await kitchen.said()).toEqual(['a COOKING', 'a READY', 'b COOKING', 'b READY']);
    await kitchen.tell(status, [
      cook('c', 1_500),
      cook('d', 50),
      cook('e', 50),
      { type: 'GiveBack', orderId: 'd', epoch: 1 },
    ]);
    await eventually(async () => expect(await kitchen.said()).toContain('d RELEASED'));
    kitchen.terminate();
    expect(await kitchen.ended()).toBe(0);
    expect((await kitchen.said()).slice(4)).toEqual(['c COOKING', 'd RELEASED', 'e RELEASED', 'c READY']);
    const statuses = await kitchen.statuses();
    expect(statuses.at(-1)).toMatchObject({ closing: true, cooking: 0, waiting: 0, cooked: 3 });
    expect(statuses.map(({ sequence }) => sequence)).toEqual(statuses.map((_, index) => index + 1));
  });

  it('crashes when it is told to, and comes back as a stranger that hears nothing of what was said before', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'harbour').start();
    const before = await kitchen.registered();
    await kitchen.tell(before, [cook('a', 60_000), { type: 'BeUpset', upset: 'CRASH', durationMs: 0 }]);
    expect(await kitchen.ended()).toBe('SIGKILL');
    await kitchen.tell(before, [cook('b', 0)]);
    kitchen.start();
    const after = await kitchen.registered(before.bootId);
    expect(after).toMatchObject({ lane: before.lane, cooking: 0, waiting: 0, cooked: 0 });
    await kitchen.tell(after, [cook('c', 0)]);
    await eventually(async () => expect(await kitchen.said()).toContain('c READY'));
    expect((await kitchen.said()).filter((words) => words.startsWith('b'))).toEqual([]);
  });

  it('stands still when it is told to, and then goes on where it was', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'market').start();
    const status = await kitchen.registered();
    await kitchen.tell(status, [cook('a', 300), { type: 'BeUpset', upset: 'FREEZE', durationMs: 2_000 }]);
    await eventually(() => expect(kitchen.words).toContain('stands still'));
    await kitchen.tell(status, [cook('b', 0)]);
    await eventually(async () => expect(await kitchen.said()).toContain('b READY'));
    // The dish may be told of before the kitchen itself is.
    const statuses = await eventually(async () => {
      const said = await kitchen.statuses();
      const pauses = said.slice(1).map(({ occurredAt }, index) => occurredAt - (said[index]?.occurredAt ?? 0));
      expect(Math.max(...pauses)).toBeGreaterThan(1_800);
      return said;
    });
    expect(statuses.at(-1)?.bootId).toBe(status.bootId);
  });

  it('gives up an instruction that cannot be read, and goes on', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'tower').start();
    const status = await kitchen.registered();
    const { bus, topicPrefix } = surroundings;
    const topic = topicName('Order_Handling', topicPrefix);
    const producer = await bus.producer();
    const garbage = { topic, partition: status.lane, key: 'tower', value: Buffer.from('no instructions') };
    await producer.send([garbage]);
    await producer.close();
    await kitchen.tell(status, [cook('a', 0)]);
    await eventually(async () => expect(await kitchen.said()).toEqual(['a COOKING', 'a READY']));
    const from = new Map([[0, 0n]]);
    const letters = await bus.read({ topic: deadLetterTopicName(topic), from, limit: 100, deadlineMs: 10_000 });
    expect(letters.filter(({ key }) => key === 'tower')).toMatchObject([
      { headers: { 'longshore.dlq.by': 'kitchen tower', 'longshore.dlq.reason': 'NOT_AVRO' } },
    ]);
  });

  it('cooks some thousands of orders that take no time, each once, in a few records', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'mill', {
      KITCHEN_CAPACITY: '1000',
      KITCHEN_RAIL_MAX: '10000',
    }).start();
    const status = await kitchen.registered();
    for (let batch = 0; batch < 10; batch += 1) {
      await kitchen.tell(
        status,
        Array.from({ length: 1_000 }, (_, n) => cook(`${batch}-${n}`, 0)),
      );
    }
    await eventually(async () => expect((await kitchen.said()).length).toBe(20_000));
    const said = await kitchen.said();
    expect(new Set(said).size).toBe(20_000);
    expect((await kitchen.reports()).length).toBeLessThan(40);
  });
});

describe('the program of a kitchen whose broker goes away', { timeout: 180_000 }, () => {
  let services: Services;
  let surroundings: KitchenSurroundings;

  beforeAll(async () => {
    services = await startServices({ services: ['kafka', 'registry'] });
    surroundings = await makeSurroundings(services);
  });
  afterAll(async () => {
    await surroundings?.bus.close();
    await services?.stop();
  });

  it('cooks on, and says each thing once the broker is back, and hears again', async () => {
    await using kitchen = new KitchenUnderTest(surroundings, 'island').start();
    const status = await kitchen.registered();
    await kitchen.tell(status, [cook('a', 3_000), cook('b', 100)]);
    await eventually(async () => expect(await kitchen.said()).toEqual(['a COOKING']));
    const broker = (await services.status()).services.find(({ name }) => /kafka|broker/.test(name))?.name ?? '';
    await services.stopService(broker);
    await eventually(() => expect(kitchen.words).toContain('cannot say'));
    await services.startService(broker);
    const patience = { timeout: 90_000, interval: 200 };
    await vi.waitFor(async () => expect(await kitchen.said()).toContain('b READY'), patience);
    expect(new Set(await kitchen.said())).toEqual(new Set(['a COOKING', 'a READY', 'b COOKING', 'b READY']));
    await vi.waitFor(() => expect(kitchen.words).toContain('is heard again'), patience);
    await kitchen.tell(status, [cook('c', 0)]);
    await vi.waitFor(async () => expect(await kitchen.said()).toContain('c READY'), patience);
    kitchen.terminate();
    expect(await kitchen.ended()).toBe(0);
  });
});
