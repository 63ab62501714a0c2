import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStackConfig, type StackConfig, type StackPorts } from '../../cli/src/stack/config.ts';
import { launchSupervisor } from '../../cli/src/stack/launch-supervisor.ts';
import { sharedEnvironment } from '../../cli/src/stack/plan/program-services.ts';
import {
  containerBootstrapServers,
  containerRegistryUrl,
  containerWebUrl,
  databaseUrl,
  kafkaBootstrapServers,
  registryUrl,
  type StackLayout,
} from '../../cli/src/stack/plan/stack-layout.ts';
import { describeStack, type StackPart } from '../../cli/src/stack/plan/stack-plan.ts';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { findEngine } from '../../cli/src/stack/prepare/find-engine.ts';
import { prepareInfrastructure } from '../../cli/src/stack/prepare/infrastructure.ts';
import { ensureStackPackages } from '../../cli/src/stack/prepare/packages.ts';
import { prepareLayout } from '../../cli/src/stack/prepare/stack-layout.ts';
import type { StackConnection } from '../../cli/src/stack/supervisor/control-client.ts';
import type { ServiceStatus, StackStatus } from '../../cli/src/stack/supervisor/protocol.ts';
import { Steps } from '../../cli/src/stack/terminal/steps.ts';
import { freezeProcess } from '../hosts/freeze-process.ts';
import { stateFolderPrefix, sweepAbandoned } from './sweep-abandoned.ts';
import { waitForStart } from './wait-for-start.ts';

export interface ServicesChoice {
  /** What is wanted; what those need is started too. Default: Kafka, registry, PostgreSQL. */
  readonly services?: readonly StackPart[];
  readonly brokers?: 1 | 3;
  /** Whether the engine's containers shall reach Kafka and the registry. Default: when there is an engine or agent. */
  readonly containers?: boolean;
  /** An engine other than the machine's own, such as a simulated host's, and where its containers reach this machine. */
  readonly engine?: { readonly socketPath: string; readonly gateway: string };
  readonly agentId?: string;
  /** Whether PostgreSQL waits for the disk, as outside of tests. Default: no, which spares tests time. */
  readonly durable?: boolean;
  /** Further settings of single programs, by name: `{ agent: { LONGSHORE_FAILPOINT: '…' } }`. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Real services of a test's own: free ports, a state folder and a container scope that nobody else has. */
export interface Services extends AsyncDisposable {
  readonly kafkaBootstrapServers: string;
  readonly schemaRegistryUrl: string;
  /** Its user may create databases. */
  readonly databaseUrl: string;
  /** The same for containers; undefined unless `containers` was asked for. */
  readonly containerBootstrapServers: string | undefined;
  readonly containerRegistryUrl: string | undefined;
  readonly containerWebUrl: string | undefined;
  readonly webUrl: string;
  /** With it one may do everything at `webUrl`. */
  readonly ownerKey: string;
  readonly ports: StackPorts;
  readonly containerScope: string;
  readonly stateDirectory: string;
  /** What a program has to be told to use these services. */
  readonly environment: Readonly<Record<string, string>>;
  status(): Promise<StackStatus>;
  /** The state of one service. @throws Error when there is none of that name */
  service(name: string): Promise<ServiceStatus>;
  /** Sends a signal to a service's process; one that dies of it is started again. */
  signal(name: string, signal: NodeJS.Signals): Promise<void>;
  /** A service stops in the middle of whatever it does, until it gets a SIGCONT. Resolves when it stands still. */
  freeze(name: string): Promise<void>;
  /** Stops a service, to stay stopped until `startService`. */
  stopService(name: string): Promise<void>;
  startService(name: string): Promise<void>;
  /** Stops all and deletes the state folder. Happens by itself when the test's process ends, however that ends. */
  stop(): Promise<void>;
}

/**
 * Starts real services for tests, beside whatever runs on the machine.
 *
 * @throws Error with the log's last lines when a service does not start; nothing is left running then
 */
export async function startServices(choice: ServicesChoice = {}): Promise<Services> {
  const parts = choice.services ?? ['kafka', 'registry', 'postgres'];
  await sweepAbandoned();
  const config = await testConfig();
  const quiet = new Steps(process.stderr);
  await ensureStackPackages(config, quiet);
  const programs = await prepareInfrastructure(config, quiet);
  const withEngine =
    choice.containers ??
    (choice.engine !== undefined || parts.some((part) => ['agent', 'images', 'engine'].includes(part)));
  const scope = `test-${config.stateDirectory.slice(-6)}`;
  const layout = await prepareLayout(config, {
    brokers: choice.brokers ?? 1,
    programs,
    durable: choice.durable ?? false,
    containerScope: scope,
    agentId: choice.agentId ?? scope,
    extraEnvironment: choice.environment ?? {},
    ...(withEngine
      ? {
          engine:
            choice.engine === undefined ? await findEngine(config.runsAsRoot) : { kind: 'found', ...choice.engine },
        }
      : {}),
  });
  // Who uses the machine's shared engine says so: else it could be stopped meanwhile.
  const usesMachineEngine = withEngine && choice.engine === undefined;
  const plan = { ...describeStack(layout, usesMachineEngine ? [...parts, 'engine'] : parts), disposable: true };
  const connection = await launchSupervisor(plan);
  try {
    // From here on the services end with this process.
    await connection.perform({ type: 'lease' });
    await waitForStart(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return new RunningServices(layout, connection);
}

async function testConfig(): Promise<StackConfig> {
  const [
    web = 0,
    dispatcher = 0,
    agent = 0,
    registry = 0,
    postgres = 0,
    containerRegistry = 0,
    containerWeb = 0,
    ...kafka
  ] = await findFreePorts(16);
  const ports: StackPorts = {
    web,
    dispatcher,
    agent,
    registry,
    postgres,
    containerRegistry,
    containerWeb,
    brokers: kafka.slice(0, 3),
    controllers: kafka.slice(3, 6),
    containerBrokers: kafka.slice(6, 9),
  };
  return { ...loadStackConfig(), ports, stateDirectory: mkdtempSync(join(tmpdir(), stateFolderPrefix)) };
}

class RunningServices implements Services {
  readonly #layout: StackLayout;
  readonly #connection: StackConnection;
  #stopped: Promise<void> | undefined;

  constructor(layout: StackLayout, connection: StackConnection) {
    this.#layout = layout;
    this.#connection = connection;
  }

  get kafkaBootstrapServers(): string {
    return kafkaBootstrapServers(this.#layout);
  }

  get schemaRegistryUrl(): string {
    return registryUrl(this.#layout);
  }

  get databaseUrl(): string {
    return databaseUrl(this.#layout);
  }

  get containerBootstrapServers(): string | undefined {
    return containerBootstrapServers(this.#layout);
  }

  get containerRegistryUrl(): string | undefined {
    return containerRegistryUrl(this.#layout);
  }

  get containerWebUrl(): string | undefined {
    return containerWebUrl(this.#layout);
  }

  get webUrl(): string {
    return `http://127.0.0.1:${this.#layout.ports.web}`;
  }

  get ownerKey(): string {
    return this.#layout.secrets.ownerKey;
  }

  get ports(): StackPorts {
    return this.#layout.ports;
  }

  get containerScope(): string {
    return this.#layout.containerScope;
  }

  get stateDirectory(): string {
    return this.#layout.stateDirectory;
  }

  get environment(): Readonly<Record<string, string>> {
    return sharedEnvironment(this.#layout);
  }

  status(): Promise<StackStatus> {
    return this.#connection.status();
  }

  async service(name: string): Promise<ServiceStatus> {
    const { services } = await this.#connection.status();
    const found = services.find((service) => service.name === name);
    if (found === undefined) throw new Error(`there is no service "${name}"`);
    return found;
  }

  async signal(name: string, signal: NodeJS.Signals): Promise<void> {
    process.kill(await this.#pid(name), signal);
  }

  async freeze(name: string): Promise<void> {
    await freezeProcess(await this.#pid(name));
  }

  async stopService(name: string): Promise<void> {
    await this.#connection.perform({ type: 'stop-service', name });
  }

  async startService(name: string): Promise<void> {
    await this.#connection.perform({ type: 'start-service', name });
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#connection.perform({ type: 'shutdown' }).then(() => this.#connection.closed);
    return this.#stopped;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #pid(name: string): Promise<number> {
    const { pid } = await this.service(name);
    if (pid === undefined) throw new Error(`"${name}" is not running`);
    return pid;
  }
}
