import { z } from 'zod';
import { RETRYABLE_FAILURES } from './failures.ts';
import { FAILURE_CODE_SYMBOLS } from './generated/avro.ts';
import { ID_PATTERN } from './ids.ts';
import { LABEL_NAME, LabelExpressionError, parseLabelExpression } from './label-expression.ts';
import { WORK_LIMITS, WORK_TYPES } from './work-item.ts';

/** Bounds of what a job may ask for; a request beyond them is refused at submit. */
export const LIMITS = {
  nameLength: 120,
  imageLength: 512,
  topicLength: 249,
  parallelismMax: 1_000,
  cpuMillisMin: 10,
  cpuMillisMax: 1_024_000,
  memoryBytesMin: 6 * 1024 * 1024,
  memoryBytesMax: 16 * 1024 ** 4,
  recordCountMax: 1_000_000_000_000,
  ratePerSecondMax: 10_000_000,
  environmentEntriesMax: 200,
  environmentBytesMax: 131_072,
  commandBytesMax: 131_072,
  durationMsMax: 365 * 24 * 3_600_000,
  bodyBytesMax: 1_048_576,
} as const;

/** The image reference grammar of the distribution project (`distribution/reference`): [registry[:port]/]path[:tag][@digest]. */
const IMAGE =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

export const imageSchema = z
  .string()
  .min(1, 'name an image, such as longshore/data-generator:dev')
  .max(LIMITS.imageLength)
  .regex(
    IMAGE,
    'not an image name: expected [registry/]path[:tag][@digest] in lower case, such as ghcr.io/acme/tool:1.2',
  );

/** What Kafka takes as a topic's name. */
export const topicSchema = z
  .string()
  .min(1, 'name a topic')
  .max(LIMITS.topicLength, `a topic's name has at most ${LIMITS.topicLength} characters`)
  .regex(/^[a-zA-Z0-9._-]+$/, 'Kafka takes letters, digits, "." "_" and "-" in a topic name')
  .refine((name) => name !== '.' && name !== '..', 'Kafka refuses "." and ".." as topic names');

const durationMs = z.number().int('whole milliseconds').min(0).max(LIMITS.durationMsMax, 'at most a year');

/** Deadlines are durations: nobody’s clock but the control plane’s says when one has passed. */
const deadline = z
  .number()
  .int('whole milliseconds')
  .min(1_000, 'a deadline is a time from now, of at least 1 s (1000)')
  .max(LIMITS.durationMsMax, 'at most a year');

export const labelsSchema = z.record(
  z.string().regex(LABEL_NAME, 'a label has 1–63 letters, digits, ".", "_", "/" or "-"'),
  z.string().max(255),
);

/** A label expression as text, checked by the parser that placement uses: its words are the complaint. */
export const labelExpressionSchema = z
  .string()
  .max(1_000, 'at most 1000 characters')
  .superRefine((text, context) => {
    try {
      parseLabelExpression(text);
    } catch (error) {
      if (!(error instanceof LabelExpressionError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

export const resourcesSchema = z.strictObject({
  cpuMillis: z
    .number()
    .int('whole thousandths of a core')
    .min(LIMITS.cpuMillisMin, `at least ${LIMITS.cpuMillisMin} (a hundredth of a core)`)
    .max(LIMITS.cpuMillisMax, `at most ${LIMITS.cpuMillisMax}`)
    .default(250)
    .describe('Thousandths of a core that are reserved; also the limit.'),
  memoryBytes: z
    .number()
    .int('whole bytes')
    .min(LIMITS.memoryBytesMin, 'at least 6 MiB, the smallest limit an engine takes')
    .max(LIMITS.memoryBytesMax, 'at most 16 TiB')
    .default(256 * 1024 * 1024)
    .describe('Memory that is reserved; a container that uses more is killed.'),
  pidsLimit: z.number().int().min(1).max(100_000).default(256).describe('Most processes and threads at once.'),
});

export const retrySchema = z.strictObject({
  maxAttempts: z.number().int().min(1).max(100).default(3).describe('Tries in all, the first included.'),
  initialDelayMs: durationMs.default(1_000),
  maxDelayMs: durationMs.default(60_000),
  reasons: z
    .array(z.enum(FAILURE_CODE_SYMBOLS))
    .default([...RETRYABLE_FAILURES])
    .describe('Which failures are tried again.'),
});

export const placementSchema = z.strictObject({
  agents: z.array(z.string().min(1).max(120)).max(1_000).default([]).describe('Only these agents; empty: any.'),
  labels: labelsSchema.default({}).describe('Labels that the agent must have.'),
  constraints: z
    .array(labelExpressionSchema)
    .max(50, 'at most 50 constraints')
    .default([])
    .describe(
      'Expressions that the agent’s labels must satisfy, all of them: zone in (eu, us), zone != ap, gpu, !spot, cores >= 8.',
    ),
  preferredLabels: labelsSchema.default({}).describe('Labels that the agent had better have.'),
  affinities: z
    .array(
      z.strictObject({
        expression: labelExpressionSchema,
        weight: z
          .number()
          .min(0.01, 'more than 0: to keep off agents, word the expression the other way round')
          .max(100, 'at most 100')
          .default(1)
          .describe('Against 1 for each preferred label and for an image that is there already.'),
      }),
    )
    .max(50, 'at most 50 affinities')
    .default([])
    .describe('Expressions that the agent’s labels had better satisfy.'),
  platform: z
    .string()
    .regex(
      /^[a-z0-9]+\/[a-z0-9_]+$/,
      'operating system and architecture as the engine calls them, such as linux/amd64 or linux/arm64',
    )
    .nullable()
    .default(null)
    .describe('What the image is made for, such as linux/amd64; null: any.'),
  spreadOver: z
    .string()
    .regex(LABEL_NAME, 'the name of a label, such as zone, or agent')
    .nullable()
    .default(null)
    .describe(
      'Spread the tasks as evenly as room allows over the values of this label; agent: over the agents themselves; null: where each scores best.',
    ),
  near: z
    .strictObject({
      latitude: z.number().min(-90, 'from -90 to 90 degrees').max(90, 'from -90 to 90 degrees'),
      longitude: z.number().min(-180, 'from -180 to 180 degrees').max(180, 'from -180 to 180 degrees'),
    })
    .nullable()
    .default(null)
    .describe('Where on Earth the agent had better be near, in degrees; null: anywhere.'),
});

/** Bytes of a value as it travels. Bounded so that an instruction always is a record that Kafka takes. */
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).byteLength;

/** A program's arguments. Linux takes no single one above 128 KiB either. */
const argumentsSchema = z
  .array(z.string())
  .max(1_000, 'at most 1000')
  .refine((words) => bytesOf(words) <= LIMITS.commandBytesMax, `at most ${LIMITS.commandBytesMax} bytes in all`);

const environmentSchema = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable name has letters, digits and "_", and no digit first'),
    z.string(),
  )
  .refine(
    (entries) => Object.keys(entries).length <= LIMITS.environmentEntriesMax,
    `at most ${LIMITS.environmentEntriesMax} variables`,
  )
  .refine(
    (entries) => bytesOf(entries) <= LIMITS.environmentBytesMax,
    `at most ${LIMITS.environmentBytesMax} bytes of environment`,
  )
  .refine(
    (entries) => Object.keys(entries).every((name) => !name.startsWith('LONGSHORE_')),
    'names that start with LONGSHORE_ are set by Longshore',
  );

const commonFields = {
  name: z
    .string()
    .trim()
    .min(1, 'give the job a name')
    .max(LIMITS.nameLength, `at most ${LIMITS.nameLength} characters`)
    .optional()
    .describe('For people. Default: the image’s name and a few letters.'),
  topic: topicSchema
    .optional()
    .describe('The topic that the program writes to or reads; it is created if it is missing.'),
  environment: environmentSchema.default({}),
  resources: resourcesSchema.prefault({}),
  parallelism: z
    .number()
    .int('a whole number of tasks')
    .min(1, 'at least 1: a job of no task does nothing')
    .max(LIMITS.parallelismMax, `at most ${LIMITS.parallelismMax} tasks; make it several jobs for more`)
    .default(1)
    .describe('How many tasks the job has.'),
  priority: z.number().int().min(0).max(100).default(50).describe('Higher goes first.'),
  placement: placementSchema.prefault({}),
  retry: retrySchema.prefault({}),
  onPartition: z
    .enum(['replace', 'wait'])
    .default('replace')
    .describe(
      'When the agent falls silent: replace starts another attempt elsewhere, and stops the old one when the agent is back; wait keeps to the old one.',
    ),
  imagePolicy: z.enum(['IF_MISSING', 'ALWAYS', 'NEVER']).default('IF_MISSING').describe('When the image is pulled.'),
  pullTimeoutMs: durationMs.min(1_000).default(600_000),
  stopGraceMs: durationMs
    .max(3_600_000, 'at most an hour')
    .default(10_000)
    .describe('Time between SIGTERM and SIGKILL.'),
  deadlineMs: deadline.optional().describe('Longest run of one attempt.'),
  jobDeadlineMs: deadline
    .optional()
    .describe('Longest time from the submission to the end of the whole job: then it is stopped, and has failed.'),
};

/** What a generated record holds: field name → an expression of the generator's template language. */
export const templateSchema = z
  .record(z.string().min(1).max(120), z.string().max(500))
  .refine((fields) => Object.keys(fields).length >= 1, 'a template needs at least one field')
  .refine((fields) => Object.keys(fields).length <= 100, 'a template has at most 100 fields');

export const generatorSchema = z.strictObject({
  count: z
    .number()
    .int('a whole number of records')
    .min(1, 'at least 1; leave it out for an endless stream')
    .max(LIMITS.recordCountMax, `at most ${LIMITS.recordCountMax}`)
    .nullable()
    .default(10_000)
    .describe('Records in all, shared among the tasks; null: until stopped.'),
  ratePerSecond: z
    .number()
    .positive('more than 0; leave it out for as fast as it goes')
    .max(LIMITS.ratePerSecondMax, `at most ${LIMITS.ratePerSecondMax}`)
    .nullable()
    .default(null)
    .describe('Records a second, of all tasks together; null: as fast as it goes.'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same records.'),
  format: z.enum(['json']).default('json'),
  template: templateSchema
    .default({
      id: 'string.uuid',
      name: 'person.fullName',
      email: 'internet.email',
      city: 'location.city',
      amount: 'finance.amount',
      at: 'date.recent',
    })
    .describe('Fields of a record, each a method of faker, such as person.fullName.'),
});

/** The image that a data-generator job runs unless it names another. */
export const GENERATOR_IMAGE = 'longshore/data-generator:dev';

/** What makes a container a worker of typed queues. */
const workSchema = z.strictObject({
  types: z
    .array(z.enum(WORK_TYPES))
    .min(1, 'a worker takes at least one type')
    .refine((types) => new Set(types).size === types.length, 'each type once')
    .describe('Queues that it takes items from.'),
  concurrency: z
    .number()
    .int('a whole number')
    .min(1, 'at least 1')
    .max(WORK_LIMITS.concurrencyMax, `at most ${WORK_LIMITS.concurrencyMax}`)
    .optional()
    .describe('Items of a type at once; left out: as many as it has processors.'),
});

/** The image that workers run which the fleet starts by itself. */
export const WORKER_IMAGE = 'longshore/worker:dev';

const containerJobSchema = z
  .strictObject({
    kind: z.literal('container'),
    ...commonFields,
    perHost: z
      .boolean()
      .default(false)
      .describe('One task on each matching agent, also on those that join later, until the job is stopped.'),
    image: imageSchema,
    entrypoint: argumentsSchema.optional().describe('Instead of the image’s own.'),
    command: argumentsSchema.optional().describe('Arguments, instead of the image’s own.'),
    workingDirectory: z.string().startsWith('/', 'an absolute path inside the container').optional(),
    user: z.string().max(100).optional(),
    work: workSchema
      .optional()
      .describe('The container takes work items: it is told how to reach the API, with a key that ends with it.'),
  })
  .superRefine((spec, context) => {
    if (!spec.perHost) return;
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (spec.parallelism !== 1) {
      refuse(['parallelism'], 'a per-host job has one task on each matching agent: leave parallelism out');
    }
    if (spec.placement.spreadOver !== null) {
      refuse(['placement', 'spreadOver'], 'a per-host job is on every matching agent: there is nothing to spread');
    }
  });

const generatorJobSchema = z.strictObject({
  kind: z.literal('data-generator'),
  ...commonFields,
  image: imageSchema.default(GENERATOR_IMAGE),
  topic: topicSchema,
  generator: generatorSchema.prefault({}),
});

/** The image that sorts run. */
export const SORTER_IMAGE = 'longshore/sorter:dev';

const sortJobSchema = z.strictObject({
  kind: z.literal('sort'),
  ...commonFields,
  image: imageSchema.default(SORTER_IMAGE),
  sort: z.strictObject({
    id: z.string().regex(ID_PATTERN, 'the id of a sort'),
    topicPrefix: z.string().max(100).default(''),
    memoryBytes: z.number().int().min(1_048_576).describe('What a sorter may have in memory of what it sorts.'),
  }),
});

/** A job as the user words it. Unknown fields are refused. */
export const jobSpecSchema = z.discriminatedUnion('kind', [containerJobSchema, generatorJobSchema]);

/** What a client may send: defaults left out. */
export type JobSpecInput = z.input<typeof jobSpecSchema>;
/** A job as it is stored: those of sorts, which are made with their sort, too. */
export const storedJobSpecSchema = z.discriminatedUnion('kind', [
  containerJobSchema,
  generatorJobSchema,
  sortJobSchema,
]);

/** What is stored: every default filled in. */
export type JobSpec = z.output<typeof storedJobSpecSchema>;
/** A job that somebody words, whole. */
export type WordedJobSpec = z.output<typeof jobSpecSchema>;

/** The spec as somebody could have worded it; null: it was made with its sort, and cannot be submitted by itself. */
export function wordedSpec(spec: JobSpec): WordedJobSpec | null {
  return spec.kind === 'sort' ? null : spec;
}

/** Whether the job has a task on each matching agent, and runs until it is stopped. */
export function isPerHost(spec: JobSpec): boolean {
  return spec.kind === 'container' && spec.perHost;
}

export type JobKind = JobSpec['kind'];
export type Resources = z.output<typeof resourcesSchema>;
export type RetryPolicy = z.output<typeof retrySchema>;
export type PlacementWish = z.output<typeof placementSchema>;
export type GeneratorSpec = z.output<typeof generatorSchema>;
