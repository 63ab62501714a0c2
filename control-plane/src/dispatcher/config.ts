import os from 'node:os';
import { imageSchema, WORKER_IMAGE } from '@longshore/schemas';
import { z } from 'zod';
import { integerField, portField, sharedFields } from '../configuration/fields.ts';
import { parseEnvironment } from '../configuration/parse-environment.ts';
import type { Weights } from '../placement/place.ts';
import {
  DISPATCHER_FAILPOINTS,
  type DispatcherFailpoint,
  KITCHEN_FAILPOINTS,
  SCHEDULE_FAILPOINTS,
  WEBHOOK_FAILPOINTS,
  WORK_FAILPOINTS,
} from './failpoint.ts';

const hour = 3_600_000;
const durationField = (fallback: number) => integerField({ minimum: 10, maximum: 24 * hour, default: fallback });
const failpoints: readonly string[] = [
  ...DISPATCHER_FAILPOINTS,
  ...SCHEDULE_FAILPOINTS,
  ...WEBHOOK_FAILPOINTS,
  ...WORK_FAILPOINTS,
  ...KITCHEN_FAILPOINTS,
];
const failpointWords = `one of ${failpoints.join(', ')}, with ":<nth>" after it if not the first time`;

const schema = z.object({
  ...sharedFields,
  LONGSHORE_DISPATCHER_PORT: portField(3001),
  LONGSHORE_DISPATCHER_HOST: z.string().default('127.0.0.1'),
  LONGSHORE_LOST_AFTER_MS: durationField(60_000),
  LONGSHORE_RESEND_AFTER_MS: durationField(10_000),
  LONGSHORE_SYNC_AGAIN_AFTER_MS: durationField(2_000),
  LONGSHORE_REBALANCE_INTERVAL_MS: durationField(10_000),
  LONGSHORE_REBALANCE_HIGH_PERCENT: integerField({ minimum: 51, maximum: 100, default: 90 }),
  LONGSHORE_REBALANCE_LOW_PERCENT: integerField({ minimum: 0, maximum: 50, default: 50 }),
  LONGSHORE_REBALANCE_MOVES_MAX: integerField({ minimum: 0, maximum: 100, default: 2 }),
  LONGSHORE_LOG_RETENTION_DAYS: integerField({ minimum: 1, maximum: 3_650, default: 7 }),
  LONGSHORE_JOB_RETENTION_DAYS: integerField({ minimum: 1, maximum: 36_500, default: 30 }),
  LONGSHORE_AUDIT_RETENTION_DAYS: integerField({ minimum: 1, maximum: 36_500, default: 400 }),
  LONGSHORE_ORDER_RETENTION_DAYS: integerField({ minimum: 1, maximum: 3_650, default: 2 }),
  LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES: z.enum(['refuse', 'allow'], 'refuse or allow').default('refuse'),
  LONGSHORE_WORKER_IMAGE: imageSchema.default(WORKER_IMAGE),
  LONGSHORE_WORKER_CPU_MILLIS: integerField({ minimum: 10, maximum: 64_000, default: 250 }),
  LONGSHORE_WORKER_CONTAINER_MEMORY_MB: integerField({ minimum: 128, maximum: 65_536, default: 384 }),
  LONGSHORE_FAILPOINT: z
    .string()
    .regex(/^[a-z.-]+(:[1-9]\d*)?$/, failpointWords)
    .transform((text) => ({ name: text.split(':')[0] ?? '', nth: Number(text.split(':')[1] ?? 1) }))
    .refine(
      // The agent reads the same variable and may share our environment.
      ({ name }) => name.startsWith('agent.') || failpoints.includes(name),
      failpointWords,
    )
    .transform(({ name, nth }) => (name.startsWith('agent.') ? undefined : { name: name as DispatcherFailpoint, nth }))
    .optional(),
});

/** Settings of the dispatcher. */
export interface DispatcherConfig {
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
  /** Silence after which an agent is given up. */
  lostAfterMs: number;
  /** How long an applied generation may lag before the instruction is published again. */
  resendAfterMs: number;
  /** How long a Sync is given before the same registration is answered again. */
  syncAgainAfterMs: number;
  /** Work that has not started moves from places above `highPercent` to places below `lowPercent`. */
  rebalance: Readonly<{ intervalMs: number; highPercent: number; lowPercent: number; movesMax: number }>;
  logRetentionDays: number;
  /** How long the history of an ended job is kept. */
  jobRetentionDays: number;
  /** How long entries of the audit log are kept. */
  auditRetentionDays: number;
  /** How long orders of the kitchen network are kept that have ended. */
  orderRetentionDays: number;
  /** Whether webhooks may lead to addresses that are not of the public Internet. */
  webhookPrivateAddresses: 'refuse' | 'allow';
  /** What workers are that are started for queues. */
  worker: Readonly<{ image: string; cpuMillis: number; memoryBytes: number }>;
  failpoint: { name: DispatcherFailpoint; nth: number } | null;
  /** Names this process to people: host and process id. */
  holder: string;
}

/** @throws ConfigurationError naming every bad variable */
export function readDispatcherConfig(): Readonly<DispatcherConfig> {
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
    host: given.LONGSHORE_DISPATCHER_HOST,
    port: given.LONGSHORE_DISPATCHER_PORT,
    lostAfterMs: given.LONGSHORE_LOST_AFTER_MS,
    resendAfterMs: given.LONGSHORE_RESEND_AFTER_MS,
    syncAgainAfterMs: given.LONGSHORE_SYNC_AGAIN_AFTER_MS,
    rebalance: Object.freeze({
      intervalMs: given.LONGSHORE_REBALANCE_INTERVAL_MS,
      highPercent: given.LONGSHORE_REBALANCE_HIGH_PERCENT,
      lowPercent: given.LONGSHORE_REBALANCE_LOW_PERCENT,
      movesMax: given.LONGSHORE_REBALANCE_MOVES_MAX,
    }),
    logRetentionDays: given.LONGSHORE_LOG_RETENTION_DAYS,
    jobRetentionDays: given.LONGSHORE_JOB_RETENTION_DAYS,
    auditRetentionDays: given.LONGSHORE_AUDIT_RETENTION_DAYS,
    orderRetentionDays: given.LONGSHORE_ORDER_RETENTION_DAYS,
    webhookPrivateAddresses: given.LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES,
    worker: Object.freeze({
      image: given.LONGSHORE_WORKER_IMAGE,
      cpuMillis: given.LONGSHORE_WORKER_CPU_MILLIS,
      memoryBytes: given.LONGSHORE_WORKER_CONTAINER_MEMORY_MB * 1_048_576,
    }),
    failpoint: given.LONGSHORE_FAILPOINT ?? null,
    holder: `${os.hostname()}:${process.pid}`,
  });
}
