import { join } from 'node:path';
import type { StackPorts } from '../config.ts';
import type { Account } from './service.ts';

/** The engine that the stacks of this machine share and start, or one that is somebody else's. */
export type EngineLayout =
  | {
      readonly kind: 'ours';
      readonly directory: string;
      readonly socketPath: string;
      readonly bridgeCidr: string;
      readonly gateway: string;
    }
  | { readonly kind: 'found'; readonly socketPath: string; readonly gateway: string };

/** All that the descriptions of the services are made from. */
export interface StackLayout {
  readonly repositoryRoot: string;
  /** Holds logs, sockets and secrets. */
  readonly stateDirectory: string;
  /** Holds what the databases and brokers store; one for each number of brokers, since they cannot share it. */
  readonly dataDirectory: string;
  readonly ports: StackPorts;
  readonly brokers: 1 | 3;
  /** Identifies the Kafka cluster: 22 characters of URL-safe base64. */
  readonly clusterId: string;
  readonly programs: DownloadedPrograms;
  readonly secrets: StackSecrets;
  /** Account of the database server, which refuses to run as root. */
  readonly account?: Account;
  readonly engine?: EngineLayout;
  /** Whether data has to survive a crash of the machine. Tests do without. */
  readonly durable: boolean;
  readonly logLevel: string;
  readonly build: BuildLayout;
  /** Value of the label by which the agent knows its containers from those of other stacks. */
  readonly containerScope: string;
  /** The agent's name; by default the host's. */
  readonly agentId?: string;
  /** Further settings of single programs, by the program's name. */
  readonly extraEnvironment: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What is built from the sources, identified by hashes of what it is made from. */
export interface BuildLayout {
  /** Holds a folder for each build of the pages. */
  readonly webDirectory: string;
  readonly webInputs: string;
  readonly clientInputs: string;
}

/** What was brought into the cache, see prepare/. */
export interface DownloadedPrograms {
  readonly java: string;
  readonly kafkaLibraries: string;
  readonly kafkaClassArchive: string;
  /** A formatted, empty storage folder of a broker. */
  readonly kafkaStorageTemplate: string;
  readonly registryJar: string;
  readonly registryClassArchive: string;
  readonly postgresPrograms: string;
}

export interface StackSecrets {
  readonly databasePassword: string;
  readonly registryPassword: string;
  /** Under which the control plane keeps secrets: 32 bytes in Base64. */
  readonly secretKey: string;
  /** With which the owner of the stack asks its control plane, and gets signed in to its pages. */
  readonly ownerKey: string;
}

/** Names of the broker services: `kafka`, or `kafka-1` to `kafka-3`. */
export function brokerNames(layout: Pick<StackLayout, 'brokers'>): string[] {
  return layout.brokers === 1 ? ['kafka'] : ['kafka-1', 'kafka-2', 'kafka-3'];
}

export function kafkaBootstrapServers(layout: StackLayout): string {
  return layout.ports.brokers
    .slice(0, layout.brokers)
    .map((port) => `127.0.0.1:${port}`)
    .join(',');
}

export function containerBootstrapServers(layout: StackLayout): string | undefined {
  const gateway = layout.engine?.gateway;
  if (gateway === undefined) return undefined;
  return layout.ports.containerBrokers
    .slice(0, layout.brokers)
    .map((port) => `${gateway}:${port}`)
    .join(',');
}

const confluentPath = '/apis/ccompat/v7';

export function registryUrl(layout: StackLayout): string {
  return `http://127.0.0.1:${layout.ports.registry}${confluentPath}`;
}

export function containerRegistryUrl(layout: StackLayout): string | undefined {
  const gateway = layout.engine?.gateway;
  return gateway === undefined ? undefined : `http://${gateway}:${layout.ports.containerRegistry}${confluentPath}`;
}

/** Where containers reach the API; undefined: there is no engine. */
export function containerWebUrl(layout: StackLayout): string | undefined {
  const gateway = layout.engine?.gateway;
  return gateway === undefined ? undefined : `http://${gateway}:${layout.ports.containerWeb}`;
}

export function databaseUrl(layout: StackLayout): string {
  return `postgresql://longshore:${layout.secrets.databasePassword}@127.0.0.1:${layout.ports.postgres}/longshore`;
}

export function socketPath(stateDirectory: string): string {
  return join(stateDirectory, 'supervisor.sock');
}
