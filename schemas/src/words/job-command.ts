import { type JobSpecInput, jobSpecSchema } from '../job-spec.ts';
import { kindMeantBy } from '../job-template.ts';
import { shellWord } from './shell-word.ts';

type Fields = Record<string, unknown>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown) => [`${value as string | number}`];
const pairs = (value: unknown) => Object.entries(value as Fields).map(([name, text]) => `${name}=${text}`);
const milliseconds = (value: unknown) => [`${value as number}ms`];

function bytes(value: unknown): string[] {
  const mebibytes = (value as number) / 1_048_576;
  return [Number.isInteger(mebibytes) ? `${mebibytes}MiB` : `${value as number}`];
}

/** Agents are named with commas between them: a name with a comma of its own cannot be. */
function agents(value: unknown): string[] | null {
  const names = value as string[];
  return names.some((name) => name.includes(',') || name !== name.trim()) ? null : names;
}

/** The option takes an expression alone; one with a weight of its own needs a file. */
function expressions(value: unknown): string[] | null {
  const affinities = value as { expression: string; weight?: number }[];
  return affinities.some(({ weight = 1 }) => weight !== 1) ? null : affinities.map(({ expression }) => expression);
}

const PULL: Readonly<Record<string, string>> = { IF_MISSING: 'missing', ALWAYS: 'always', NEVER: 'never' };

/** How a field is given as an option: its values, one for each time that the option is given; null: not as an option. */
const OPTIONS: Readonly<Record<string, readonly [flag: string, values: (value: unknown) => string[] | null]>> = {
  image: ['--image', plain],
  topic: ['--topic', plain],
  name: ['--name', plain],
  environment: ['--env', pairs],
  entrypoint: ['--entrypoint', (words) => ((words as string[]).length === 1 ? (words as string[]) : null)],
  workingDirectory: ['--workdir', plain],
  user: ['--user', plain],
  'generator.count': ['--count', (count) => [count === null ? 'endless' : `${count as number}`]],
  'generator.ratePerSecond': ['--rate', (rate) => (rate === null ? null : plain(rate))],
  'generator.seed': ['--seed', plain],
  'generator.template': ['--field', pairs],
  'resources.cpuMillis': ['--cpu', (cpu) => [`${(cpu as number) / 1_000}`]],
  'resources.memoryBytes': ['--memory', bytes],
  'resources.pidsLimit': ['--pids', plain],
  parallelism: ['--parallelism', plain],
  perHost: ['--per-host', (perHost) => (perHost === true ? [''] : null)],
  priority: ['--priority', plain],
  'placement.agents': ['--agent', agents],
  'placement.labels': ['--label', pairs],
  'placement.constraints': ['--constraint', (texts) => texts as string[]],
  'placement.preferredLabels': ['--prefer', pairs],
  'placement.affinities': ['--affinity', expressions],
  'placement.platform': ['--platform', (platform) => (platform === null ? null : plain(platform))],
  'placement.spreadOver': ['--spread', (label) => (label === null ? null : plain(label))],
  'placement.near': ['--near', near],
  'retry.maxAttempts': ['--tries', plain],
  imagePolicy: ['--pull', (policy) => [PULL[policy as string] ?? '']],
  pullTimeoutMs: ['--pull-timeout', milliseconds],
  stopGraceMs: ['--grace', milliseconds],
  deadlineMs: ['--deadline', milliseconds],
  jobDeadlineMs: ['--job-deadline', milliseconds],
};

function near(value: unknown): string[] | null {
  if (!isRecord(value)) return null;
  return [`${value.latitude as number},${value.longitude as number}`];
}

/** The fields of a spec by their paths, those of its parts one by one. */
function leaves(spec: Fields): [path: string, value: unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] =>
    ['resources', 'placement', 'retry', 'generator'].includes(name) && isRecord(value)
      ? Object.entries(value).map(([inner, leaf]) => [`${name}.${inner}`, leaf])
      : [[name, value]],
  );
}

/** Null where something of the spec has no option. */
function optionsOf(spec: Fields): string[] | null {
  const { kind, command, ...fields } = spec;
  const programArguments = command as string[] | undefined;
  // No arguments at all are something else than those of the image, and there is no way to say so.
  if (programArguments?.length === 0) return null;
  // With a value that begins with a dash an option is written in one word, so that it is not taken for another.
  const written = (flag: string, value: string) => {
    if (value === '' && flag === '--per-host') return [flag];
    return value.startsWith('-') || value === '' ? [`${flag}=${shellWord(value)}`] : [flag, shellWord(value)];
  };
  const words: string[] = kind === undefined || kind === kindMeantBy(fields) ? [] : ['--kind', String(kind)];
  for (const [path, value] of leaves(fields)) {
    const [flag, valuesOf] = OPTIONS[path] ?? [];
    const values = flag === undefined ? null : (valuesOf?.(value) ?? null);
    if (flag === undefined || values === null) return null;
    words.push(...values.flatMap((one) => written(flag, one)));
  }
  return programArguments === undefined ? words : [...words, '--', ...programArguments.map(shellWord)];
}

/**
 * The command that submits a job: with options where each of its fields has one, else with the job on standard input.
 *
 * @param spec - defaults may be left out; where it is no job yet, what of it is wrong is in the command too
 */
export function jobCommand(spec: JobSpecInput | Fields): string {
  const options = jobSpecSchema.safeParse(spec).success ? optionsOf(spec as Fields) : null;
  if (options !== null) return ['./longshore job run', ...options].join(' ');
  return `./longshore job run -f - <<'JOB'\n${JSON.stringify(spec, null, 2)}\nJOB`;
}
