import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  type Bus,
  type Codec,
  createCodec,
  createKafkaBus,
  subjectOfRecord,
  topicCatalogue,
  topicName,
} from '@longshore/kafka';
import { avroSchemas, type JobDetail, type JobEvent, type Problem } from '@longshore/schemas';
import pg from 'pg';
import pino from 'pino';
import { migrate } from '../../control-plane/src/database/migrate.ts';
import type { DispatcherConfig } from '../../control-plane/src/dispatcher/config.ts';
import { type Dispatcher, runDispatcher } from '../../control-plane/src/dispatcher/run-dispatcher.ts';
import { DEFAULT_WEIGHTS } from '../../control-plane/src/placement/weights.ts';
import { asBrowser } from './as-browser.ts';
import { OWNER_KEY, showing } from './owner-key.ts';
import { PlayedAgent, type PlayedAgentOptions } from './played-agent.ts';
import { PlayedKitchen, type PlayedKitchenOptions } from './played-kitchen.ts';
import { serveApi } from './serve-api.ts';
import { until } from './until.ts';

const PARTITIONS = 3;
/** PostgreSQL's code for a lock that was not had in time. */
const LOCK_NOT_AVAILABLE = '55P03';
/** Under which the control plane of a test keeps secrets. */
const SECRET_KEY = randomBytes(32).toString('base64');

export interface ServiceAddresses {
  kafkaBootstrapServers: string;
  schemaRegistryUrl: string;
  databaseUrl: string;
}

/** An answer of the API. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** A control plane of a test's own: database, topics and schemas apart from everybody else's; agents are played. */
export class World {
  readonly topicPrefix: string;
  readonly databaseUrl: string;
  readonly services: ServiceAddresses;
  readonly bus: Bus;
  readonly codec: Codec;
  readonly pool: pg.Pool;
  readonly url: string;
  readonly #agents: PlayedAgent[] = [];
  readonly #kitchens: PlayedKitchen[] = [];
  readonly #dispatchers: Dispatcher[] = [];
  readonly #closeApi: () => Promise<void>;

  private constructor(parts: {
    topicPrefix: string;
    databaseUrl: string;
    services: ServiceAddresses;
    bus: Bus;
    codec: Codec;
    pool: pg.Pool;
    url: string;
    closeApi: () => Promise<void>;
  }) {
    this.topicPrefix = parts.topicPrefix;
    this.databaseUrl = parts.databaseUrl;
    this.services = parts.services;
    this.bus = parts.bus;
    this.codec = parts.codec;
    this.pool = parts.pool;
    this.url = parts.url;
    this.#closeApi = parts.closeApi;
  }

  static async create(services: ServiceAddresses): Promise<World> {
    const word = randomBytes(4).toString('hex');
    const topicPrefix = `cp-${word}-`;
    const address = new URL(services.databaseUrl);
    address.pathname = `/cp_${word}`;
    const databaseUrl = address.href;
    await migrate(databaseUrl, path.join(import.meta.dirname, '../../control-plane/prisma/migrations'));
    const bus = createKafkaBus({ bootstrapServers: services.kafkaBootstrapServers.split(','), clientId: 'test' });
    const admin = await bus.admin();
    for (const topic of topicCatalogue({ topicPrefix, partitions: PARTITIONS, replication: 1 })) {
      await admin.ensureTopic(topic);
      if (topic.record === null) continue;
      const subject = encodeURIComponent(subjectOfRecord(topic.record, topicPrefix));
      const registered = await fetch(`${services.schemaRegistryUrl}/subjects/${subject}/versions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ schema: avroSchemas[topic.record] }),
      });
      if (!registered.ok) throw new Error(`the registry answered ${registered.status} for ${subject}`);
    }
    Object.assign(process.env, {
      DATABASE_URL: databaseUrl,
      KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
      SCHEMA_REGISTRY_URL: services.schemaRegistryUrl,
      LONGSHORE_TOPIC_PREFIX: topicPrefix,
      LONGSHORE_TOPIC_PARTITIONS: String(PARTITIONS),
      LONGSHORE_LOG_LEVEL: process.env.LONGSHORE_TEST_LOG_LEVEL ?? 'silent',
      LONGSHORE_SECRET_KEY: SECRET_KEY,
      HOSTNAME: '127.0.0.1',
    });
    const api = await serveApi();
    return new World({
      topicPrefix,
      databaseUrl,
      services,
      bus,
      codec: createCodec({ registryUrl: services.schemaRegistryUrl, topicPrefix }),
      pool: new pg.Pool({ connectionString: databaseUrl, max: 3 }),
      url: api.url,
      closeApi: api.close,
    });
  }

  /** What a dispatcher of this world is told. */
  dispatcherConfig(changes: Partial<DispatcherConfig> = {}): DispatcherConfig {
    return {
      databaseUrl: this.databaseUrl,
      bootstrapServers: this.services.kafkaBootstrapServers.split(','),
      registryUrl: this.services.schemaRegistryUrl,
      topicPrefix: this.topicPrefix,
      topicPartitions: PARTITIONS,
      topicReplication: 1,
      logLevel: 'silent',
      logFile: null,
      weights: DEFAULT_WEIGHTS,
      secretKeys: [new Uint8Array(Buffer.from(SECRET_KEY, 'base64'))],
      host: '127.0.0.1',
      port: 0,
      lostAfterMs: 60_000,
      resendAfterMs: 10_000,
      syncAgainAfterMs: 2_000,
      rebalance: { intervalMs: 10_000, highPercent: 90, lowPercent: 50, movesMax: 2 },
      logRetentionDays: 7,
      jobRetentionDays: 30,
      auditRetentionDays: 400,
      orderRetentionDays: 2,
      webhookPrivateAddresses: 'refuse',
      worker: { image: 'longshore/worker:dev', cpuMillis: 250, memoryBytes: 402_653_184 },
      failpoint: null,
      holder: 'test',
      ...changes,
    };
  }

  /** The same as environment variables, for a dispatcher in a process of its own. */
  dispatcherEnvironment(): Record<string, string> {
    return {
      DATABASE_URL: this.databaseUrl,
      KAFKA_BOOTSTRAP_SERVERS: this.services.kafkaBootstrapServers,
      SCHEMA_REGISTRY_URL: this.services.schemaRegistryUrl,
      LONGSHORE_TOPIC_PREFIX: this.topicPrefix,
      LONGSHORE_TOPIC_PARTITIONS: String(PARTITIONS),
      LONGSHORE_DISPATCHER_PORT: '0',
      LONGSHORE_SECRET_KEY: SECRET_KEY,
      LONGSHORE_LOG_LEVEL: 'info',
    };
  }

  /** Starts a dispatcher in this process and waits until it is ready. */
  async startDispatcher(changes: Partial<DispatcherConfig> = {}): Promise<Dispatcher> {
    const log = pino({ level: process.env.LONGSHORE_TEST_LOG_LEVEL ?? 'silent' });
    const dispatcher = await runDispatcher(Object.freeze(this.dispatcherConfig(changes)), log);
    this.#dispatchers.push(dispatcher);
    await until(async () => (await fetch(`http://127.0.0.1:${dispatcher.port}/readyz`)).ok, 'the dispatcher is ready');
    return dispatcher;
  }

  /** An agent of this world, not yet started. */
  playedAgent(id: string, options: Partial<PlayedAgentOptions> = {}): PlayedAgent {
    const { bus, codec, topicPrefix } = this;
    const isKnown = async ({ bootId }: PlayedAgent): Promise<boolean> => {
      const found = await this.pool.query('SELECT 1 FROM agent WHERE id = $1 AND boot_id = $2 AND synced', [
        id,
        bootId,
      ]);
      return found.rowCount === 1;
    };
    const agent = new PlayedAgent({ bus, codec, topicPrefix, partitions: PARTITIONS, id, isKnown, ...options });
    this.#agents.push(agent);
    return agent;
  }

  /** A kitchen of this world, open. */
  async playedKitchen(id: string, options: Partial<PlayedKitchenOptions> = {}): Promise<PlayedKitchen> {
    const { bus, codec, topicPrefix } = this;
    const kitchen = new PlayedKitchen({ bus, codec, topicPrefix, partitions: PARTITIONS, id, ...options });
    this.#kitchens.push(kitchen);
    return kitchen.start();
  }

  /** Kills the kitchens that were opened. */
  async killKitchens(): Promise<void> {
    await Promise.all(this.#kitchens.splice(0).map((kitchen) => kitchen.kill()));
  }

  /**
   * Asks the API, as the owner of the control plane.
   *
   * @param headers - beside those of every request; another `authorization` asks as somebody else, an empty one as nobody
   */
  async ask<Body = Problem>(
    method: string,
    at: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const all = {
      ...showing(OWNER_KEY),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await fetch(`${this.url}/api/v1${at}`, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }

  /** Signs in by a one-time link. @returns what a browser then sends, for `ask` */
  async signIn(): Promise<{ authorization: string; cookie: string }> {
    const link = await this.ask<{ path: string }>('POST', '/session/links');
    const token = link.body.path.split('#')[1];
    const { status, headers, body } = await this.ask('POST', '/session/link', { token }, { authorization: '' });
    if (status !== 200) throw new Error(`not let in: ${JSON.stringify(body)}`);
    return asBrowser(headers);
  }

  /** Submits a small container job and returns its id. */
  async submit(changes: Record<string, unknown> = {}): Promise<string> {
    const spec = {
      kind: 'container',
      image: 'tool:1',
      resources: { cpuMillis: 10, memoryBytes: 8_000_000 },
      ...changes,
    };
    const { status, body } = await this.ask<{ id: string }>('POST', '/jobs', spec);
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
    return body.id;
  }

  async job(id: string): Promise<JobDetail> {
    return (await this.ask<JobDetail>('GET', `/jobs/${id}`)).body;
  }

  async events(id: string): Promise<JobEvent[]> {
    return (await this.ask<{ items: JobEvent[] }>('GET', `/jobs/${id}/events`)).body.items;
  }

  /** Waits until a job is as `fits` says. */
  async jobThat(id: string, what: string, fits: (job: JobDetail) => boolean, deadlineMs?: number): Promise<JobDetail> {
    let last: JobDetail | undefined;
    try {
      return await until(
        async () => {
          last = await this.job(id);
          return fits(last) ? last : null;
        },
        `job ${id} ${what}`,
        deadlineMs,
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}; it is ${JSON.stringify(last, null, 1).slice(0, 3_000)}`, {
        cause: error,
      });
    }
  }

  async audited(action: string): Promise<{ subjectId: string; detail: Record<string, unknown> }[]> {
    const { rows } = await this.pool.query(
      'SELECT subject_id AS "subjectId", detail FROM audit WHERE action = $1 ORDER BY id',
      [action],
    );
    return rows;
  }

  /** Stops the dispatchers of this process. */
  async stopDispatchers(): Promise<void> {
    await Promise.all(this.#dispatchers.splice(0).map((dispatcher) => dispatcher.stop()));
  }

  /**
   * Stops the agents that were started, and waits until what they said is folded: a status that is folded later would
   * bring back an agent that a test has forgotten.
   */
  async stopAgents(): Promise<void> {
    const agents = this.#agents.splice(0);
    await Promise.all(agents.map((agent) => agent.stop()));
    if (agents.length > 0 && (await this.#isLed())) await until(() => this.#allFolded(), 'what agents said is folded');
  }

  /**
   * Forgets what a test left: agents, jobs and what goes with them, at a moment when nobody holds any of it.
   *
   * @param tables - to be emptied, apart from that of the agents
   */
  async forget(tables = 'job, outbox'): Promise<void> {
    await this.stopAgents();
    await until(() => this.#emptied(tables), `nobody held rows of agent, ${tables}`);
  }

  /**
   * Emptying locks tables in an order of its own, which crosses that of whoever writes them. So it gives way: the row of
   * the lead keeps decisions out, and where somebody else holds a table, nothing is done.
   */
  async #emptied(tables: string): Promise<boolean> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query("SET LOCAL lock_timeout = '500ms'");
      await client.query('SELECT 1 FROM leadership FOR UPDATE');
      await client.query('DELETE FROM agent');
      await client.query(`TRUNCATE ${tables} CASCADE`);
      await client.query('COMMIT');
      return true;
    } catch (error) {
      await client.query('ROLLBACK');
      if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
      throw error;
    } finally {
      client.release();
    }
  }

  /** Whether a dispatcher of this process leads. */
  async #isLed(): Promise<boolean> {
    const standings = await Promise.all(
      this.#dispatchers.map(async ({ port }) => {
        try {
          const response = await fetch(`http://127.0.0.1:${port}/readyz`);
          return ((await response.json()) as { standing?: string }).standing;
        } catch (error) {
          // One that a test has stopped.
          if (error instanceof TypeError) return 'stopped';
          throw error;
        }
      }),
    );
    return standings.includes('leading');
  }

  async #allFolded(): Promise<boolean> {
    const topics = (['Job_Status', 'Agent_Status'] as const).map((name) => topicName(name, this.topicPrefix));
    const described = await (await this.bus.admin()).describeTopics(topics);
    const { rows } = await this.pool.query<{ topic: string; partition: number; next: string }>(
      'SELECT topic, partition, max(next_offset)::text AS next FROM consumer_offset GROUP BY topic, partition',
    );
    const folded = new Map(rows.map(({ topic, partition, next }) => [`${topic}/${partition}`, BigInt(next)]));
    return described.every(({ name, partitions }) =>
      partitions.every(({ partition, end }) => (folded.get(`${name}/${partition}`) ?? 0n) >= end),
    );
  }

  async close(): Promise<void> {
    await this.stopAgents();
    await this.killKitchens();
    await this.stopDispatchers();
    await this.#closeApi();
    await this.bus.close();
    await this.pool.end();
  }
}
