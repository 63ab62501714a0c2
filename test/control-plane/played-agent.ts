import { type Bus, type Codec, type Consumer, laneOf, type Producer, topicName } from '@longshore/kafka';
import { type AgentStatus, type Apply, type JobInstruction, type JobStatus, newId } from '@longshore/schemas';
import { until } from './until.ts';

export interface PlayedAgentOptions {
  bus: Bus;
  codec: Codec;
  topicPrefix: string;
  partitions: number;
  id: string;
  engineId?: string;
  slots?: number;
  /** Whether the control plane knows by now that this boot is synced, which comes with the status after the Sync. */
  isKnown?: (agent: PlayedAgent) => Promise<boolean>;
  /** What it does with each Apply; without it nothing happens by itself. */
  onApply?: (apply: Apply, agent: PlayedAgent) => Promise<void> | void;
}

/** An agent played by a test: it registers and speaks the protocol, and does only what the test makes it do. */
export class PlayedAgent {
  readonly id: string;
  readonly bootId = newId();
  readonly instructions: JobInstruction[] = [];
  readonly applied: Record<string, number> = {};
  containers: AgentStatus['containers'] = [];
  synced = false;
  registration = 1;
  /** Changes to every status that it sends. */
  status: Partial<AgentStatus> = {};
  readonly #options: PlayedAgentOptions;
  #sequence = 0;
  #reportSequence = 0;
  #producer: Producer | null = null;
  #consumer: Consumer | null = null;
  #beat: NodeJS.Timeout | null = null;

  constructor(options: PlayedAgentOptions) {
    this.#options = options;
    this.id = options.id;
  }

  get #lane(): number {
    return laneOf(this.id, this.#options.partitions);
  }

  /** Starts to read its lane and to say that it lives; resolves once it is synced, unless told not to wait. */
  async start(options: { wait?: boolean; beatMs?: number } = {}): Promise<this> {
    const { bus, topicPrefix } = this.#options;
    this.#producer = await bus.producer();
    let assigned = false;
    this.#consumer = await bus.consumer({
      groupId: `${topicPrefix}played-${this.id}-${this.bootId}`,
      topics: [topicName('Job_Handling', topicPrefix)],
      partitions: [this.#lane],
      startAt: 'end',
      maxWaitMs: 50,
      onAssigned: () => {
        assigned = true;
      },
      onBatch: async ({ records }) => {
        for (const record of records)
          if (record.key === this.id && record.value !== null) await this.#follow(record.value);
      },
    });
    await until(() => assigned, 'the played agent reads its lane');
    await this.say();
    this.#beat = setInterval(() => void this.say(), options.beatMs ?? 300);
    const isKnown = this.#options.isKnown ?? (async () => true);
    if (options.wait ?? true)
      await until(async () => this.synced && (await isKnown(this)), 'the played agent is synced');
    return this;
  }

  async #follow(value: Buffer): Promise<void> {
    const instruction = await this.#options.codec.decode('JobInstruction', value);
    this.instructions.push(instruction);
    const { body } = instruction;
    if (body.type === 'Sync' && body.bootId === this.bootId && body.registration === this.registration) {
      this.synced = true;
      await this.say();
    }
    if (body.type === 'Apply') {
      this.applied[body.attemptId] = Math.max(this.applied[body.attemptId] ?? 0, body.generation);
      await this.#options.onApply?.(body, this);
    }
  }

  /** The instructions of one kind so far. */
  bodies<Type extends JobInstruction['body']['type']>(type: Type): Extract<JobInstruction['body'], { type: Type }>[] {
    return this.instructions.flatMap(({ body }) =>
      body.type === type ? [body as Extract<JobInstruction['body'], { type: Type }>] : [],
    );
  }

  /** Waits for an Apply about a job. */
  async applyFor(jobId: string, desired: Apply['desired']): Promise<Apply> {
    return until(
      () => this.bodies('Apply').findLast((apply) => apply.jobId === jobId && apply.desired === desired),
      `an Apply ${desired} for ${jobId} on ${this.id}`,
    );
  }

  /** Sends its status. */
  async say(): Promise<void> {
    const { codec, topicPrefix } = this.#options;
    this.#sequence += 1;
    const status: AgentStatus = {
      agentId: this.id,
      engineId: this.#options.engineId ?? `engine-of-${this.id}`,
      bootId: this.bootId,
      registration: this.registration,
      synced: this.synced,
      sequence: this.#sequence,
      lane: this.#lane,
      healthy: true,
      handlerBlocked: false,
      checks: [],
      engine: { version: '28', apiVersion: '1.48', os: 'linux', architecture: 'amd64', latencyMs: 1 },
      capacity: { cpuMillis: 4_000, memoryBytes: 8 * 1024 ** 3, slots: this.#options.slots ?? 10, diskBytes: 0 },
      use: { cpuMillis: 10, memoryBytes: 1_000, diskBytes: 0 },
      inventoryComplete: true,
      containers: this.containers,
      otherContainers: null,
      appliedGenerations: { ...this.applied },
      images: [],
      labels: {},
      locationName: null,
      latitude: null,
      longitude: null,
      publicKey: null,
      agentVersion: '0',
      hostname: `host-of-${this.id}`,
      healthIntervalMs: 300,
      occurredAt: Date.now(),
      ...this.status,
    };
    await this.#producer?.send([
      {
        topic: topicName('Agent_Status', topicPrefix),
        key: this.id,
        value: await codec.encode('AgentStatus', status),
        headers: { agentId: this.id },
      },
    ]);
  }

  /** Reports about an attempt. */
  async report(apply: Apply, observed: JobStatus['observed'], changes: Partial<JobStatus> = {}): Promise<void> {
    const { codec, topicPrefix } = this.#options;
    this.#reportSequence += 1;
    const status: JobStatus = {
      attemptId: apply.attemptId,
      jobId: apply.jobId,
      taskId: apply.taskId,
      attempt: apply.attempt,
      agentId: this.id,
      bootId: this.bootId,
      sequence: this.#reportSequence,
      observed,
      exitCode: null,
      reason: null,
      containerId: null,
      imageDigest: null,
      progress: null,
      detail: null,
      occurredAt: Date.now(),
      ...changes,
    };
    await this.#producer?.send([
      {
        topic: topicName('Job_Status', topicPrefix),
        key: apply.attemptId,
        value: await codec.encode('JobStatus', status),
        headers: { agentId: this.id, jobId: apply.jobId, attemptId: apply.attemptId },
      },
    ]);
  }

  /** Sends bytes on a topic as they are. */
  async send(topic: string, value: Buffer, headers: Record<string, string> = {}): Promise<void> {
    await this.#producer?.send([{ topic, key: headers.attemptId ?? this.id, value, headers }]);
  }

  /** Says nothing any more, as when its host is cut off. */
  fallSilent(): void {
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = null;
  }

  /** Speaks again. */
  async speakAgain(beatMs = 300): Promise<void> {
    await this.say();
    this.#beat = setInterval(() => void this.say(), beatMs);
  }

  async stop(): Promise<void> {
    this.fallSilent();
    await this.#consumer?.close();
    await this.#producer?.close();
  }
}
