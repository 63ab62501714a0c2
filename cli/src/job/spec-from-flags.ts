import { kindMeantBy } from '@longshore/schemas';

/** The options of `job run` and `job plan` that say what the job is, as commander hands them over. */
export interface SpecFlags {
  kind?: string;
  name?: string;
  image?: string;
  topic?: string;
  env?: Record<string, string>;
  cpu?: number;
  memory?: number;
  pids?: number;
  parallelism?: number;
  perHost?: boolean;
  priority?: number;
  agent?: string[];
  label?: Record<string, string>;
  constraint?: string[];
  prefer?: Record<string, string>;
  affinity?: string[];
  platform?: string;
  spread?: string;
  near?: { latitude: number; longitude: number };
  tries?: number;
  pull?: 'missing' | 'always' | 'never';
  pullTimeout?: number;
  grace?: number;
  deadline?: number;
  jobDeadline?: number;
  entrypoint?: string;
  workdir?: string;
  user?: string;
  count?: number | 'endless';
  rate?: number;
  seed?: number;
  field?: Record<string, string>;
}

/** A job spec on its way to the control plane, which is the one to judge it. */
export type LooseSpec = Record<string, unknown>;

const PULL_POLICIES = { missing: 'IF_MISSING', always: 'ALWAYS', never: 'NEVER' } as const;

/**
 * What flags ask for, laid over a job from elsewhere. Only what was given is set: the control plane fills in the defaults.
 *
 * @param fields - fields of a generated record from a file; single fields given as flags win
 */
export function layFlagsOver(
  base: LooseSpec,
  flags: SpecFlags,
  command: readonly string[],
  fields: Record<string, unknown> | undefined,
): LooseSpec {
  const generator = defined({
    count: flags.count === 'endless' ? null : flags.count,
    ratePerSecond: flags.rate,
    seed: flags.seed,
    template: fields === undefined && flags.field === undefined ? undefined : { ...fields, ...flags.field },
  });
  return layOver(
    base,
    defined({
      kind: flags.kind,
      name: flags.name,
      image: flags.image,
      topic: flags.topic,
      environment: flags.env,
      resources: nested({ cpuMillis: flags.cpu, memoryBytes: flags.memory, pidsLimit: flags.pids }),
      parallelism: flags.parallelism,
      perHost: flags.perHost,
      priority: flags.priority,
      placement: nested({
        agents: flags.agent,
        labels: flags.label,
        constraints: flags.constraint,
        preferredLabels: flags.prefer,
        affinities: flags.affinity?.map((expression) => ({ expression })),
        platform: flags.platform,
        spreadOver: flags.spread,
        near: flags.near,
      }),
      retry: nested({ maxAttempts: flags.tries }),
      imagePolicy: flags.pull === undefined ? undefined : PULL_POLICIES[flags.pull],
      pullTimeoutMs: flags.pullTimeout,
      stopGraceMs: flags.grace,
      deadlineMs: flags.deadline,
      jobDeadlineMs: flags.jobDeadline,
      entrypoint: flags.entrypoint === undefined ? undefined : [flags.entrypoint],
      command: command.length === 0 ? undefined : [...command],
      workingDirectory: flags.workdir,
      user: flags.user,
      generator: Object.keys(generator).length === 0 ? undefined : generator,
    }),
  );
}

/** The job that flags ask for, laid over one from elsewhere, of the kind that is named or meant. */
export function specFromFlags(
  base: LooseSpec,
  flags: SpecFlags,
  command: readonly string[],
  fields: Record<string, unknown> | undefined,
): LooseSpec {
  const { kind, ...spec } = layFlagsOver(base, flags, command, fields);
  return { kind: kind ?? kindMeantBy(spec), ...spec };
}

/** One job laid over another: its fields win, and mappings are merged name by name. */
export function layOver(base: LooseSpec, over: LooseSpec): LooseSpec {
  const merged = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const before = merged[name];
    merged[name] = isRecord(before) && isRecord(value) ? layOver(before, value) : value;
  }
  return merged;
}

/** Whether a value is a mapping of names to values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function defined(values: LooseSpec): LooseSpec {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function nested(values: LooseSpec): LooseSpec | undefined {
  const given = defined(values);
  return Object.keys(given).length === 0 ? undefined : given;
}
