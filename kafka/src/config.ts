import { z } from 'zod';

/** A variable of the environment that cannot be used: its name, what was given, what is accepted. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An unset variable and an empty one are the same. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const wholeNumber = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, { error })
    .transform(Number);
};

const address = /^[^\s,:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/;

const environmentSchema = z.object({
  KAFKA_BOOTSTRAP_SERVERS: optional(
    z
      .string()
      .refine((text) => text.split(',').every((server) => address.test(server.trim())), {
        error: 'host:port, or several separated by commas',
      })
      .transform((text) => text.split(',').map((server) => server.trim()))
      .prefault('127.0.0.1:9092'),
  ),
  SCHEMA_REGISTRY_URL: optional(
    z
      .url({ protocol: /^https?$/, error: 'an http or https address, path included' })
      .prefault('http://127.0.0.1:8081/apis/ccompat/v7'),
  ),
  // Kafka's own rule for topic names leaves out everything that a shell or a URL would trip over.
  LONGSHORE_TOPIC_PREFIX: optional(
    z
      .string()
      .regex(/^[A-Za-z0-9._-]{0,100}$/, { error: 'up to 100 letters, digits, ".", "_" and "-"' })
      .prefault(''),
  ),
  LONGSHORE_TOPIC_PARTITIONS: optional(wholeNumber(1, 1000).prefault('12')),
  LONGSHORE_TOPIC_REPLICATION: optional(wholeNumber(1, 7).prefault('1')),
  LONGSHORE_INITIALIZE_DEADLINE_MS: optional(wholeNumber(1000, 3_600_000).prefault('120000')),
});

/** What the initializer is told. */
export interface InitializeConfig {
  readonly bootstrapServers: readonly string[];
  readonly registryUrl: string;
  readonly topicPrefix: string;
  readonly partitions: number;
  readonly replication: number;
  /** Longest wait for brokers and registry. */
  readonly deadlineMs: number;
}

/**
 * Reads the initializer's settings.
 * @throws ConfigError naming every variable that cannot be used
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): InitializeConfig {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name} is ${JSON.stringify(environment[name])} · accepted: ${issue.message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const read = parsed.data;
  return Object.freeze({
    bootstrapServers: Object.freeze(read.KAFKA_BOOTSTRAP_SERVERS),
    registryUrl: read.SCHEMA_REGISTRY_URL,
    topicPrefix: read.LONGSHORE_TOPIC_PREFIX,
    partitions: read.LONGSHORE_TOPIC_PARTITIONS,
    replication: read.LONGSHORE_TOPIC_REPLICATION,
    deadlineMs: read.LONGSHORE_INITIALIZE_DEADLINE_MS,
  });
}
