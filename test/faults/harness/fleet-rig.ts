import type { AgentState, AttemptState } from '@longshore/schemas';
import { inject } from 'vitest';
import { engineJson } from '../../hosts/engine-request.ts';
import { importShellImage } from '../../hosts/images.ts';
import type { SimulatedHost } from '../../hosts/simulated-host.ts';
import type { ServiceAddresses } from '../../setup/real-services.ts';
import { FleetWitness } from './fleet-witness.ts';
import type { Program } from './program.ts';
import { type Environment, Rig } from './rig.ts';
import { until } from './until.ts';

/** How long the agents of these tests may be silent: short, so that the tests are. */
export const lostAfterMs = 6_000;

type Addresses = { [Name in keyof ServiceAddresses]: string | undefined } & Pick<
  ServiceAddresses,
  'kafkaBootstrapServers' | 'schemaRegistryUrl' | 'databaseUrl'
>;

export interface FleetRigOptions {
  hosts?: number;
  /** Other services than those of the test run, for a file that stops and starts them. */
  services?: Addresses;
}

/** An agent as the control plane knows it. */
export interface AgentRow {
  id: string;
  state: AgentState;
  lost: boolean;
  synced: boolean;
  healthy: boolean;
}

/** An attempt with what it belongs to. */
export interface AttemptRow {
  id: string;
  jobId: string;
  taskId: string;
  agentId: string;
  number: number;
  observed: AttemptState;
  unreachable: boolean;
  reserved: boolean;
}

/**
 * A fleet: hosts with an engine each, and an agent on each host's own network, so that a host can lose its power or its
 * cable as a machine does. Host number n (from 1) has the agent `host-n`, labelled `host=host-n`.
 */
export class FleetRig implements AsyncDisposable {
  readonly rig: Rig;
  readonly witness: FleetWitness;
  readonly #agents = new Map<string, Program>();
  readonly #services: Addresses;

  private constructor(rig: Rig, witness: FleetWitness, services: Addresses) {
    this.rig = rig;
    this.witness = witness;
    this.#services = services;
  }

  static async build(name: string, { hosts = 3, services = inject('services') }: FleetRigOptions = {}) {
    const rig = await Rig.build(name, { hosts, services });
    await Promise.all(rig.fleet.hosts.slice(1).map(({ socketPath }) => importShellImage(socketPath)));
    return new FleetRig(rig, await FleetWitness.open(rig.fleet.hosts), services);
  }

  /** @param number - from 1 */
  host(number: number): SimulatedHost {
    const host = this.rig.fleet.hosts[number - 1];
    if (!host) throw new Error(`There is no host ${number}`);
    return host;
  }

  agent(number: number): Program {
    const agent = this.#agents.get(`host-${number}`);
    if (!agent) throw new Error(`No agent was started on host ${number}`);
    return agent;
  }

  /** Starts the agent of a host; it is not waited for. */
  startAgent(number: number, environment: Environment = {}): Program {
    const agentId = `host-${number}`;
    const { LONGSHORE_AGENT_LABELS: labels, ...settings } = environment;
    const agent = this.rig.startAgentOn(this.host(number), agentId, {
      KAFKA_BOOTSTRAP_SERVERS: this.#services.containerBootstrapServers ?? '',
      SCHEMA_REGISTRY_URL: this.#services.containerRegistryUrl ?? '',
      LONGSHORE_HEALTH_INTERVAL_MS: '1000',
      LONGSHORE_AGENT_LABELS: [`host=${agentId}`, ...(labels === undefined ? [] : [labels])].join(','),
      ...settings,
    });
    this.#agents.set(agentId, agent);
    return agent;
  }

  startDispatcher(environment: Environment = {}): Program {
    return this.rig.startDispatcher({ LONGSHORE_LOST_AFTER_MS: String(lostAfterMs), ...environment });
  }

  /** A host dies with everything on it: agent, engine, containers. */
  async cutPower(number: number): Promise<void> {
    const host = this.host(number);
    await this.agent(number).kill();
    await host.cutPower();
    this.witness.hostDied(host);
  }

  /** The host is switched on again, and its agent started as it was. */
  async restorePower(number: number, environment: Environment = {}): Promise<void> {
    await this.host(number).startEngine();
    await this.witness.follow(this.host(number));
    this.startAgent(number, environment);
  }

  async agents(): Promise<AgentRow[]> {
    const { rows } = await this.rig.database.query<AgentRow>(
      'SELECT id, state, lost, synced, healthy FROM agent ORDER BY id',
    );
    return rows;
  }

  /** Waits until agents of these numbers can be placed on. */
  async untilReady(numbers: readonly number[], timeoutMs = 60_000): Promise<void> {
    const wanted = numbers.map((number) => `host-${number}`);
    try {
      await until(
        `${wanted.join(', ')} are ready`,
        async () => {
          const ready = (await this.agents()).filter((one) => one.state === 'READY' && one.synced && !one.lost);
          return wanted.every((id) => ready.some((one) => one.id === id));
        },
        { timeoutMs },
      );
    } catch (error) {
      const outputs = [...this.#agents].map(([id, { output }]) => `--- ${id}\n${output}`).join('\n');
      throw new Error(`${String(error)}: ${JSON.stringify(await this.agents())}\n${outputs}`);
    }
  }

  /** Every attempt of these jobs, the earlier of a task first. */
  async attempts(jobIds: readonly string[]): Promise<AttemptRow[]> {
    const { rows } = await this.rig.database.query<AttemptRow>(
      `SELECT id, job_id AS "jobId", task_id AS "taskId", agent_id AS "agentId", number, observed, unreachable, reserved
         FROM attempt WHERE job_id = ANY($1) ORDER BY task_id, number`,
      [jobIds],
    );
    return rows;
  }

  /** Waits until the newest attempt of every task of these jobs is as wanted. */
  async untilAttempts(
    what: string,
    jobIds: readonly string[],
    matches: (attempt: AttemptRow) => boolean,
    timeoutMs = 60_000,
  ): Promise<AttemptRow[]> {
    const newest = async () => {
      const rows = await this.attempts(jobIds);
      return rows.filter((row, index) => rows[index + 1]?.taskId !== row.taskId);
    };
    try {
      return await until(
        what,
        async () => {
          const rows = await newest();
          const all = jobIds.every((id) => rows.some(({ jobId }) => jobId === id));
          return all && rows.every(matches) && rows;
        },
        { timeoutMs },
      );
    } catch (error) {
      const others = (await newest()).filter((row) => !matches(row));
      throw new Error(`${String(error)}: ${JSON.stringify({ others, agents: await this.agents() })}`);
    }
  }

  /** How often the timeline of each job says that it has ended. */
  async endsOf(jobIds: readonly string[]): Promise<number[]> {
    const { rows } = await this.rig.database.query<{ jobId: string }>(
      `SELECT job_id AS "jobId" FROM job_event WHERE type = 'JobEnded' AND job_id = ANY($1)`,
      [jobIds],
    );
    return jobIds.map((id) => rows.filter(({ jobId }) => jobId === id).length);
  }

  /** The attempts whose containers an engine has, running or not. */
  async listed(number: number): Promise<Array<{ attemptId: string; state: string }>> {
    const list = await engineJson<Array<{ State: string; Labels: Record<string, string> }>>(
      this.host(number).socketPath,
      'GET',
      '/containers/json?all=1',
    );
    return list.flatMap(({ State, Labels }) => {
      const attemptId = Labels['longshore.attempt'];
      return attemptId === undefined ? [] : [{ attemptId, state: State }];
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.witness[Symbol.dispose]();
    await this.rig[Symbol.asyncDispose]();
  }
}
