import { availableParallelism } from 'node:os';
import { ID_PATTERN, newId, WORK_LIMITS, WORK_TYPES, WORKER_KEY_PREFIX, type WorkType } from '@longshore/schemas';
import { z } from 'zod';

/** A variable of the environment that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An unset variable and an empty one are the same: `docker run -e NAME=` is how people unset one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const typesWords = `some of ${WORK_TYPES.join(', ')}, separated by commas`;
const concurrencyWords = `a whole number from 1 to ${WORK_LIMITS.concurrencyMax}, or type=number separated by commas`;

function readConcurrency(text: string): Partial<Record<WorkType | 'each', number>> | null {
  const entries = text.split(',').map((part) => (part.includes('=') ? part.split('=') : ['each', part]));
  const fits = entries.every(([type, count = '']) => {
    const known = type === 'each' || WORK_TYPES.some((one) => one === type);
    return known && /^\d{1,3}$/.test(count) && Number(count) >= 1 && Number(count) <= WORK_LIMITS.concurrencyMax;
  });
  return fits ? Object.fromEntries(entries.map(([type, count]) => [type, Number(count)])) : null;
}

const schema = z.object({
  LONGSHORE_URL: z.url({
    protocol: /^https?$/,
    error: 'the address of the control plane, such as http://172.17.0.1:3000',
  }),
  LONGSHORE_WORKER_KEY: z
    .string({ error: 'a key with the scope work:perform; a worker that the fleet runs is given one' })
    .min(1),
  LONGSHORE_WORKER_ID: optional(z.string().regex(ID_PATTERN, 'a UUID in small letters').optional()),
  LONGSHORE_WORKER_NAME: optional(z.string().max(120).optional()),
  LONGSHORE_WORKER_TYPES: optional(
    z
      .string()
      .default(WORK_TYPES.join(','))
      .transform((text) => [...new Set(text.split(',').map((type) => type.trim()))])
      .pipe(z.array(z.enum(WORK_TYPES, typesWords)).min(1, typesWords)),
  ),
  LONGSHORE_WORKER_CONCURRENCY: optional(
    z
      .string()
      .default(String(Math.min(availableParallelism(), WORK_LIMITS.concurrencyMax)))
      .transform((text) => readConcurrency(text))
      .refine((read) => read !== null, concurrencyWords)
      .transform((read) => read ?? {}),
  ),
  LONGSHORE_WORKER_MEMORY_MB: optional(
    z
      .string()
      .regex(/^\d{2,5}$/, 'megabytes of one try, from 16 to 65536')
      .transform(Number)
      .refine((megabytes) => megabytes >= 16 && megabytes <= 65_536, 'from 16 to 65536')
      .prefault('128'),
  ),
  LONGSHORE_WORKER_PRIVATE_ADDRESSES: optional(z.enum(['refuse', 'allow'], 'refuse or allow').default('refuse')),
  KAFKA_BOOTSTRAP_SERVERS: z
    .string({ error: 'host:port, or several separated by commas' })
    .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'host:port, or several separated by commas')
    .transform((text) => text.split(',')),
});

/** Settings of a worker. */
export interface WorkerConfig {
  url: string;
  key: string;
  workerId: string;
  name: string;
  types: readonly { type: WorkType; concurrency: number }[];
  memoryMb: number;
  privateAllowed: boolean;
  bootstrapServers: readonly string[];
}

/** The key of a worker that the fleet runs names its attempt, under which it registers. */
function idFrom(key: string): string | null {
  const id = key.startsWith(WORKER_KEY_PREFIX) ? key.slice(WORKER_KEY_PREFIX.length).split('.')[0] : undefined;
  return id !== undefined && ID_PATTERN.test(id) ? id : null;
}

/**
 * Reads the program's settings from the environment.
 *
 * @throws ConfigError naming each variable that is wrong, and what is accepted
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<WorkerConfig> {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      // A key is not told, however wrong it is.
      const given = name === 'LONGSHORE_WORKER_KEY' ? '' : `, got ${JSON.stringify(environment[name] ?? null)}`;
      return `${name}: expected ${message}${given}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const given = parsed.data;
  const workerId = idFrom(given.LONGSHORE_WORKER_KEY) ?? given.LONGSHORE_WORKER_ID ?? newId();
  const wanted = given.LONGSHORE_WORKER_CONCURRENCY;
  return Object.freeze({
    url: given.LONGSHORE_URL,
    key: given.LONGSHORE_WORKER_KEY,
    workerId,
    name: given.LONGSHORE_WORKER_NAME ?? `worker ${workerId.slice(-6)}`,
    types: given.LONGSHORE_WORKER_TYPES.map((type) => ({ type, concurrency: wanted[type] ?? wanted.each ?? 1 })),
    memoryMb: given.LONGSHORE_WORKER_MEMORY_MB,
    privateAllowed: given.LONGSHORE_WORKER_PRIVATE_ADDRESSES === 'allow',
    bootstrapServers: given.KAFKA_BOOTSTRAP_SERVERS,
  });
}
