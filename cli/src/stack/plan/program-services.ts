import { dirname, join } from 'node:path';
import { describeForwarder } from './describe-forwarder.ts';
import type { DaemonDescription, ServiceDescription, TaskDescription } from './service.ts';
import {
  brokerNames,
  containerBootstrapServers,
  containerRegistryUrl,
  containerWebUrl,
  databaseUrl,
  kafkaBootstrapServers,
  registryUrl,
  type StackLayout,
} from './stack-layout.ts';

/** Longshore's own programs, by the name under which tests and commands ask for them. */
export type ProgramPart = 'client' | 'build' | 'topics' | 'migrations' | 'images' | 'dispatcher' | 'web' | 'agent';

/** What every program of Longshore is told. */
export function sharedEnvironment(layout: StackLayout): Record<string, string> {
  return {
    KAFKA_BOOTSTRAP_SERVERS: kafkaBootstrapServers(layout),
    SCHEMA_REGISTRY_URL: registryUrl(layout),
    DATABASE_URL: databaseUrl(layout),
    LONGSHORE_TOPIC_REPLICATION: String(layout.brokers),
    LONGSHORE_LOG_LEVEL: layout.logLevel,
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    NODE_ENV: 'production',
    // A program's start is mostly the loading of its modules: what was compiled once is kept.
    NODE_COMPILE_CACHE: join(dirname(layout.build.webDirectory), 'compile-cache'),
  };
}

/** Describes those of Longshore's own programs that are wanted. */
export function describePrograms(layout: StackLayout, wanted: ReadonlySet<string>): ServiceDescription[] {
  const describe: Record<ProgramPart, () => ServiceDescription | ServiceDescription[]> = {
    client: () => describeClient({ ...layout, ...layout.build }),
    build: () => describeBuild(layout),
    topics: () =>
      describeTask(layout, 'topics', 'Topics and schemas', 'kafka/src/initialize-main.ts', [
        ...brokerNames(layout),
        'registry-rule',
      ]),
    migrations: () =>
      describeTask(layout, 'migrations', 'Database migrations', 'control-plane/src/database/migrate-main.ts', [
        'postgres',
      ]),
    images: () => describeImages(layout),
    dispatcher: () => describeDispatcher(layout),
    web: () => [describeWeb(layout), ...describeWayToWeb(layout)],
    agent: () => describeAgent(layout),
  };
  return (Object.keys(describe) as ProgramPart[])
    .filter((part) => wanted.has(part))
    .flatMap((part) => describe[part]());
}

/** The Prisma client. The stamp lies among what is generated, so that it goes when that is deleted. */
export function describeClient(from: {
  readonly repositoryRoot: string;
  readonly clientInputs: string;
}): TaskDescription {
  return {
    name: 'client',
    title: 'Database client',
    kind: 'task',
    command: [process.execPath, join(from.repositoryRoot, 'node_modules/prisma/build/index.js'), 'generate'],
    cwd: join(from.repositoryRoot, 'control-plane'),
    // Generating does not use the engine, but insists on its being there; a real one would be downloaded.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' },
    dependsOn: [],
    startTimeoutMs: 120_000,
    stamp: {
      path: join(from.repositoryRoot, 'control-plane/src/generated/prisma/.inputs'),
      value: from.clientInputs,
    },
  };
}

/** The pages, built once for what they are made from; each build in a folder of its own, so none changes under a reader. */
function describeBuild(layout: StackLayout): TaskDescription {
  const { build, repositoryRoot } = layout;
  return {
    name: 'build',
    title: 'Web pages',
    kind: 'task',
    command: [
      'flock',
      join(build.webDirectory, 'lock'),
      process.execPath,
      join(repositoryRoot, 'cli/src/stack/programs/build-web-main.ts'),
      join(build.webDirectory, build.webInputs),
    ],
    cwd: join(repositoryRoot, 'control-plane'),
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' },
    dependsOn: ['client'],
    startTimeoutMs: 600_000,
    stamp: { path: join(build.webDirectory, build.webInputs, 'complete'), value: build.webInputs },
  };
}

function describeImages(layout: StackLayout): TaskDescription {
  const images = describeTask(layout, 'images', 'Container images', 'deploy/images/build-main.ts', ['engine']);
  const socket = layout.engine?.socketPath;
  if (socket === undefined) throw new Error('images need an engine');
  return { ...images, command: [...images.command, '--engine', `unix://${socket}`], startTimeoutMs: 600_000 };
}

function describeTask(
  layout: StackLayout,
  name: string,
  title: string,
  script: string,
  dependsOn: readonly string[],
): TaskDescription {
  return {
    name,
    title,
    kind: 'task',
    command: [process.execPath, join(layout.repositoryRoot, script)],
    cwd: layout.repositoryRoot,
    env: sharedEnvironment(layout),
    dependsOn,
    startTimeoutMs: 120_000,
  };
}

function describeDispatcher(layout: StackLayout): DaemonDescription {
  return describeDaemon(layout, {
    name: 'dispatcher',
    title: 'Dispatcher',
    script: join(layout.repositoryRoot, 'control-plane/src/dispatcher/main.ts'),
    port: layout.ports.dispatcher,
    env: {
      LONGSHORE_DISPATCHER_PORT: String(layout.ports.dispatcher),
      LONGSHORE_DISPATCHER_HOST: '127.0.0.1',
      LONGSHORE_SECRET_KEY: layout.secrets.secretKey,
    },
    dependsOn: ['client', 'topics', 'migrations'],
  });
}

function describeWeb(layout: StackLayout): DaemonDescription {
  const address = `http://127.0.0.1:${layout.ports.web}`;
  const web = describeDaemon(layout, {
    name: 'web',
    title: 'Web',
    script: join(layout.repositoryRoot, 'control-plane/src/web/main.ts'),
    port: layout.ports.web,
    env: {
      NODE_ENV: 'production',
      PORT: String(layout.ports.web),
      HOSTNAME: '127.0.0.1',
      LONGSHORE_PAGES_DIRECTORY: join(layout.build.webDirectory, layout.build.webInputs, 'control-plane'),
      LONGSHORE_PUBLIC_URL: address,
      LONGSHORE_SECRET_KEY: layout.secrets.secretKey,
      LONGSHORE_OWNER_KEY: layout.secrets.ownerKey,
    },
    dependsOn: ['build', 'topics', 'migrations'],
  });
  return { ...web, address };
}

/** Workers run in containers, and speak to the API. */
function describeWayToWeb(layout: StackLayout): DaemonDescription[] {
  const { engine, ports } = layout;
  if (engine === undefined) return [];
  const forwarder = describeForwarder(layout, {
    name: 'web-for-containers',
    title: 'API for containers',
    gateway: engine.gateway,
    port: ports.containerWeb,
    to: ports.web,
    dependsOn: ['web', 'engine'],
  });
  return [forwarder];
}

function describeAgent(layout: StackLayout): DaemonDescription {
  const bootstrapServers = containerBootstrapServers(layout);
  const registry = containerRegistryUrl(layout);
  if (layout.engine === undefined || bootstrapServers === undefined || registry === undefined) {
    throw new Error('an agent needs an engine');
  }
  return describeDaemon(layout, {
    name: 'agent',
    title: 'Agent',
    script: join(layout.repositoryRoot, 'agent/src/main.ts'),
    port: layout.ports.agent,
    env: {
      LONGSHORE_AGENT_PORT: String(layout.ports.agent),
      LONGSHORE_AGENT_HOST: '127.0.0.1',
      LONGSHORE_ENGINE_SOCKET: layout.engine.socketPath,
      LONGSHORE_WORKLOAD_NETWORK: 'bridge',
      LONGSHORE_WORKLOAD_BOOTSTRAP_SERVERS: bootstrapServers,
      LONGSHORE_WORKLOAD_REGISTRY_URL: registry,
      LONGSHORE_WORKLOAD_CONTROL_PLANE_URL: containerWebUrl(layout) ?? '',
      LONGSHORE_CONTAINER_SCOPE: layout.containerScope,
      ...(layout.agentId === undefined ? {} : { LONGSHORE_AGENT_ID: layout.agentId }),
    },
    // Images are not waited for by the agent's own work, but `up` promises that a job can run.
    dependsOn: ['topics', 'engine', 'images'],
  });
}

function describeDaemon(
  layout: StackLayout,
  program: {
    readonly name: string;
    readonly title: string;
    readonly script: string;
    readonly port: number;
    readonly env: Readonly<Record<string, string>>;
    readonly dependsOn: readonly string[];
  },
): DaemonDescription {
  return {
    name: program.name,
    title: program.title,
    kind: 'daemon',
    command: [process.execPath, program.script],
    cwd: layout.repositoryRoot,
    env: { ...sharedEnvironment(layout), ...program.env, ...layout.extraEnvironment[program.name] },
    dependsOn: program.dependsOn,
    startTimeoutMs: 60_000,
    readiness: { kind: 'http', url: `http://127.0.0.1:${program.port}/readyz` },
    stopSignal: 'SIGTERM',
    stopGraceMs: 15_000,
    address: `http://127.0.0.1:${program.port}`,
    ports: [{ host: '127.0.0.1', port: program.port }],
  };
}
