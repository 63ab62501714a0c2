import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Bus, createCodec, createKafkaBus, topicName } from '@longshore/kafka';
import {
  type AgentStatus,
  type Apply,
  ATTEMPT_STATES,
  type AvroName,
  type AvroRecords,
  attemptHasEnded,
  type ContainerSpec,
  type JobInstruction,
  type JobLogBatch,
  type JobStatus,
  newId,
  type Observed,
} from '@longshore/schemas';
import { inject, vi } from 'vitest';
import { repositoryRoot } from '../setup/repository-root.ts';

/** What the environment of an agent under test is made of. */
export interface AgentUnderTestOptions {
  /** The corner of the real services: addresses and topic prefix. */
  environment: Readonly<Record<string, string>>;
  topicPrefix: string;
  agentId: string;
  /** Further settings of the agent. */
  settings?: Record<string, string>;
}

const spec: ContainerSpec = {
  kind: 'container',
  image: 'longshore/base:24',
  imagePolicy: 'IF_MISSING',
  entrypoint: null,
  command: null,
  environment: {},
  workingDirectory: null,
  user: null,
  topic: null,
  taskIndex: 0,
  taskCount: 1,
  cpuMillis: 500,
  memoryLimitBytes: 128 * 2 ** 20,
  pidsLimit: 64,
  stopGraceMs: 2_000,
  pullTimeoutMs: 30_000,
  deadlineMs: null,
  logLinesPerSecondMax: 1_000,
  logBytesMax: 1_048_576,
};

/** A wish for a new attempt that runs `program` with Node. */
export function wishFor(program: string, container: Partial<ContainerSpec> = {}): Apply {
  return {
    attemptId: newId(),
    jobId: newId(),
    taskId: newId(),
    attempt: 1,
    generation: 1,
    desired: 'RUN',
    container: { ...spec, command: ['node', '-e', program], ...container },
    registryCredential: null,
    sealedEnvironment: null,
  };
}

/**
 * The agent as a process of its own, on a real engine, and the test in the place of the control plane: it reads the
 * agent's topics, answers registrations with a Sync of what it wants, and publishes on the announced lane.
 */
export class AgentUnderTest implements AsyncDisposable {
  readonly agentStatuses: AgentStatus[] = [];
  readonly jobStatuses: JobStatus[] = [];
  readonly logs: JobLogBatch[] = [];
  readonly wanted = new Map<string, Apply>();
  readonly agentId: string;
  /** What the process wrote, for a test that failed. */
  output = '';
  /** Answers registrations by itself. */
  answersRegistrations = true;
  readonly #options: AgentUnderTestOptions;
  readonly #codec: ReturnType<typeof createCodec>;
  readonly #bus: Bus;
  #child: ChildProcess | null = null;
  #publishing: Promise<unknown> = Promise.resolve();
  readonly #synced = new Set<string>();

  constructor(options: AgentUnderTestOptions) {
    this.#options = options;
    this.agentId = options.agentId;
    const { KAFKA_BOOTSTRAP_SERVERS = '', SCHEMA_REGISTRY_URL = '' } = options.environment;
    this.#codec = createCodec({ registryUrl: SCHEMA_REGISTRY_URL, topicPrefix: options.topicPrefix });
    this.#bus = createKafkaBus({ bootstrapServers: KAFKA_BOOTSTRAP_SERVERS.split(','), clientId: 'agent-test' });
  }

  /** Begins to read what the agent writes. */
  async listen(): Promise<void> {
    await this.#read('Agent_Status', 'AgentStatus', (status) => {
      if (status.agentId !== this.agentId) return;
      this.agentStatuses.push(status);
      this.#answer(status);
    });
    await this.#read('Job_Status', 'JobStatus', (status) => {
      if (status.agentId === this.agentId) this.jobStatuses.push(status);
    });
    await this.#read('Job_Logs', 'JobLogBatch', (batch) => {
      if (batch.agentId === this.agentId) this.logs.push(batch);
    });
  }

  /** Starts the process; resolves when it runs, before it is ready. */
  start(settings: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [inject('programs')['agent/src/main.ts']], {
      cwd: repositoryRoot,
      env: {
        ...process.env,
        ...this.#options.environment,
        LONGSHORE_AGENT_ID: this.agentId,
        LONGSHORE_AGENT_PORT: '0',
        LONGSHORE_HEALTH_INTERVAL_MS: '1000',
        LONGSHORE_CONTAINER_SCOPE: this.#options.topicPrefix.replace(/\.$/, ''),
        ...this.#options.settings,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.#child = child;
    return child;
  }

  /** The process that was started last. */
  get process(): ChildProcess | null {
    return this.#child;
  }

  /** Resolves when the agent has said that it is synced, since the given number of its reports. */
  async ready(since = this.agentStatuses.length): Promise<AgentStatus> {
    return this.until(() => this.agentStatuses.slice(since).findLast((status) => status.synced), 'the agent is synced');
  }

  /** Sends a signal and resolves with how the process ended. */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? child?.signalCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode ?? child.signalCode;
  }

  /** Resolves when the process ended by itself, with its signal or code. */
  async died(): Promise<number | NodeJS.Signals | null> {
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child?.signalCode ?? child?.exitCode ?? null;
  }

  /** Wants something of an attempt, as the dispatcher would: remembered for Syncs, and published on the lane. */
  async apply(apply: Apply): Promise<void> {
    this.wanted.set(apply.attemptId, apply);
    await this.publish({ type: 'Apply', ...apply });
  }

  async publish(body: JobInstruction['body']): Promise<void> {
    const instruction: JobInstruction = {
      instructionId: newId(),
      agentId: this.agentId,
      epoch: 1,
      issuedAt: Date.now(),
      body,
    };
    const headers: Record<string, string> = { agentId: this.agentId };
    if (body.type === 'Apply') {
      const { attemptId, jobId, taskId, attempt } = body;
      Object.assign(headers, { attemptId, jobId, taskId, attempt: String(attempt) });
    }
    await this.publishRaw(await this.#codec.encode('JobInstruction', instruction), headers);
  }

  encode<Name extends AvroName>(name: Name, record: AvroRecords[Name]): Promise<Buffer> {
    return this.#codec.encode(name, record);
  }

  /** Puts bytes on the agent's lane, whatever they are. */
  async publishRaw(value: Buffer, headers: Record<string, string>): Promise<void> {
    const partition = this.agentStatuses.findLast((status) => status.lane !== null)?.lane ?? 0;
    const producer = await this.#bus.producer();
    await producer.send([{ topic: this.topic('Job_Handling'), partition, key: this.agentId, value, headers }]);
    await producer.close();
  }

  topic(name: Parameters<typeof topicName>[0]): string {
    return topicName(name, this.#options.topicPrefix);
  }

  get bus(): Bus {
    return this.#bus;
  }

  reportsOf(attemptId: string): JobStatus[] {
    return this.jobStatuses.filter((report) => report.attemptId === attemptId);
  }

  /** What the control plane would have folded. */
  foldedOf(attemptId: string): Observed {
    const rank = (observed: Observed) => (observed === 'UNKNOWN' ? -1 : ATTEMPT_STATES[observed].rank);
    return this.reportsOf(attemptId).reduce<Observed>(
      (folded, { observed }) => (rank(observed) > rank(folded) ? observed : folded),
      'DISPATCHED',
    );
  }

  /** Lines by their number: what is sent twice counts once. */
  linesOf(attemptId: string): string[] {
    const byNumber = new Map(
      this.logs
        .filter((batch) => batch.attemptId === attemptId)
        .flatMap((batch) => batch.lines.map((line) => [line.sequence, line.text])),
    );
    return [...byNumber].sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => String(text));
  }

  async ended(attemptId: string): Promise<JobStatus> {
    return this.until(
      () => this.reportsOf(attemptId).find(({ observed }) => observed !== 'UNKNOWN' && attemptHasEnded(observed)),
      `attempt ${attemptId} has ended`,
    );
  }

  async running(attemptId: string): Promise<JobStatus> {
    return this.until(
      () => this.reportsOf(attemptId).find(({ observed }) => observed === 'RUNNING'),
      `attempt ${attemptId} runs`,
    );
  }

  /** Waits for something to be found. @throws with the agent's last words when it never is */
  async until<Found>(find: () => Found | undefined | false | null, what: string): Promise<Found> {
    return vi.waitFor(
      () => {
        const found = find();
        if (found === undefined || found === false || found === null) {
          throw new Error(`waited in vain until ${what}; the agent wrote:\n${this.output.slice(-4_000)}`);
        }
        return found;
      },
      { timeout: 40_000, interval: 20 },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.answersRegistrations = false;
    await this.end('SIGKILL');
    await this.#publishing;
    await this.#bus.close();
  }

  async #read<Name extends AvroName>(
    topic: Parameters<typeof topicName>[0],
    name: Name,
    take: (record: AvroRecords[Name]) => void,
  ): Promise<void> {
    await this.#bus.consumer({
      groupId: `${this.#options.topicPrefix}test-${this.agentId}-${topic}`,
      topics: [this.topic(topic)],
      startAt: 'beginning',
      maxWaitMs: 50,
      onBatch: async (batch) => {
        for (const { value } of batch.records) if (value !== null) take(await this.#codec.decode(name, value));
      },
    });
  }

  #answer(status: AgentStatus): void {
    const key = `${status.bootId}/${status.registration}`;
    if (!this.answersRegistrations || status.synced || status.lane === null || !status.healthy || this.#synced.has(key))
      return;
    this.#synced.add(key);
    const attempts = [...this.wanted.values()].map((apply) => ({
      apply,
      lastObserved: this.foldedOf(apply.attemptId),
    }));
    const { bootId, registration } = status;
    this.#publishing = this.publish({ type: 'Sync', bootId, registration, attempts });
  }
}
