import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { ServiceAddresses } from './real-services.ts';
import { runProgram } from './run-program.ts';

/** A corner of the shared services that no other test file sees: topics and groups under a prefix, and a database. */
export interface TestSpace extends AsyncDisposable {
  topicPrefix: string;
  databaseUrl: string;
  /** What a program of Longshore is told so that it works in this corner. */
  environment: Readonly<Record<string, string>>;
  /** Deletes the database. Topics stay: they go with the services. */
  release(): Promise<void>;
}

/** The services in which a corner is claimed. */
export type ServicesToUse = Pick<ServiceAddresses, 'kafkaBootstrapServers' | 'schemaRegistryUrl' | 'databaseUrl'>;

/**
 * Claims a corner of the real services, with topics and schemas initialised and the database migrated.
 *
 * @param name - goes into the prefix and the database's name, for people who look
 * @param services - those of the test run, unless a file has services of its own, to stop and start them
 */
export async function claimTestSpace(name: string, services: ServicesToUse = inject('services')): Promise<TestSpace> {
  const unique = `${name}_${randomBytes(4).toString('hex')}`;
  await administer(services.databaseUrl, `CREATE DATABASE "${unique}"`);
  const url = new URL(services.databaseUrl);
  url.pathname = `/${unique}`;
  const topicPrefix = `${unique}.`;
  const environment = {
    KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
    SCHEMA_REGISTRY_URL: services.schemaRegistryUrl,
    DATABASE_URL: url.href,
    LONGSHORE_TOPIC_PREFIX: topicPrefix,
    LONGSHORE_TOPIC_PARTITIONS: '6',
    LONGSHORE_TOPIC_REPLICATION: '1',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
  };
  await Promise.all([
    runProgram('kafka/src/initialize-main.ts', environment),
    runProgram('control-plane/src/database/migrate-main.ts', environment),
  ]);
  const release = () => administer(services.databaseUrl, `DROP DATABASE IF EXISTS "${unique}" WITH (FORCE)`);
  return { topicPrefix, databaseUrl: url.href, environment, release, [Symbol.asyncDispose]: release };
}

async function administer(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
