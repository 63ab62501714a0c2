import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inheritedEnvironment } from '../config.ts';
import { formatProperties } from '../plan/kafka-service.ts';
import { findFreePorts } from '../ports/free-ports.ts';
import { probe } from '../supervisor/probe.ts';
import { kafkaDirectory, registryJar } from './java-programs.ts';
import { makeOnce } from './make-once.ts';
import { CommandFailure, runCommand } from './run-command.ts';

const startDeadlineMs = 90_000;

/** Formats a broker's storage once; brokers start from copies of it, which saves a JVM for each. */
export async function makeStorageTemplate(
  cacheDirectory: string,
  java: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return await makeOnce(storageTemplate(cacheDirectory), async (partial) => {
    const scratch = mkdtempSync(join(tmpdir(), 'longshore-format-'));
    try {
      const propertiesFile = join(scratch, 'server.properties');
      writeFileSync(propertiesFile, formatProperties(scratchBroker(partial, 19_999, 19_998)));
      const classPath = join(kafkaDirectory(cacheDirectory), 'lib', '*');
      await runCommand(
        [
          java,
          '-cp',
          classPath,
          'kafka.tools.StorageTool',
          'format',
          '--cluster-id=AAAAAAAAAAAAAAAAAAAAAA',
          `--config=${propertiesFile}`,
        ],
        { signal },
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

export function storageTemplate(cacheDirectory: string): string {
  return join(kafkaDirectory(cacheDirectory), 'formatted-storage');
}

/** Records the classes that Kafka loads, which halves the time of later starts. */
export async function makeKafkaArchive(
  cacheDirectory: string,
  java: string,
  archive: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return await makeOnce(archive, async (partial) => {
    const scratch = mkdtempSync(join(tmpdir(), 'longshore-archive-'));
    try {
      const storage = join(scratch, 'storage');
      cpSync(storageTemplate(cacheDirectory), storage, { recursive: true });
      const [port = 0, controllerPort = 0] = await findFreePorts(2);
      const propertiesFile = join(scratch, 'server.properties');
      writeFileSync(propertiesFile, formatProperties(scratchBroker(storage, port, controllerPort)));
      const classPath = join(kafkaDirectory(cacheDirectory), 'lib', '*');
      const log4j = join(import.meta.dirname, 'kafka-log4j2.properties');
      const command = [
        '-cp',
        classPath,
        '-Xmx256m',
        '-XX:+UseSerialGC',
        `-XX:ArchiveClassesAtExit=${partial}`,
        `-Dlog4j2.configurationFile=${log4j}`,
        'kafka.Kafka',
        propertiesFile,
      ];
      const child = spawn(java, command, { cwd: scratch, stdio: 'ignore' });
      await runUntilReady(
        child,
        () => probe({ kind: 'tcp', host: '127.0.0.1', port }, { path: '', startOffset: 0 }),
        signal,
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

/** The same for the registry, which for this once stores in memory. */
export async function makeRegistryArchive(
  cacheDirectory: string,
  java: string,
  archive: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return await makeOnce(archive, async (partial) => {
    const [port = 0] = await findFreePorts(1);
    const child = spawn(
      java,
      ['-Xmx256m', '-XX:+UseSerialGC', `-XX:ArchiveClassesAtExit=${partial}`, '-jar', registryJar(cacheDirectory)],
      {
        stdio: 'ignore',
        env: {
          ...inheritedEnvironment(),
          QUARKUS_HTTP_HOST: '127.0.0.1',
          QUARKUS_HTTP_PORT: String(port),
          APICURIO_STORAGE_KIND: 'sql',
          APICURIO_STORAGE_SQL_KIND: 'h2',
          APICURIO_DATASOURCE_URL: 'jdbc:h2:mem:registry',
        },
      },
    );
    const url = `http://127.0.0.1:${port}/health/ready`;
    await runUntilReady(child, () => probe({ kind: 'http', url }, { path: '', startOffset: 0 }), signal);
  });
}

/** Waits until a program is ready, then stops it in good order, upon which it writes its archive. */
async function runUntilReady(
  child: ChildProcess,
  ask: () => Promise<string | undefined>,
  signal?: AbortSignal,
): Promise<void> {
  const ended = once(child, 'exit');
  try {
    const deadline = performance.now() + startDeadlineMs;
    while ((await ask()) !== undefined) {
      signal?.throwIfAborted();
      if (child.exitCode !== null) throw new CommandFailure(`${child.spawnfile} ended with ${child.exitCode}`);
      if (performance.now() > deadline) throw new CommandFailure(`${child.spawnfile} was not ready in time`);
      await delay(100);
    }
    // What runs just after the start belongs into the archive too.
    await delay(1_500);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function scratchBroker(storage: string, port: number, controllerPort: number): Record<string, string | number> {
  mkdirSync(storage, { recursive: true });
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `HOST://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `HOST://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'HOST:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'HOST',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': storage,
    'offsets.topic.replication.factor': 1,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
  };
}
