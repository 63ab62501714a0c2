import { join } from 'node:path';
import type { StackConfig } from '../config.ts';
import type { DownloadedPrograms } from '../plan/stack-layout.ts';
import { StackError } from '../stack-error.ts';
import type { Steps } from '../terminal/steps.ts';
import { makeKafkaArchive, makeRegistryArchive, makeStorageTemplate, storageTemplate } from './class-archives.ts';
import { findProgram } from './find-program.ts';
import {
  downloadKafka,
  downloadRegistry,
  javaId,
  kafkaDirectory,
  registryDirectory,
  registryJar,
} from './java-programs.ts';
import { copyPostgresPrograms, postgresPrograms } from './postgres-programs.ts';

/** Brings Kafka, the registry and PostgreSQL into the cache, as far as they are not there. */
export async function prepareInfrastructure(
  config: StackConfig,
  steps: Steps,
  signal?: AbortSignal,
): Promise<DownloadedPrograms> {
  const { cacheDirectory, repositoryRoot } = config;
  const java = findProgram('java');
  if (java === undefined) throw new StackError('Java is not installed · Kafka needs it · install a Java 17 runtime');
  const kafkaArchive = join(kafkaDirectory(cacheDirectory), `classes-${javaId(java)}.jsa`);
  const registryArchive = join(registryDirectory(cacheDirectory), `classes-${javaId(java)}.jsa`);
  await steps.unlessThere('Kafka from Maven Central', () => downloadKafka(cacheDirectory, signal));
  await steps.unlessThere('Schema registry from Maven Central', () => downloadRegistry(cacheDirectory, signal));
  await steps.unlessThere("PostgreSQL's programs", () => copyPostgresPrograms(repositoryRoot, cacheDirectory));
  await steps.unlessThere("Kafka's empty storage", () => makeStorageTemplate(cacheDirectory, java, signal));
  await steps.unlessThere("Kafka's class archive", () => makeKafkaArchive(cacheDirectory, java, kafkaArchive, signal));
  await steps.unlessThere("Schema registry's class archive", () =>
    makeRegistryArchive(cacheDirectory, java, registryArchive, signal),
  );
  return {
    java,
    kafkaLibraries: join(kafkaDirectory(cacheDirectory), 'lib'),
    kafkaClassArchive: kafkaArchive,
    kafkaStorageTemplate: storageTemplate(cacheDirectory),
    registryJar: registryJar(cacheDirectory),
    registryClassArchive: registryArchive,
    postgresPrograms: postgresPrograms(repositoryRoot, cacheDirectory),
  };
}
