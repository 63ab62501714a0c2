import type { Bus, BusRecord, ConsumerOptions, OutgoingRecord } from '@longshore/kafka';
import type { AgentStatus, Apply, JobInstruction, JobLogBatch, JobStatus, SyncAttempt } from '@longshore/schemas';
import { Agent } from '../../agent/src/agent.ts';
import { type Clock, realClock } from '../../agent/src/clock.ts';
import { readConfig } from '../../agent/src/config.ts';
import { createLogger } from '../../agent/src/logger.ts';
import { FakeEngine } from './fake-engine.ts';
import { jsonCodec } from './json-codec.ts';

const unimplemented = (what: string) => (): never => {
  throw new Error(`the agent's world in memory has no ${what}`);
};

/** Time as it is, but nobody waits half a minute for it. */
const impatientClock: Clock = {
  ...realClock,
  after: (delayMs, run) => realClock.after(delayMs >= 20_000 && delayMs < 60_000 ? delayMs / 300 : delayMs, run),
};

/** One agent on a fake engine, and the test in the place of Kafka and the control plane. */
export class AgentWorld {
  readonly engine = new FakeEngine();
  readonly agentStatuses: AgentStatus[] = [];
  readonly jobStatuses: JobStatus[] = [];
  readonly logs: JobLogBatch[] = [];
  readonly deadLetters: OutgoingRecord[] = [];
  readonly instructions: BusRecord[] = [];
  committed: bigint | null = null;
  epoch = 1;
  /** While true nothing that is sent is acknowledged. */
  kafkaDown = false;
  registryDown = false;
  #connection: Connection | null = null;
  agent: Agent | null = null;

  /** Starts the agent, as after a boot. */
  async boot(environment: Record<string, string> = {}): Promise<void> {
    const connection = new Connection(this);
    this.#connection = connection;
    // Each boot reads in a group of its own.
    this.committed = null;
    const config = readConfig({
      KAFKA_BOOTSTRAP_SERVERS: 'memory:1',
      SCHEMA_REGISTRY_URL: 'http://memory/',
      LONGSHORE_AGENT_ID: 'agent-1',
      LONGSHORE_HEALTH_INTERVAL_MS: '100',
      ...environment,
    });
    this.agent = new Agent({
      config,
      bus: connection.bus,
      codec: jsonCodec(() => this.registryDown),
      engine: this.engine,
      clock: impatientClock,
      log: createLogger({ agentId: 'agent-1', log: { level: 'silent', file: null } }),
    });
    await this.agent.start();
  }

  /** The agent's group was joined anew; what was sent meanwhile is gone. */
  async rejoin(): Promise<void> {
    await this.#connection?.rejoin();
  }

  /** The agent is gone at once, as by SIGKILL: nothing it still does reaches anything. */
  kill(): void {
    this.#connection?.cut();
    this.#connection = null;
    this.agent = null;
  }

  async stop(): Promise<void> {
    await this.agent?.stop(1_000);
    this.kill();
  }

  /** The control plane publishes an instruction on the agent's lane. */
  send(body: JobInstruction['body'], over: { epoch?: number; agentId?: string } = {}): bigint {
    const attempt: Record<string, string> =
      body.type === 'Apply' ? { attemptId: body.attemptId, jobId: body.jobId } : {};
    const agentId = over.agentId ?? 'agent-1';
    const instruction: JobInstruction = {
      instructionId: `instruction-${this.instructions.length}`,
      agentId,
      epoch: over.epoch ?? this.epoch,
      issuedAt: 0,
      body,
    };
    return this.sendRaw(Buffer.from(JSON.stringify(instruction)), { agentId, ...attempt });
  }

  /** Something is on the lane, whatever it is. */
  sendRaw(value: Buffer, headers: Record<string, string>): bigint {
    const offset = BigInt(this.instructions.length);
    const key = headers.agentId ?? null;
    this.instructions.push({ topic: 'Job_Handling', partition: 0, offset, key, value, headers, timestampMs: 0 });
    this.#connection?.deliver();
    return offset;
  }

  apply(apply: Apply): bigint {
    return this.send({ type: 'Apply', ...apply });
  }

  /** Answers the latest registration. */
  sync(attempts: SyncAttempt[] = []): bigint {
    const { bootId, registration } = this.lastAgentStatus();
    return this.send({ type: 'Sync', bootId, registration, attempts });
  }

  lastAgentStatus(): AgentStatus {
    const status = this.agentStatuses.at(-1);
    if (status === undefined) throw new Error('the agent has not reported yet');
    return status;
  }

  reportsOf(attemptId: string): JobStatus[] {
    return this.jobStatuses.filter((report) => report.attemptId === attemptId);
  }

  observedOf(attemptId: string): string[] {
    return this.reportsOf(attemptId).map((report) => report.observed);
  }

  linesOf(attemptId: string): string[] {
    return this.logs
      .filter((batch) => batch.attemptId === attemptId)
      .flatMap((batch) => batch.lines.map((line) => line.text));
  }

  receive(records: readonly OutgoingRecord[]): void {
    for (const record of records) {
      if (record.topic.endsWith('.dlq')) {
        this.deadLetters.push(record);
        continue;
      }
      const value = JSON.parse(String(record.value));
      if (record.topic === 'Job_Status') this.jobStatuses.push(value);
      else if (record.topic === 'Agent_Status') this.agentStatuses.push(value);
      else if (record.topic === 'Job_Logs') this.logs.push(value);
      else throw new Error(`nobody expects a record on ${record.topic}`);
    }
  }
}

/** What one boot of the agent has in place of Kafka. */
class Connection {
  readonly #world: AgentWorld;
  #consumer: ConsumerOptions | null = null;
  #position = 0;
  #paused = false;
  #delivering = false;
  #cut = false;

  constructor(world: AgentWorld) {
    this.#world = world;
  }

  cut(): void {
    this.#cut = true;
  }

  /** The group was joined anew, as after a long pause; what was sent meanwhile is gone. */
  async rejoin(): Promise<void> {
    this.#position = this.#world.instructions.length;
    await this.#consumer?.onAssigned?.([{ topic: 'Job_Handling', partition: 0 }]);
  }

  readonly bus: Bus = {
    producer: () =>
      Promise.resolve({
        send: async (records) => {
          if (this.#cut) return new Promise<never>(() => undefined);
          if (this.#world.kafkaDown) throw new Error('Kafka is down');
          await Promise.resolve();
          this.#world.receive(records);
        },
        close: () => Promise.resolve(),
      }),
    transactionalProducer: unimplemented('transactions'),
    reader: unimplemented('reading without a group'),
    placedWriter: unimplemented('writing in place'),
    consumer: async (options) => {
      this.#consumer = options;
      const lane = { topic: 'Job_Handling', partition: 0 };
      const stored = await options.storedOffset?.(lane);
      this.#position = Number(stored ?? this.#world.committed ?? 0n);
      queueMicrotask(() => {
        void Promise.resolve(options.onAssigned?.([lane])).then(() => this.deliver());
      });
      return {
        pause: () => {
          this.#paused = true;
        },
        resume: () => {
          this.#paused = false;
          this.deliver();
        },
        commit: (_partition, offset) => {
          if (!this.#cut) this.#world.committed = offset;
          return this.#cut ? new Promise<never>(() => undefined) : Promise.resolve();
        },
        lag: () => Promise.resolve(null),
        close: () => {
          this.#consumer = null;
          return Promise.resolve();
        },
      };
    },
    read: unimplemented('reading without a group'),
    admin: () =>
      Promise.resolve({
        listTopics: unimplemented('list of topics'),
        describeTopics: () => {
          const end = BigInt(this.#world.instructions.length);
          return Promise.resolve([
            { name: 'Job_Handling', partitions: [{ partition: 0, leader: 0, replicas: 1, start: 0n, end }] },
          ]);
        },
        describeAllTopics: unimplemented('describing of all topics'),
        ensureTopic: unimplemented('making of topics'),
        deleteTopic: unimplemented('deleting of topics'),
        deleteRecords: unimplemented('deleting of records'),
        committedOffset: () => Promise.resolve(this.#world.committed),
        listGroups: () => Promise.resolve([]),
        deleteGroups: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
    close: () => Promise.resolve(),
  };

  deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    void this.#run().finally(() => {
      this.#delivering = false;
    });
  }

  async #run(): Promise<void> {
    while (!this.#cut && !this.#paused && this.#consumer !== null) {
      const records = this.#world.instructions.slice(this.#position, this.#position + 3);
      if (records.length === 0) return;
      try {
        await this.#consumer.onBatch({
          topic: 'Job_Handling',
          partition: 0,
          records,
          highWatermark: BigInt(this.#world.instructions.length),
        });
        this.#position += records.length;
      } catch {
        // The contract of the bus: the same records come again.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }
}
