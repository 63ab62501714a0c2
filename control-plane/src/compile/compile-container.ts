import {
  type ContainerSpec,
  type GeneratorSpec,
  isPerHost,
  type JobSpec,
  KITCHEN_STATUS_MS,
  kitchenOfTask,
} from '@longshore/schemas';

/** By it an instruction is known to be that of a worker: jobs cannot set variables of this prefix. */
export const WORKER_TYPES_VARIABLE = 'LONGSHORE_WORKER_TYPES';

/** Caps of what one attempt may write to `Job_Logs`. */
const LOG_LINES_PER_SECOND_MAX = 1_000;
const LOG_BYTES_MAX = 16 * 1024 * 1024;

/** How the data-generator's image is told what to do; each container works out its own share from its task's index. */
function generatorEnvironment(topic: string, generator: GeneratorSpec): Record<string, string> {
  return {
    TOPIC: topic,
    ...(generator.count === null ? {} : { LONGSHORE_GENERATOR_COUNT: String(generator.count) }),
    ...(generator.ratePerSecond === null ? {} : { LONGSHORE_GENERATOR_RATE: String(generator.ratePerSecond) }),
    LONGSHORE_GENERATOR_SEED: String(generator.seed),
    LONGSHORE_GENERATOR_FORMAT: generator.format,
    LONGSHORE_GENERATOR_TEMPLATE: JSON.stringify(generator.template),
  };
}

/** How the sorter's image is told what to do; each container works out its part from its task's index. */
function sorterEnvironment({ id, topicPrefix, memoryBytes }: Extract<JobSpec, { kind: 'sort' }>['sort']) {
  return { SORT_ID: id, SORT_TOPIC_PREFIX: topicPrefix, SORT_MEMORY_BYTES: String(memoryBytes) };
}

/** How a worker is told what to take. Its key is added as the instruction leaves. */
function workerEnvironment({ types, concurrency }: NonNullable<Extract<JobSpec, { kind: 'container' }>['work']>) {
  return {
    [WORKER_TYPES_VARIABLE]: types.join(','),
    ...(concurrency === undefined ? {} : { LONGSHORE_WORKER_CONCURRENCY: String(concurrency) }),
  };
}

type KitchenJob = Extract<JobSpec, { kind: 'kitchen' }>;

/** How a kitchen is told what it is, each of a job its own. */
function kitchenEnvironment({ kitchen, parallelism, stopGraceMs }: KitchenJob, taskIndex: number) {
  const own = kitchenOfTask(kitchen, taskIndex, parallelism);
  return {
    KITCHEN_ID: own.id,
    KITCHEN_NAME: own.name,
    KITCHEN_LATITUDE: String(own.location.latitude),
    KITCHEN_LONGITUDE: String(own.location.longitude),
    KITCHEN_CAPACITY: String(own.capacity),
    KITCHEN_RAIL_MAX: String(own.railMax),
    KITCHEN_SPECIALTIES: own.specialties.join(','),
    KITCHEN_CLOCK_FACTOR: String(own.clockFactor),
    KITCHEN_GRACE_MS: String(stopGraceMs),
  };
}

/** The container that carries out one task of a job. The same job and task always give the same container. */
export function compileContainer(spec: JobSpec, taskIndex: number): ContainerSpec {
  const own = spec.kind === 'container' ? spec : null;
  return {
    kind: spec.kind,
    image: spec.image,
    imagePolicy: spec.imagePolicy,
    entrypoint: own?.entrypoint ?? null,
    command: own?.command ?? null,
    environment: {
      // The one thing that a job may say otherwise.
      ...(spec.kind === 'kitchen' ? { KITCHEN_STATUS_MS: String(KITCHEN_STATUS_MS) } : {}),
      ...spec.environment,
      ...(own?.work === undefined ? {} : workerEnvironment(own.work)),
      ...(spec.kind === 'data-generator' ? generatorEnvironment(spec.topic, spec.generator) : {}),
      ...(spec.kind === 'sort' ? sorterEnvironment(spec.sort) : {}),
      ...(spec.kind === 'kitchen' ? kitchenEnvironment(spec, taskIndex) : {}),
    },
    workingDirectory: own?.workingDirectory ?? null,
    user: own?.user ?? null,
    topic: spec.topic ?? null,
    // A task of a per-host job is alone on its host: which host it is, the agent's id tells.
    taskIndex: isPerHost(spec) ? 0 : taskIndex,
    taskCount: spec.parallelism,
    cpuMillis: spec.resources.cpuMillis,
    memoryLimitBytes: spec.resources.memoryBytes,
    pidsLimit: spec.resources.pidsLimit,
    stopGraceMs: spec.stopGraceMs,
    pullTimeoutMs: spec.pullTimeoutMs,
    deadlineMs: spec.deadlineMs ?? null,
    logLinesPerSecondMax: LOG_LINES_PER_SECOND_MAX,
    logBytesMax: LOG_BYTES_MAX,
  };
}
