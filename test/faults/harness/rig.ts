import { createKafkaBus, type OutgoingRecord } from '@longshore/kafka';
import { type JobSpecInput, jobHasEnded } from '@longshore/schemas';
import pg from 'pg';
import { inject } from 'vitest';
import { importShellImage, shellImage } from '../../hosts/images.ts';
import type { SimulatedHost } from '../../hosts/simulated-host.ts';
import { type Fleet, startHosts } from '../../hosts/start-hosts.ts';
import { claimTestSpace, type ServicesToUse, type TestSpace } from '../../setup/test-space.ts';
import { ContainerHistory } from './container-history.ts';
import type { JobOutcome } from './job-outcome.ts';
import { Program } from './program.ts';
import { submitJob } from './submit-job.ts';
import { until } from './until.ts';

export type Environment = Readonly<Record<string, string>>;

export interface RigOptions {
  /** Other services than those of the test run, for a file that stops and starts them. */
  services?: ServicesToUse;
  hosts?: number;
}

/** A whole Longshore of a test's own, without pages: hosts that can be frozen, and programs that can be killed. */
export class Rig implements AsyncDisposable {
  readonly space: TestSpace;
  readonly fleet: Fleet;
  readonly host: SimulatedHost;
  readonly history: ContainerHistory;
  readonly database: pg.Pool;
  readonly #programs = new Set<Program>();

  readonly #parts: AsyncDisposableStack;

  private constructor(
    space: TestSpace,
    fleet: Fleet,
    host: SimulatedHost,
    history: ContainerHistory,
    parts: AsyncDisposableStack,
  ) {
    this.space = space;
    this.fleet = fleet;
    this.host = host;
    this.history = history;
    this.database = new pg.Pool({ connectionString: space.databaseUrl, max: 4 });
    this.#parts = parts;
  }

  /** Hosts, the first with the shell image, topics, and a database; programs are started by the test. */
  static async build(name: string, { services, hosts = 1 }: RigOptions = {}): Promise<Rig> {
    await using parts = new AsyncDisposableStack();
    const space = parts.use(await claimTestSpace(name, services));
    const fleet = parts.use(await startHosts(hosts));
    const [host] = fleet.hosts;
    if (!host) throw new Error('The fleet has no host');
    await importShellImage(host.socketPath);
    const history = parts.use(await ContainerHistory.open(host.socketPath));
    return new Rig(space, fleet, host, history, parts.move());
  }

  /** Starts an agent beside the first host's engine; it is not waited for. */
  startAgent(agentId: string, environment: Environment = {}): Program {
    const own = { LONGSHORE_ENGINE_SOCKET: this.host.socketPath, ...environment };
    return this.#startAgent(agentId, '127.0.0.1', own, []);
  }

  /** Starts an agent on a host's own network, from which it reaches services as its containers do. */
  startAgentOn(host: SimulatedHost, agentId: string, environment: Environment): Program {
    const own = { LONGSHORE_ENGINE_SOCKET: host.socketPath, LONGSHORE_AGENT_HOST: host.address, ...environment };
    return this.#startAgent(agentId, host.address, own, host.entering);
  }

  #startAgent(agentId: string, address: string, environment: Environment, entering: readonly string[]): Program {
    const settings = {
      LONGSHORE_AGENT_ID: agentId,
      LONGSHORE_AGENT_PORT: '0',
      LONGSHORE_CONTAINER_SCOPE: this.space.topicPrefix,
      // A busy machine answers late; that is not what these tests are about.
      LONGSHORE_HEALTH_INTERVAL_MS: '5000',
      LONGSHORE_ENGINE_PING_DEADLINE_MS: '5000',
      // Many agents share this host; what they may hold together is no question of these tests.
      LONGSHORE_AGENT_SLOTS: '1000',
      LONGSHORE_AGENT_CPU_MILLIS: '1000000',
      LONGSHORE_AGENT_MEMORY_BYTES: String(2 ** 40),
      LONGSHORE_DISK_FREE_BYTES_MIN: '0',
      ...environment,
    };
    return this.#start(inject('programs')['agent/src/main.ts'], `http://${address}:0`, settings, entering);
  }

  /** Starts a dispatcher; it is not waited for. */
  startDispatcher(environment: Environment = {}): Program {
    return this.#start(inject('programs')['control-plane/src/dispatcher/main.ts'], 'http://127.0.0.1:0', {
      LONGSHORE_DISPATCHER_PORT: '0',
      LONGSHORE_DISPATCHER_HOST: '127.0.0.1',
      ...environment,
    });
  }

  /** Submits a shell command as a job, and returns the job's id. */
  submitShell(command: string, spec: Partial<Extract<JobSpecInput, { kind: 'container' }>> = {}): Promise<string> {
    return submitJob(this.database, {
      kind: 'container',
      image: shellImage,
      command: ['sh', '-c', command],
      resources: { cpuMillis: 10, memoryBytes: 16 * 1024 * 1024 },
      ...spec,
    });
  }

  /** Writes a record as anybody could who reaches the brokers. */
  async write(record: OutgoingRecord): Promise<void> {
    const { KAFKA_BOOTSTRAP_SERVERS = '' } = this.space.environment;
    const bus = createKafkaBus({ bootstrapServers: KAFKA_BOOTSTRAP_SERVERS.split(','), clientId: 'longshore-test' });
    try {
      await (await bus.producer()).send([record]);
    } finally {
      await bus.close();
    }
  }

  async outcome(jobId: string): Promise<JobOutcome> {
    const [jobs, attempts] = await Promise.all([
      this.database.query<Pick<JobOutcome, 'id' | 'state'>>('SELECT id, state FROM job WHERE id = $1', [jobId]),
      this.database.query<JobOutcome['attempts'][number]>(
        `SELECT id, agent_id AS "agentId", observed, container_id AS "containerId"
           FROM attempt WHERE job_id = $1 ORDER BY number, id`,
        [jobId],
      ),
    ]);
    const [job] = jobs.rows;
    if (!job) throw new Error(`There is no job ${jobId}`);
    return { ...job, attempts: attempts.rows };
  }

  /** The attempts of these jobs whose instructions were published. */
  async published(jobIds: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      'SELECT id FROM attempt WHERE job_id = ANY($1) AND published_at IS NOT NULL',
      [jobIds],
    );
    return rows.map(({ id }) => id);
  }

  async hasEnded(jobId: string): Promise<boolean> {
    return jobHasEnded((await this.outcome(jobId)).state);
  }

  /** Waits until every one of these jobs has ended, and returns what became of them. */
  async untilEnded(jobIds: readonly string[], timeoutMs: number): Promise<JobOutcome[]> {
    const count = async (): Promise<number> => {
      const { rows } = await this.database.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM job WHERE id = ANY($1) AND ended_at IS NULL`,
        [jobIds],
      );
      return rows[0]?.open ?? 0;
    };
    try {
      await until(
        `${jobIds.length} jobs have ended`,
        async () => {
          const gone = [...this.#programs].find((program) => program.endedByItself);
          if (gone !== undefined) throw new Error(`${gone.name} ended by itself`);
          return (await count()) === 0;
        },
        { timeoutMs },
      );
    } catch (error) {
      throw new Error(`${String(error)}; ${await count()} are open. ${await this.#describeOpen(jobIds)}`);
    }
    return Promise.all(jobIds.map((jobId) => this.outcome(jobId)));
  }

  /** Kills the programs, ends the host and all containers, deletes the database. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#programs].map((program) => program.kill()));
    await this.database.end();
    await this.#parts.disposeAsync();
  }

  #start(script: string, url: string, environment: Environment, entering: readonly string[] = []): Program {
    const settings = { ...this.space.environment, LONGSHORE_LOG_LEVEL: 'info', ...environment };
    const program = Program.start(script, url, settings, entering);
    this.#programs.add(program);
    void program.ended.then(() => {
      // What ended by itself stays, so that its last words are told.
      if (!program.endedByItself) this.#programs.delete(program);
    });
    return program;
  }

  /** What a person would look at first when jobs do not end. */
  async #describeOpen(jobIds: readonly string[]): Promise<string> {
    const { rows } = await this.database.query(
      `SELECT j.state AS job, t.state AS task, t.waits_for, a.observed, a.desired, a.generation, a.published_at, a.detail
         FROM job j JOIN task t ON t.job_id = j.id LEFT JOIN attempt a ON a.task_id = t.id
        WHERE j.id = ANY($1) AND j.ended_at IS NULL LIMIT 3`,
      [jobIds],
    );
    const agents = await this.database.query('SELECT id, state, state_detail, synced, lane FROM agent');
    const outputs = [...this.#programs].map((program) => `--- ${program.name}\n${program.output}`);
    return `${JSON.stringify({ open: rows, agents: agents.rows }, null, 1)}\n${outputs.join('\n')}`;
  }
}
