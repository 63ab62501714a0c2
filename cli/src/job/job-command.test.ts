import { type JobSpecInput, jobSpecSchema } from '@longshore/schemas';
import { jobCommand } from '@longshore/schemas/words';
import { Command } from 'commander';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SpecFlags, specFromFlags } from './spec-from-flags.ts';
import { addSpecOptions } from './spec-options.ts';

/** What a POSIX shell makes of a line: words apart at spaces, single quotes and a backslash before one taken away. */
function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|\\(')/g,
      (_, inside: string | undefined, quote: string | undefined) => inside ?? quote ?? '',
    ),
  );
}

/** The job that a command submits. */
function jobOf(line: string): unknown {
  const heredoc = /^\.\/longshore job run -f - <<'JOB'\n([\s\S]*)\nJOB$/.exec(line);
  if (heredoc !== null) return JSON.parse(heredoc[1] ?? '');
  const words = shellWords(line);
  expect(words.slice(0, 3)).toEqual(['./longshore', 'job', 'run']);
  const command = addSpecOptions(new Command('run').exitOverride()).parse(words.slice(3), { from: 'user' });
  return specFromFlags({}, command.opts<SpecFlags>(), command.args, undefined);
}

const roundTrip = (spec: JobSpecInput) => {
  expect(jobSpecSchema.parse(jobOf(jobCommand(spec)))).toEqual(jobSpecSchema.parse(spec));
};

it('is short where a job is', () => {
  expect(jobCommand({ kind: 'data-generator', topic: 'people' })).toBe('./longshore job run --topic people');
  expect(jobCommand({ kind: 'container', image: 'alpine:3', command: ['sh', '-c', "echo it's"] })).toBe(
    `./longshore job run --image alpine:3 -- sh -c 'echo it'\\''s'`,
  );
  expect(
    jobCommand({ kind: 'container', image: 'a', topic: 't', resources: { cpuMillis: 250, memoryBytes: 2 ** 28 } }),
  ).toBe('./longshore job run --image a --topic t --cpu 0.25 --memory 256MiB');
});

it.each<JobSpecInput>([
  { kind: 'container', image: 'a', topic: 't', name: 'two words', environment: { A: '', B: 'x=y', C: "it's\nso" } },
  { kind: 'data-generator', image: 'gen:2', topic: 't', generator: { count: null, ratePerSecond: 0.5, seed: 7 } },
  { kind: 'data-generator', topic: 't', generator: { template: { id: 'string.uuid', n: 'number.int({"min":1})' } } },
  { kind: 'container', image: 'a', perHost: true, deadlineMs: 1_500, jobDeadlineMs: 3_600_000, stopGraceMs: 0 },
  { kind: 'container', image: 'a', resources: { cpuMillis: 333, memoryBytes: 99_999_999, pidsLimit: 9 }, priority: 0 },
  { kind: 'container', image: 'a', retry: { maxAttempts: 1 }, imagePolicy: 'NEVER', pullTimeoutMs: 5_000 },
  {
    kind: 'container',
    image: 'a',
    user: '1000:1000',
    workingDirectory: '/a b',
    entrypoint: ['-x'],
    command: ['--count'],
  },
  {
    kind: 'container',
    image: 'a',
    placement: {
      agents: ['one', 'two'],
      labels: { zone: 'eu' },
      constraints: ['zone in (eu, us)', '!spot'],
      preferredLabels: { disk: 'fast' },
      affinities: [{ expression: 'gpu' }],
      platform: 'linux/arm64',
      spreadOver: 'zone',
      near: { latitude: -33.5, longitude: 151 },
    },
  },
])('submits the same job by options: %j', (spec) => {
  expect(jobCommand(spec)).not.toContain('JOB');
  roundTrip(spec);
});

it.each<JobSpecInput>([
  { kind: 'container', image: 'a', onPartition: 'wait' },
  { kind: 'container', image: 'a', retry: { initialDelayMs: 5, reasons: ['OUT_OF_MEMORY'] } },
  { kind: 'container', image: 'a', entrypoint: ['a', 'b'] },
  { kind: 'container', image: 'a', placement: { affinities: [{ expression: 'gpu', weight: 5 }] } },
  { kind: 'container', image: 'a', placement: { agents: ['one,two'] } },
])('submits the job as a file where a field has no option: %j', (spec) => {
  expect(jobCommand(spec)).toContain("-f - <<'JOB'");
  roundTrip(spec);
});

it('submits the same job whatever its words are', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[A-Z]{1,6}$/), word),
      (command, environment) => {
        roundTrip({ kind: 'container', image: 'a', command, environment });
      },
    ),
  );
});
