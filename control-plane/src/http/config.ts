import { z } from 'zod';
import { hashKey } from '../access/api-key.ts';
import { bootstrapServersField, httpUrlField, integerField, portField, sharedFields } from '../configuration/fields.ts';
import { parseEnvironment } from '../configuration/parse-environment.ts';
import type { Weights } from '../placement/place.ts';
import type { RateLimits } from './rate-limit.ts';
import { isNetwork, TrustedProxies } from './trusted-proxies.ts';

const perMinute = (fallback: number) => integerField({ minimum: 1, maximum: 1_000_000, default: fallback });

const trustedProxiesField = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((network) => network.trim())
      .filter((network) => network !== ''),
  )
  .refine((networks) => networks.every(isNetwork), 'addresses and networks, such as 10.0.0.2,192.168.0.0/24')
  .transform((networks) => new TrustedProxies(networks));

const schema = z.object({
  ...sharedFields,
  PORT: portField(3000),
  HOSTNAME: z.string().default('127.0.0.1'),
  LONGSHORE_PAGES_DIRECTORY: z.string().optional(),
  LONGSHORE_PUBLIC_URL: httpUrlField('https://longshore.example.com').optional(),
  LONGSHORE_OWNER_KEY: z
    .string()
    .regex(/^lso_[\w-]{32,200}$/, 'lso_ and at least 32 letters, digits, "_" and "-"')
    .optional(),
  LONGSHORE_RATE_PER_CALLER: perMinute(6_000),
  LONGSHORE_RATE_PER_WORKER: perMinute(60_000),
  LONGSHORE_RATE_PER_ADDRESS: perMinute(300),
  LONGSHORE_TRUSTED_PROXIES: trustedProxiesField,
  LONGSHORE_AGENT_BOOTSTRAP_SERVERS: bootstrapServersField.optional(),
  LONGSHORE_AGENT_REGISTRY_URL: httpUrlField('http://registry.example.org:8081/apis/ccompat/v7').optional(),
});

/** Settings of the web program. */
export interface WebConfig {
  databaseUrl: string;
  bootstrapServers: readonly string[];
  registryUrl: string;
  topicPrefix: string;
  topicPartitions: number;
  topicReplication: number;
  logLevel: string;
  logFile: string | null;
  /** Under which secrets are kept in the database; empty: none can be kept. */
  secretKeys: readonly Uint8Array[];
  weights: Weights;
  host: string;
  port: number;
  /** Where the built pages are; null: it serves the API alone. */
  pagesDirectory: string | null;
  /** The address under which people reach it; null: whatever address they use. */
  publicUrl: string | null;
  /** SHA-256 of the key that may do everything; null: there is none. */
  ownerKeyHash: string | null;
  rateLimits: RateLimits;
  trustedProxies: TrustedProxies;
  /** Addresses for agents on other hosts. */
  agentBootstrapServers: readonly string[];
  agentRegistryUrl: string;
}

/** @throws ConfigurationError naming every bad variable */
export function readWebConfig(): Readonly<WebConfig> {
  const given = parseEnvironment(schema, process.env);
  return Object.freeze({
    databaseUrl: given.DATABASE_URL,
    bootstrapServers: given.KAFKA_BOOTSTRAP_SERVERS,
    registryUrl: given.SCHEMA_REGISTRY_URL,
    topicPrefix: given.LONGSHORE_TOPIC_PREFIX,
    topicPartitions: given.LONGSHORE_TOPIC_PARTITIONS,
    topicReplication: given.LONGSHORE_TOPIC_REPLICATION,
    logLevel: given.LONGSHORE_LOG_LEVEL,
    logFile: given.LONGSHORE_LOG_FILE ?? null,
    secretKeys: given.LONGSHORE_SECRET_KEY,
    weights: given.LONGSHORE_PLACEMENT_WEIGHTS,
    host: given.HOSTNAME,
    port: given.PORT,
    pagesDirectory: given.LONGSHORE_PAGES_DIRECTORY ?? null,
    publicUrl: given.LONGSHORE_PUBLIC_URL ?? null,
    ownerKeyHash: given.LONGSHORE_OWNER_KEY === undefined ? null : hashKey(given.LONGSHORE_OWNER_KEY),
    rateLimits: {
      perCaller: given.LONGSHORE_RATE_PER_CALLER,
      perWorker: given.LONGSHORE_RATE_PER_WORKER,
      perAddress: given.LONGSHORE_RATE_PER_ADDRESS,
    },
    trustedProxies: given.LONGSHORE_TRUSTED_PROXIES,
    agentBootstrapServers: given.LONGSHORE_AGENT_BOOTSTRAP_SERVERS ?? given.KAFKA_BOOTSTRAP_SERVERS,
    agentRegistryUrl: given.LONGSHORE_AGENT_REGISTRY_URL ?? given.SCHEMA_REGISTRY_URL,
  });
}
