import { tmpdir } from 'node:os';
import { ID_PATTERN, LIMITS } from '@longshore/schemas';
import { z } from 'zod';
import { SORTER_FAILPOINTS, type SorterFailpoint } from './failpoint.ts';

/** A variable of the environment that cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An unset variable and an empty one are the same: `docker run -e NAME=` is how people unset one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const wholeNumber = (expected: string, least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `expected ${expected}`,
    })
    .transform(Number);

const mebibyte = 1024 * 1024;

const environmentSchema = z
  .object({
    KAFKA_BOOTSTRAP_SERVERS: optional(
      z
        .string()
        .default('localhost:9092')
        .refine(
          (text) =>
            text.split(',').every((server) => /^[^\s,:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(server.trim())),
          { error: 'expected host:port, or several separated by commas' },
        )
        .transform((text) => text.split(',').map((server) => server.trim())),
    ),
    SORT_ID: optional(z.string({ error: 'expected the id of a sort' }).regex(ID_PATTERN, 'expected the id of a sort')),
    SORT_TOPIC_PREFIX: optional(z.string().max(100).default('')),
    SORT_MEMORY_BYTES: optional(
      wholeNumber('bytes, from 1 MiB', mebibyte, Number.MAX_SAFE_INTEGER).prefault(String(64 * mebibyte)),
    ),
    SORT_CHUNK_BYTES: optional(
      wholeNumber('bytes, from 1 KiB to 1 MiB', 1_024, mebibyte).prefault(String(256 * 1_024)),
    ),
    SORT_SPILL_FOLDER: optional(z.string().default(tmpdir())),
    SORT_SILENT_AFTER_MS: optional(wholeNumber('milliseconds, from 100', 100, 3_600_000).prefault('10000')),
    SORT_SLOW_AFTER_MS: optional(wholeNumber('milliseconds, from 100', 100, 3_600_000).prefault('5000')),
    SORT_KAFKA_DEADLINE_MS: optional(wholeNumber('milliseconds, from 0 to 86400000', 0, 86_400_000).prefault('120000')),
    LONGSHORE_TASK_INDEX: optional(wholeNumber('a whole number from 0', 0, LIMITS.parallelismMax - 1)),
    LONGSHORE_AGENT_ID: optional(z.string().default('')),
    LONGSHORE_FAILPOINT: optional(
      z
        .string()
        .transform((text, context) => {
          const [name = '', nth = '1'] = text.split(':');
          if ((SORTER_FAILPOINTS as readonly string[]).includes(name) && /^[1-9]\d*$/.test(nth)) {
            return { name: name as SorterFailpoint, nth: Number(nth) };
          }
          context.addIssue(`expected one of ${SORTER_FAILPOINTS.join(', ')}, and :<nth> if it is not the first time`);
          return z.NEVER;
        })
        .nullable()
        .default(null),
    ),
  })
  .transform((values) => ({
    bootstrapServers: values.KAFKA_BOOTSTRAP_SERVERS,
    sortId: values.SORT_ID,
    topicPrefix: values.SORT_TOPIC_PREFIX,
    /** What may be in memory at once of what is sorted. */
    memoryBytes: values.SORT_MEMORY_BYTES,
    chunkBytes: values.SORT_CHUNK_BYTES,
    spillFolder: values.SORT_SPILL_FOLDER,
    silentAfterMs: values.SORT_SILENT_AFTER_MS,
    slowAfterMs: values.SORT_SLOW_AFTER_MS,
    /** How long Kafka may be away before the program gives up. */
    kafkaDeadlineMs: values.SORT_KAFKA_DEADLINE_MS,
    /** 0 coordinates, all others sort. */
    taskIndex: values.LONGSHORE_TASK_INDEX,
    agentId: values.LONGSHORE_AGENT_ID,
    failpoint: values.LONGSHORE_FAILPOINT,
  }));

export type SorterConfig = Readonly<z.output<typeof environmentSchema>>;

/**
 * Reads the program's settings from the environment.
 *
 * @throws ConfigError naming each variable that is wrong, what was given and what is accepted
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): SorterConfig {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const [variable] = issue.path.map(String);
    const given = environment[variable ?? ''];
    return `${variable}: ${issue.message}, got ${given === undefined ? 'nothing' : `"${given}"`}`;
  });
  throw new ConfigError(lines.join('\n'));
}
