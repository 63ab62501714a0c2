import { z } from 'zod';
import { DEFAULT_WEIGHTS, readWeights, WEIGHTS_WORDS } from '../placement/weights.ts';

/** Settings that more than one program of the control plane has, as zod fields that take text. */

const isUrl = (schemes: readonly string[]) => (text: string) => {
  if (!URL.canParse(text)) return false;
  return schemes.includes(new URL(text).protocol.slice(0, -1));
};

export const databaseUrlField = z
  .string('an address such as postgresql://user:password@127.0.0.1:5433/longshore')
  .refine(isUrl(['postgres', 'postgresql']), 'an address such as postgresql://user:password@127.0.0.1:5433/longshore');

export const httpUrlField = (example: string) =>
  z.string(`an address such as ${example}`).refine(isUrl(['http', 'https']), `an address such as ${example}`);

export const bootstrapServersField = z
  .string('host:port, separated by commas, such as 127.0.0.1:9092')
  .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'host:port, separated by commas, such as 127.0.0.1:9092')
  .transform((text) => text.split(','));

export const topicPrefixField = z
  .string()
  .regex(/^[a-zA-Z0-9._-]{0,100}$/, 'at most 100 letters, digits, ".", "_" and "-"')
  .default('');

/** A whole number within bounds, from text. */
export function integerField(bounds: { minimum: number; maximum: number; default: number }) {
  const accepted = `a whole number from ${bounds.minimum} to ${bounds.maximum}`;
  return z
    .string()
    .regex(/^\d+$/, accepted)
    .transform(Number)
    .refine((value) => value >= bounds.minimum && value <= bounds.maximum, accepted)
    .default(bounds.default);
}

export const portField = (fallback: number) => integerField({ minimum: 0, maximum: 65_535, default: fallback });

export const logLevelField = z
  .enum(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    'trace, debug, info, warn, error, fatal or silent',
  )
  .default('info');

const secretKeyWords =
  'keys of 32 bytes in Base64, separated by commas; the first encrypts: openssl rand -base64 32 makes one';

/** Keys under which secrets are kept in the database; without any none can be kept. Never told in a complaint. */
const secretKeysField = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((key) => key !== ''))
  .refine((keys) => keys.every((key) => Buffer.from(key, 'base64').length === 32), secretKeyWords)
  .transform((keys) => keys.map((key) => new Uint8Array(Buffer.from(key, 'base64'))));

/** How placement weighs its terms: where a job goes and what a plan says of it must agree. */
const placementWeightsField = z
  .string()
  .default('')
  .transform((text) => (text === '' ? DEFAULT_WEIGHTS : readWeights(text)))
  .refine((weights) => weights !== null, WEIGHTS_WORDS)
  .transform((weights) => Object.freeze(weights ?? DEFAULT_WEIGHTS));

/** What every program that speaks to Kafka and PostgreSQL has. */
export const sharedFields = {
  DATABASE_URL: databaseUrlField,
  KAFKA_BOOTSTRAP_SERVERS: bootstrapServersField,
  SCHEMA_REGISTRY_URL: httpUrlField('http://127.0.0.1:8081/apis/ccompat/v7'),
  LONGSHORE_TOPIC_PREFIX: topicPrefixField,
  LONGSHORE_TOPIC_PARTITIONS: integerField({ minimum: 1, maximum: 10_000, default: 12 }),
  LONGSHORE_TOPIC_REPLICATION: integerField({ minimum: 1, maximum: 9, default: 1 }),
  LONGSHORE_LOG_LEVEL: logLevelField,
  LONGSHORE_LOG_FILE: z.string().optional(),
  LONGSHORE_SECRET_KEY: secretKeysField,
  LONGSHORE_PLACEMENT_WEIGHTS: placementWeightsField,
};
