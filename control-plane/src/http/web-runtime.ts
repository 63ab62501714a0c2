import { type Bus, type Codec, createCodec, createKafkaBus } from '@longshore/kafka';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import { createAuth } from '../access/create-auth.ts';
import type { IdentifyParts } from '../access/identify.ts';
import { createLog } from '../configuration/create-log.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { EventHub } from '../live/event-hub.ts';
import { readFleet } from '../metrics/read-fleet.ts';
import { createWebMetrics, type WebMetrics } from '../metrics/web-metrics.ts';
import { Vault } from '../secrets/vault.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { WebConfig } from './config.ts';
import { RateLimit } from './rate-limit.ts';

/** What the web program opens once and shares among all requests. */
export interface WebRuntime {
  config: Readonly<WebConfig>;
  log: Logger;
  database: Database;
  bus: Bus;
  codec: Codec;
  vault: Vault;
  /** Who is who. */
  access: IdentifyParts;
  rateLimit: RateLimit;
  hub: EventHub;
  metrics: WebMetrics;
  /** Aborted when the process is asked to stop: answers that would last for ever end then. */
  stopping: AbortController;
}

/** Opens what requests share. Nothing is connected to before it is first asked. */
export function openRuntime(config: Readonly<WebConfig>): WebRuntime {
  const log = createLog({ name: 'web', level: config.logLevel, file: config.logFile });
  const database = openDatabase({
    databaseUrl: config.databaseUrl,
    applicationName: 'longshore-web',
    connections: 12,
    onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  return {
    config,
    log,
    database,
    bus: createKafkaBus({ bootstrapServers: [...config.bootstrapServers], clientId: 'longshore-web' }),
    codec: createCodec({ registryUrl: config.registryUrl, topicPrefix: config.topicPrefix }),
    vault: new Vault(config.secretKeys),
    access: {
      auth: createAuth({
        prisma: database.prisma,
        secretKeys: config.secretKeys,
        publicUrl: config.publicUrl,
        onError: (message) => log.warn({ sayer: 'better-auth' }, message),
      }),
      pool: database.pool,
      ownerKeyHash: config.ownerKeyHash,
      secretKeys: config.secretKeys,
    },
    rateLimit: new RateLimit(config.rateLimits),
    hub: new EventHub({
      databaseUrl: config.databaseUrl,
      pool: database.pool,
      onError: (error) => log.warn({ err: error }, 'listening for changes is interrupted'),
    }),
    metrics: createWebMetrics({
      readFleet: () => readFleet(database.pool),
      onError: (error) => log.warn({ err: error }, 'the fleet could not be read for the metrics'),
    }),
    stopping: new AbortController(),
  };
}

/** Closes what was opened, once nothing is asked any more. */
export async function closeRuntime({ bus, database }: WebRuntime): Promise<void> {
  await Promise.all([bus.close(), database.close()]);
}

/**
 * What services get for a request.
 *
 * @param origin - from where the request comes: see requestOrigin
 */
export function serviceContext(runtime: WebRuntime, caller: Caller, origin: string | null): ServiceContext {
  const { config, database, bus, codec, vault, access } = runtime;
  return {
    prisma: database.prisma,
    pool: database.pool,
    bus,
    codec,
    vault,
    auth: access.auth,
    weights: config.weights,
    topicPrefix: config.topicPrefix,
    topicPartitions: config.topicPartitions,
    topicReplication: config.topicReplication,
    caller,
    actor: caller.name,
    origin,
  };
}
