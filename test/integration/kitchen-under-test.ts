import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Bus, type BusRecord, type Codec, topicName } from '@longshore/kafka';
import type { KitchenStatus, OrderInstructions, OrderReports } from '@longshore/schemas';
import { inject, vi } from 'vitest';
import { repositoryRoot } from '../setup/repository-root.ts';

export type Instruction = OrderInstructions['instructions'][number];

/** Where the kitchen's program finds things, and the test with it. */
export interface KitchenSurroundings {
  bus: Bus;
  codec: Codec;
  topicPrefix: string;
  kafkaBootstrapServers: string;
  schemaRegistryUrl: string;
}

/** The program of one kitchen, and the test in the place of the balancer. */
export class KitchenUnderTest {
  readonly id: string;
  readonly #surroundings: KitchenSurroundings;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  /** What it wrote to stderr. */
  words = '';

  constructor(surroundings: KitchenSurroundings, id: string, environment: Record<string, string> = {}) {
    this.#surroundings = surroundings;
    this.id = id;
    this.#environment = environment;
  }

  start(): this {
    const { topicPrefix, kafkaBootstrapServers, schemaRegistryUrl } = this.#surroundings;
    const child = spawn(process.execPath, [inject('programs')['workloads/kitchen-node/src/main.ts']], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        KITCHEN_ID: this.id,
        KITCHEN_LATITUDE: '60.17',
        KITCHEN_LONGITUDE: '24.94',
        KITCHEN_CAPACITY: '1',
        KITCHEN_RAIL_MAX: '2',
        KITCHEN_STATUS_MS: '100',
        KITCHEN_GRACE_MS: '10000',
        KITCHEN_PORT: '0',
        KAFKA_BOOTSTRAP_SERVERS: kafkaBootstrapServers,
        SCHEMA_REGISTRY_URL: schemaRegistryUrl,
        LONGSHORE_TOPIC_PREFIX: topicPrefix,
        ...this.#environment,
      },
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words += text;
    });
    this.#child = child;
    return this;
  }

  terminate(): void {
    this.#child?.kill('SIGTERM');
  }

  /** What it ended with: its exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    const child = this.#child;
    if (child === null) return null;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.ended();
  }

  async #records(topic: 'Kitchen_Status' | 'Order_Status'): Promise<BusRecord[]> {
    const { bus, topicPrefix } = this.#surroundings;
    const name = topicName(topic, topicPrefix);
    const [described] = await (await bus.admin()).describeTopics([name]);
    const from = new Map(described?.partitions.map(({ partition, start }) => [partition, start]));
    const records = await bus.read({ topic: name, from, limit: 1_000_000, deadlineMs: 10_000 });
    return records.filter(({ key }) => key === this.id);
  }

  async statuses(): Promise<KitchenStatus[]> {
    const records = await this.#records('Kitchen_Status');
    return Promise.all(
      records.map(({ value }) => this.#surroundings.codec.decode('KitchenStatus', value ?? Buffer.of())),
    );
  }

  async reports(): Promise<OrderReports[]> {
    const records = await this.#records('Order_Status');
    return Promise.all(
      records.map(({ value }) => this.#surroundings.codec.decode('OrderReports', value ?? Buffer.of())),
    );
  }

  /** `order SAID`, in order. */
  async said(): Promise<string[]> {
    return (await this.reports()).flatMap(({ reports }) => reports.map(({ orderId, said }) => `${orderId} ${said}`));
  }

  /** The newest status once there is one of a boot that is not among these. */
  async registered(...earlier: string[]): Promise<KitchenStatus> {
    return vi.waitFor(
      async () => {
        const newest = (await this.statuses()).findLast(({ bootId }) => !earlier.includes(bootId));
        if (newest === undefined) throw new Error(`not registered: ${this.words}`);
        return newest;
      },
      { timeout: 30_000, interval: 50 },
    );
  }

  /** Tells a boot of it what to do, in one record on its lane. */
  async tell({ bootId, lane }: Pick<KitchenStatus, 'bootId' | 'lane'>, instructions: Instruction[]): Promise<void> {
    const { bus, codec, topicPrefix } = this.#surroundings;
    const value = await codec.encode('OrderInstructions', {
      kitchenId: this.id,
      bootId,
      issuedAt: Date.now(),
      instructions,
    });
    const producer = await bus.producer();
    await producer.send([{ topic: topicName('Order_Handling', topicPrefix), partition: lane, key: this.id, value }]);
    await producer.close();
  }
}
