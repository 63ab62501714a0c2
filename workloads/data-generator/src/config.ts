import { generatorSchema, LIMITS, topicSchema } from '@longshore/schemas';
import { z } from 'zod';

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

const environmentSchema = z
  .object({
    KAFKA_BOOTSTRAP_SERVERS: optional(
      z
        .string()
        .default('localhost:9092')
        .refine(
          (text) =>
            text.split(',').every((server) => /^[^\s,:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(server.trim())),
          {
            error: 'expected host:port, or several separated by commas',
          },
        )
        .transform((text) => text.split(',').map((server) => server.trim())),
    ),
    TOPIC: optional(z.string({ error: 'expected the name of the topic to write to' }).pipe(topicSchema)),
    LONGSHORE_TASK_INDEX: optional(wholeNumber('a whole number from 0', 0, LIMITS.parallelismMax - 1).prefault('0')),
    LONGSHORE_TASK_COUNT: optional(
      wholeNumber(`a whole number from 1 to ${LIMITS.parallelismMax}`, 1, LIMITS.parallelismMax).prefault('1'),
    ),
    LONGSHORE_GENERATOR_COUNT: optional(
      wholeNumber(
        `a whole number from 1 to ${LIMITS.recordCountMax}, or nothing for an endless stream`,
        1,
        LIMITS.recordCountMax,
      )
        .nullable()
        .prefault(null),
    ),
    LONGSHORE_GENERATOR_RATE: optional(
      z
        .string()
        .refine((text) => Number(text) > 0 && Number(text) <= LIMITS.ratePerSecondMax, {
          error: `expected records a second, above 0 and at most ${LIMITS.ratePerSecondMax}, or nothing for as fast as it goes`,
        })
        .transform(Number)
        .nullable()
        .prefault(null),
    ),
    LONGSHORE_GENERATOR_SEED: optional(
      wholeNumber('a whole number from 0 to 4294967295', 0, 4_294_967_295).prefault('1'),
    ),
    LONGSHORE_GENERATOR_FORMAT: optional(z.enum(['json'], { error: 'expected json' }).prefault('json')),
    LONGSHORE_GENERATOR_TEMPLATE: optional(
      z
        .string()
        .transform((text, context) => {
          try {
            return JSON.parse(text) as unknown;
          } catch (error) {
            context.addIssue(
              `expected a JSON object of fields, such as {"name":"person.fullName"}: ${(error as Error).message}`,
            );
            return z.NEVER;
          }
        })
        .pipe(generatorSchema.shape.template)
        .prefault(JSON.stringify(generatorSchema.parse({}).template)),
    ),
    LONGSHORE_GENERATOR_KAFKA_DEADLINE_MS: optional(
      wholeNumber('milliseconds, from 0 to 86400000', 0, 86_400_000).prefault('120000'),
    ),
  })
  .refine((values) => values.LONGSHORE_TASK_INDEX < values.LONGSHORE_TASK_COUNT, {
    path: ['LONGSHORE_TASK_INDEX'],
    error: 'expected a number below LONGSHORE_TASK_COUNT',
  })
  .transform((values) => ({
    bootstrapServers: values.KAFKA_BOOTSTRAP_SERVERS,
    topic: values.TOPIC,
    taskIndex: values.LONGSHORE_TASK_INDEX,
    taskCount: values.LONGSHORE_TASK_COUNT,
    /** Records of all tasks together; null: endless. */
    totalCount: values.LONGSHORE_GENERATOR_COUNT,
    /** Of all tasks together; null: unbounded. */
    totalRatePerSecond: values.LONGSHORE_GENERATOR_RATE,
    seed: values.LONGSHORE_GENERATOR_SEED,
    format: values.LONGSHORE_GENERATOR_FORMAT,
    template: values.LONGSHORE_GENERATOR_TEMPLATE,
    /** How long Kafka may be away before the program gives up. */
    kafkaDeadlineMs: values.LONGSHORE_GENERATOR_KAFKA_DEADLINE_MS,
  }));

export type GeneratorConfig = Readonly<z.output<typeof environmentSchema>>;

/**
 * Reads the program's settings from the environment.
 *
 * @throws ConfigError naming each variable that is wrong, what was given and what is accepted
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): GeneratorConfig {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const [variable, ...inside] = issue.path.map(String);
    const given = environment[variable ?? ''];
    const where = inside.length > 0 ? ` (at ${inside.join('.')})` : '';
    return `${variable}${where}: ${issue.message}, got ${given === undefined ? 'nothing' : `"${given}"`}`;
  });
  throw new ConfigError(lines.join('\n'));
}
