import { join } from 'node:path';
import type { DaemonDescription } from './service.ts';
import { brokerNames, type StackLayout } from './stack-layout.ts';

/** A broker, and the files that have to be there before it starts. */
export interface BrokerDescription {
  readonly service: DaemonDescription;
  readonly nodeId: number;
  readonly storageDirectory: string;
  readonly propertiesFile: string;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** Describes the Kafka brokers (KRaft, each broker and controller at once). */
export function describeBrokers(layout: StackLayout): BrokerDescription[] {
  return brokerNames(layout).map((name, index) => describeBroker(layout, name, index));
}

function describeBroker(layout: StackLayout, name: string, index: number): BrokerDescription {
  const { ports, programs, engine } = layout;
  const port = ports.brokers[index];
  const controllerPort = ports.controllers[index];
  const containerPort = ports.containerBrokers[index];
  if (port === undefined || controllerPort === undefined || containerPort === undefined) {
    throw new Error(`there are no ports for broker ${index + 1}`);
  }
  const propertiesFile = join(layout.stateDirectory, 'configuration', `${name}.properties`);
  const storageDirectory = join(layout.dataDirectory, name);
  const forContainers = engine === undefined ? [] : [`CONTAINERS://${engine.gateway}:${containerPort}`];
  return {
    nodeId: index + 1,
    storageDirectory,
    propertiesFile,
    properties: {
      'process.roles': 'broker,controller',
      'node.id': index + 1,
      'controller.quorum.voters': ports.controllers
        .slice(0, layout.brokers)
        .map((voterPort, voter) => `${voter + 1}@127.0.0.1:${voterPort}`)
        .join(','),
      listeners: [`HOST://127.0.0.1:${port}`, `CONTROLLER://127.0.0.1:${controllerPort}`, ...forContainers].join(','),
      'advertised.listeners': [`HOST://127.0.0.1:${port}`, ...forContainers].join(','),
      'listener.security.protocol.map': 'HOST:PLAINTEXT,CONTROLLER:PLAINTEXT,CONTAINERS:PLAINTEXT',
      'inter.broker.listener.name': 'HOST',
      'controller.listener.names': 'CONTROLLER',
      'log.dirs': storageDirectory,
      ...replication(layout.brokers),
      'offsets.topic.num.partitions': 12,
      'transaction.state.log.num.partitions': 12,
      'group.initial.rebalance.delay.ms': 0,
      // After a broker was killed, its next start waits until the session of the one before is over.
      'broker.session.timeout.ms': 4_000,
      'broker.heartbeat.interval.ms': 1_000,
      'log.cleaner.dedupe.buffer.size': 8_388_608,
      'auto.create.topics.enable': false,
    },
    service: {
      name,
      title: layout.brokers === 1 ? 'Kafka' : `Kafka broker ${index + 1}`,
      kind: 'daemon',
      command: [
        programs.java,
        '-cp',
        join(programs.kafkaLibraries, '*'),
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        `-XX:SharedArchiveFile=${programs.kafkaClassArchive}`,
        '-Xshare:auto',
        `-Dlog4j2.configurationFile=${join(import.meta.dirname, '../prepare/kafka-log4j2.properties')}`,
        'kafka.Kafka',
        propertiesFile,
      ],
      cwd: layout.stateDirectory,
      env: {},
      // With the engine's bridge comes the address that the listener for containers binds to.
      dependsOn: engine?.kind === 'ours' ? ['engine'] : [],
      startTimeoutMs: 60_000,
      readiness: { kind: 'log', text: 'Kafka Server started' },
      stopSignal: 'SIGTERM',
      stopGraceMs: 20_000,
      address: `127.0.0.1:${port}`,
      ports: [
        { host: '127.0.0.1', port },
        { host: '127.0.0.1', port: controllerPort },
        ...(engine === undefined ? [] : [{ host: engine.gateway, port: containerPort }]),
      ],
    },
  };
}

function replication(brokers: 1 | 3): Record<string, number> {
  const factor = brokers;
  const inSync = brokers === 1 ? 1 : 2;
  return {
    'default.replication.factor': factor,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': factor,
    'share.coordinator.state.topic.min.isr': inSync,
  };
}

/** The text of a Java properties file. */
export function formatProperties(properties: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
