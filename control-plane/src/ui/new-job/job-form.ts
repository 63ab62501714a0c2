import {
  type FormedJobSpec,
  type FormedJobSpecInput,
  formedJobSpecSchema,
  GENERATOR_IMAGE,
  isPerHost,
} from '@longshore/schemas';

/** A name and a value side by side: a variable, a field of a record. */
export interface Pair {
  name: string;
  value: string;
}

/** What stands in the fields, in the units that people think in. An empty field is ''. */
export interface JobForm {
  kind: 'data-generator' | 'container';
  name: string;
  topic: string;
  image: string;
  count: number | '';
  endless: boolean;
  rate: number | '';
  seed: number | '';
  template: Pair[];
  entrypoint: string;
  command: string;
  cores: number | '';
  memoryMebibytes: number | '';
  parallelism: number | '';
  perHost: boolean;
  agents: string[];
  labels: string[];
  constraints: string[];
  affinities: string[];
  platform: string;
  spreadOver: string;
  /** Latitude and longitude, as text. */
  near: string;
  priority: number | '';
  environment: Pair[];
  maxAttempts: number | '';
  deadlineMinutes: number | '';
  jobDeadlineMinutes: number | '';
  stopGraceSeconds: number | '';
  imagePolicy: 'IF_MISSING' | 'ALWAYS' | 'NEVER';
  /** What the form began with: fields that it does not show go on as they were. */
  basis: FormedJobSpec;
}

const minuteMs = 60_000;
const mebibyte = 1_048_576;
const defaults = formedJobSpecSchema.parse({ kind: 'data-generator', topic: 'x' });

/** The form with the schema's own defaults in it. */
export const EMPTY_FORM: JobForm = { ...fromSpec(defaults), topic: '' };

/** The form that stands for a spec, for running one again with changes. */
export function fromSpec(spec: FormedJobSpec): JobForm {
  const generator = spec.kind === 'data-generator' ? spec.generator : null;
  return {
    kind: spec.kind,
    name: spec.name ?? '',
    topic: spec.topic ?? '',
    image: spec.image,
    count: generator?.count ?? (generator === null ? 10_000 : ''),
    endless: generator !== null && generator.count === null,
    rate: generator?.ratePerSecond ?? '',
    seed: generator?.seed ?? 1,
    template: Object.entries(generator?.template ?? {}).map(([name, value]) => ({ name, value })),
    entrypoint: spec.kind === 'container' ? (spec.entrypoint ?? []).join('\n') : '',
    command: spec.kind === 'container' ? (spec.command ?? []).join('\n') : '',
    cores: spec.resources.cpuMillis / 1_000,
    memoryMebibytes: spec.resources.memoryBytes / mebibyte,
    parallelism: spec.parallelism,
    perHost: isPerHost(spec),
    agents: spec.placement.agents,
    labels: Object.entries(spec.placement.labels).map(([name, value]) => `${name}=${value}`),
    constraints: spec.placement.constraints,
    affinities: spec.placement.affinities.map(({ expression }) => expression),
    platform: spec.placement.platform ?? '',
    spreadOver: spec.placement.spreadOver ?? '',
    near: nearText(spec.placement.near),
    priority: spec.priority,
    environment: Object.entries(spec.environment).map(([name, value]) => ({ name, value })),
    maxAttempts: spec.retry.maxAttempts,
    deadlineMinutes: spec.deadlineMs === undefined ? '' : spec.deadlineMs / minuteMs,
    jobDeadlineMinutes: spec.jobDeadlineMs === undefined ? '' : spec.jobDeadlineMs / minuteMs,
    stopGraceSeconds: spec.stopGraceMs / 1_000,
    imagePolicy: spec.imagePolicy,
    basis: spec,
  };
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const pairs = (rows: readonly Pair[]) =>
  Object.fromEntries(
    rows.filter(({ name, value }) => name !== '' || value !== '').map(({ name, value }) => [name, value]),
  );

function labelsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf('=');
      return equals === -1 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

function nearText(near: FormedJobSpec['placement']['near']): string {
  return near === null ? '' : `${near.latitude}, ${near.longitude}`;
}

/** What is no pair of numbers is sent as it is: the schema says what it should be. */
function nearOf(text: string): unknown {
  if (text.trim() === '') return null;
  const [latitude, longitude, ...rest] = text
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isPair = rest.length === 0 && Number.isFinite(latitude) && Number.isFinite(longitude);
  return isPair ? { latitude, longitude } : text.trim();
}

/** An affinity that the form began with keeps its weight. */
function placementOf(form: JobForm): Record<string, unknown> {
  const known = new Map(form.basis.placement.affinities.map((affinity) => [affinity.expression, affinity]));
  return {
    ...form.basis.placement,
    agents: form.agents,
    labels: labelsOf(form.labels),
    constraints: form.constraints,
    affinities: form.affinities.map((expression) => known.get(expression) ?? { expression }),
    platform: form.platform.trim() === '' ? null : form.platform.trim(),
    spreadOver: form.spreadOver.trim() === '' ? null : form.spreadOver.trim(),
    near: nearOf(form.near),
  };
}

/** Whether two values are the same as JSON: what equals the default is not sent. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What is sent for a form: what differs from the defaults, so that the request reads as the user's own words. */
export function toSpec(form: JobForm): FormedJobSpecInput {
  const { basis } = form;
  const whole: Record<string, unknown> = {
    onPartition: basis.onPartition,
    pullTimeoutMs: basis.pullTimeoutMs,
    name: form.name.trim() === '' ? undefined : form.name.trim(),
    topic: form.topic === '' ? undefined : form.topic,
    resources: without(
      {
        ...basis.resources,
        cpuMillis: form.cores === '' ? undefined : Math.round(form.cores * 1_000),
        memoryBytes: form.memoryMebibytes === '' ? undefined : Math.round(form.memoryMebibytes * mebibyte),
      },
      defaults.resources,
    ),
    parallelism: form.parallelism === '' || (form.perHost && form.kind === 'container') ? undefined : form.parallelism,
    priority: form.priority === '' ? undefined : form.priority,
    placement: without(placementOf(form), defaults.placement),
    environment: pairs(form.environment),
    retry: without(
      { ...basis.retry, maxAttempts: form.maxAttempts === '' ? undefined : form.maxAttempts },
      defaults.retry,
    ),
    deadlineMs: form.deadlineMinutes === '' ? undefined : Math.round(form.deadlineMinutes * minuteMs),
    jobDeadlineMs: form.jobDeadlineMinutes === '' ? undefined : Math.round(form.jobDeadlineMinutes * minuteMs),
    stopGraceMs: form.stopGraceSeconds === '' ? undefined : Math.round(form.stopGraceSeconds * 1_000),
    imagePolicy: form.imagePolicy,
  };
  const common = without(whole, { ...defaults, topic: undefined, name: undefined });
  if (form.kind === 'container') {
    const entrypoint = lines(form.entrypoint);
    const command = lines(form.command);
    return {
      kind: 'container',
      image: form.image,
      ...(form.perHost ? { perHost: true } : {}),
      ...common,
      ...(entrypoint.length > 0 ? { entrypoint } : {}),
      ...(command.length > 0 ? { command } : {}),
      ...(basis.kind === 'container' && basis.workingDirectory !== undefined
        ? { workingDirectory: basis.workingDirectory }
        : {}),
      ...(basis.kind === 'container' && basis.user !== undefined ? { user: basis.user } : {}),
    } as FormedJobSpecInput;
  }
  const generator = without(
    {
      count: form.endless ? null : form.count === '' ? undefined : form.count,
      ratePerSecond: form.rate === '' ? null : form.rate,
      seed: form.seed === '' ? undefined : form.seed,
      template: pairs(form.template),
    },
    defaults.kind === 'data-generator' ? defaults.generator : {},
  );
  return {
    kind: 'data-generator',
    topic: form.topic,
    ...(form.image === GENERATOR_IMAGE || form.image === '' ? {} : { image: form.image }),
    ...common,
    ...(Object.keys(generator).length > 0 ? { generator } : {}),
  } as FormedJobSpecInput;
}

function without(values: Record<string, unknown>, known: object): Record<string, unknown> {
  const usual = known as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      if (value === undefined || same(value, usual[name])) return false;
      return typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length > 0;
    }),
  );
}

/** Where in the form a path of the spec is shown: `resources.memoryBytes` → `memoryMebibytes`. */
const FIELDS: ReadonlyArray<readonly [path: string, field: keyof JobForm]> = [
  ['generator.count', 'count'],
  ['generator.ratePerSecond', 'rate'],
  ['generator.seed', 'seed'],
  ['generator.template', 'template'],
  ['resources.cpuMillis', 'cores'],
  ['resources.memoryBytes', 'memoryMebibytes'],
  ['placement.agents', 'agents'],
  ['placement.labels', 'labels'],
  ['placement.constraints', 'constraints'],
  ['placement.affinities', 'affinities'],
  ['placement.platform', 'platform'],
  ['placement.spreadOver', 'spreadOver'],
  ['placement.near', 'near'],
  ['retry.maxAttempts', 'maxAttempts'],
  ['deadlineMs', 'deadlineMinutes'],
  ['jobDeadlineMs', 'jobDeadlineMinutes'],
  ['perHost', 'perHost'],
  ['stopGraceMs', 'stopGraceSeconds'],
  ['environment', 'environment'],
  ['entrypoint', 'entrypoint'],
  ['command', 'command'],
  ['name', 'name'],
  ['topic', 'topic'],
  ['image', 'image'],
  ['parallelism', 'parallelism'],
  ['priority', 'priority'],
];

/** What is wrong, by field of the form; the first complaint about a field counts. */
export function errorsByField(
  errors: ReadonlyArray<{ path: string; message: string }>,
): Partial<Record<keyof JobForm, string>> {
  const found: Partial<Record<keyof JobForm, string>> = {};
  for (const { path, message } of errors) {
    const field =
      FIELDS.find(
        ([prefix]) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`),
      )?.[1] ?? 'name';
    found[field] ??= message;
  }
  return found;
}

/** Checks a form by the schema that the server checks with. */
export function validateForm(form: JobForm): Partial<Record<keyof JobForm, string>> {
  const parsed = formedJobSpecSchema.safeParse(toSpec(form));
  if (parsed.success) return {};
  return errorsByField(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}
