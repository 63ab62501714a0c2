import { type Bus, type Codec, createCodec, createKafkaBus, type TopicPartition, topicName } from '@longshore/kafka';
import type { AgentStatus } from '@longshore/schemas';
import type { TestSpace } from '../../setup/test-space.ts';
import { until } from './until.ts';

/** What agents say of themselves on Agent_Status, read from Kafka as anybody could. */
export class AgentStatusFeed implements AsyncDisposable {
  readonly #bus: Bus;
  readonly #codec: Codec;
  readonly #topicPrefix: string;
  readonly #seen: Array<{ status: AgentStatus; atMs: number }> = [];

  private constructor(bus: Bus, codec: Codec, topicPrefix: string) {
    this.#bus = bus;
    this.#codec = codec;
    this.#topicPrefix = topicPrefix;
  }

  static async open({ environment, topicPrefix }: TestSpace): Promise<AgentStatusFeed> {
    const bus = createKafkaBus({
      bootstrapServers: [environment.KAFKA_BOOTSTRAP_SERVERS ?? ''],
      clientId: 'longshore-test',
    });
    const codec = createCodec({ registryUrl: environment.SCHEMA_REGISTRY_URL ?? '', topicPrefix });
    const feed = new AgentStatusFeed(bus, codec, topicPrefix);
    await bus.consumer({
      groupId: `${topicPrefix}feed`,
      topics: [topicName('Agent_Status', topicPrefix)],
      startAt: 'beginning',
      maxWaitMs: 50,
      onBatch: async ({ records }) => {
        for (const { value } of records) if (value) await feed.#take(value);
      },
    });
    return feed;
  }

  /**
   * Waits for an agent's word.
   *
   * @param sinceMs - by `performance.now()`: what reached this process before does not count
   */
  next(
    what: string,
    matches: (status: AgentStatus) => boolean,
    { sinceMs = 0, timeoutMs = 30_000 }: { sinceMs?: number; timeoutMs?: number } = {},
  ): Promise<{ status: AgentStatus; atMs: number }> {
    const look = async () => this.#seen.find(({ status, atMs }) => atMs >= sinceMs && matches(status));
    return until(`an agent said that ${what}`, look, { timeoutMs, everyMs: 10 });
  }

  /** How far an agent has committed its lane: it has a group of its own for each boot. */
  async committed({ agentId, bootId, lane }: AgentStatus): Promise<bigint> {
    const groupId = `${this.#topicPrefix}longshore-agent-${agentId}.${bootId}`;
    const offset = await this.#withAdmin((admin) => admin.committedOffset(groupId, this.#laneOf(lane)));
    if (offset === null) throw new Error(`${groupId} has committed nothing`);
    return offset;
  }

  /** The attempts that are wanted to run by instructions which the agent has not committed. */
  async uncommittedRuns({ lane }: AgentStatus, committed: bigint): Promise<string[]> {
    const { topic, partition } = this.#laneOf(lane);
    const records = await this.#bus.read({
      topic,
      from: new Map([[partition, committed]]),
      limit: 1_000,
      deadlineMs: 10_000,
    });
    const bodies = await Promise.all(
      records.map(async ({ value }) => (value ? (await this.#codec.decode('JobInstruction', value)).body : null)),
    );
    return bodies.flatMap((body) => (body?.type === 'Apply' && body.desired === 'RUN' ? [body.attemptId] : []));
  }

  /** Where the next instruction for the lane will be written. */
  async endOfLane({ lane }: AgentStatus): Promise<bigint> {
    const { topic, partition } = this.#laneOf(lane);
    return this.#withAdmin(async (admin) => {
      const [described] = await admin.describeTopics([topic]);
      const found = described?.partitions.find((one) => one.partition === partition);
      if (!found) throw new Error(`${topic} has no partition ${partition}`);
      return found.end;
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#bus.close();
  }

  #laneOf(partition: number | null): TopicPartition {
    if (partition === null) throw new Error('The agent reads no lane yet');
    return { topic: topicName('Job_Handling', this.#topicPrefix), partition };
  }

  async #withAdmin<T>(use: (admin: Awaited<ReturnType<Bus['admin']>>) => Promise<T>): Promise<T> {
    const admin = await this.#bus.admin();
    try {
      return await use(admin);
    } finally {
      await admin.close();
    }
  }

  async #take(value: Buffer): Promise<void> {
    const atMs = performance.now();
    this.#seen.push({ status: await this.#codec.decode('AgentStatus', value), atMs });
  }
}
