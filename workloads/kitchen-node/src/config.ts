import { examineKitchen } from '@longshore/kitchens';
import {
  CITY,
  DISHES,
  KITCHEN_ID,
  KITCHEN_LIMITS,
  KITCHEN_STATUS_MS,
  type KitchenOfTask,
  kitchenOfTask,
} from '@longshore/schemas';
import { z } from 'zod';

/** A variable of the environment that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An unset variable and an empty one are the same: `docker run -e NAME=` is how people unset one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const wholeNumber = (what: string, least: number, most: number) => {
  const error = `${what}, a whole number from ${least} to ${most}`;
  return z
    .string({ error })
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, { error })
    .transform(Number);
};

const decimal = (what: string, least: number, most: number) => {
  const error = `${what}, a number from ${least} to ${most}`;
  return z
    .string({ error })
    .refine((text) => /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) && Number(text) >= least && Number(text) <= most, { error })
    .transform(Number);
};

const serversWords = 'host:port, or several separated by commas';
const registryWords = 'the address of the schema registry, with the path of its Confluent API';

const schema = z.object({
  KITCHEN_ID: z
    .string({ error: 'its own id in the city' })
    .regex(KITCHEN_ID, 'small letters, digits and hyphens, 63 at most'),
  KITCHEN_NAME: optional(z.string().max(80).optional()),
  KITCHEN_LATITUDE: decimal('degrees', -90, 90),
  KITCHEN_LONGITUDE: decimal('degrees', -180, 180),
  KITCHEN_CAPACITY: optional(wholeNumber('dishes that it cooks at once', 1, KITCHEN_LIMITS.capacityMax).prefault('3')),
  KITCHEN_RAIL_MAX: optional(wholeNumber('orders that may wait in it', 0, KITCHEN_LIMITS.railMax).optional()),
  KITCHEN_SPECIALTIES: optional(
    z
      .string()
      .transform((text) => text.split(',').map((dish) => dish.trim()))
      .prefault(''),
  ),
  KITCHEN_CLOCK_FACTOR: optional(
    decimal('how much faster than real its cooks are', 0.01, KITCHEN_LIMITS.clockFactorMax).prefault('1'),
  ),
  KITCHEN_STATUS_MS: optional(
    wholeNumber('milliseconds between two signs of life', 20, 60_000).prefault(String(KITCHEN_STATUS_MS)),
  ),
  KITCHEN_GRACE_MS: optional(wholeNumber('milliseconds between SIGTERM and SIGKILL', 0, 3_600_000).prefault('30000')),
  KITCHEN_PORT: optional(wholeNumber('the port of health and metrics', 0, 65_535).prefault('3003')),
  KAFKA_BOOTSTRAP_SERVERS: z
    .string({ error: serversWords })
    .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, serversWords)
    .transform((text) => text.split(',')),
  SCHEMA_REGISTRY_URL: z.url({ protocol: /^https?$/, error: registryWords }),
  LONGSHORE_TOPIC_PREFIX: optional(
    z
      .string()
      .regex(/^[A-Za-z0-9._-]{0,100}$/, 'up to 100 letters, digits, ".", "_" and "-"')
      .prefault(''),
  ),
  LONGSHORE_JOB_ID: z.string().default(''),
  LONGSHORE_ATTEMPT_ID: z.string().default(''),
  LONGSHORE_AGENT_ID: z.string().default(''),
});

/** Settings of a kitchen. */
export interface KitchenConfig {
  kitchen: KitchenOfTask;
  /** Between two signs of life. */
  statusMs: number;
  /** Between SIGTERM and SIGKILL. */
  graceMs: number;
  /** Of health and metrics; 0: any. */
  port: number;
  bootstrapServers: readonly string[];
  registryUrl: string;
  topicPrefix: string;
  jobId: string;
  attemptId: string;
  agentId: string;
}

/** The variable that sets a field of a kitchen. */
const VARIABLES: Readonly<Record<string, string>> = {
  id: 'KITCHEN_ID',
  capacity: 'KITCHEN_CAPACITY',
  railMax: 'KITCHEN_RAIL_MAX',
  location: 'KITCHEN_LATITUDE and KITCHEN_LONGITUDE',
};

/** What the city says of it: the balancer would take no kitchen outside, or of unknown dishes. */
function refuseForeign(kitchen: KitchenOfTask): void {
  const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };
  const problems = examineKitchen(kitchen, city, new Set());
  if (problems.length === 0) return;
  const nameOf = (field: string): string => VARIABLES[field] ?? 'KITCHEN_SPECIALTIES';
  throw new ConfigError(problems.map(({ field, message }) => `${nameOf(field)}: ${message}`).join('\n'));
}

/**
 * Reads the program's settings from the environment.
 *
 * @throws ConfigError naming each variable that is wrong, and what is accepted
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<KitchenConfig> {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}: expected ${message}, got ${JSON.stringify(environment[name] ?? null)}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const given = parsed.data;
  const spec = {
    id: given.KITCHEN_ID,
    name: given.KITCHEN_NAME ?? given.KITCHEN_ID,
    location: { latitude: given.KITCHEN_LATITUDE, longitude: given.KITCHEN_LONGITUDE },
    capacity: given.KITCHEN_CAPACITY,
    ...(given.KITCHEN_RAIL_MAX === undefined ? {} : { railMax: given.KITCHEN_RAIL_MAX }),
    specialties: given.KITCHEN_SPECIALTIES.filter((dish) => dish !== ''),
    clockFactor: given.KITCHEN_CLOCK_FACTOR,
  };
  // The task of a job is in its id already.
  const kitchen = kitchenOfTask(spec, 0, 1);
  refuseForeign(kitchen);
  return Object.freeze({
    kitchen,
    statusMs: given.KITCHEN_STATUS_MS,
    graceMs: given.KITCHEN_GRACE_MS,
    port: given.KITCHEN_PORT,
    bootstrapServers: given.KAFKA_BOOTSTRAP_SERVERS,
    registryUrl: given.SCHEMA_REGISTRY_URL,
    topicPrefix: given.LONGSHORE_TOPIC_PREFIX,
    jobId: given.LONGSHORE_JOB_ID,
    attemptId: given.LONGSHORE_ATTEMPT_ID,
    agentId: given.LONGSHORE_AGENT_ID,
  });
}
