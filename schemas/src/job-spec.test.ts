import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './job-spec/limits.ts';
import { type JobSpecInput, jobSpecSchema } from './job-spec.ts';

/** The field paths that the schema complains about. */
function badFields(spec: unknown): string[] {
  const result = jobSpecSchema.safeParse(spec);
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'));
}

const container = { kind: 'container', image: 'acme/tool:1' } as const;
const generator = { kind: 'data-generator', topic: 'people' } as const;

describe('a job spec', () => {
  it('takes kitchens, which open again whatever ended them', () => {
    const kitchen = { id: 'quay', name: 'Quay', location: { latitude: 60.17, longitude: 24.94 } };
    const spec = jobSpecSchema.parse({ kind: 'kitchen', kitchen });
    expect(spec).toMatchObject({ image: 'longshore/kitchen-node:dev', stopGraceMs: 30_000, kitchen: { capacity: 3 } });
    expect(spec.retry).toMatchObject({ maxAttempts: 100 });
    expect(spec.retry.reasons).toEqual(expect.arrayContaining(['LOST', 'EXIT_NON_ZERO', 'OUT_OF_MEMORY']));
    const id = 'k'.repeat(62);
    expect(jobSpecSchema.safeParse({ kind: 'kitchen', kitchen: { ...kitchen, id } }).success).toBe(true);
    const two = jobSpecSchema.safeParse({ kind: 'kitchen', kitchen: { ...kitchen, id }, parallelism: 2 });
    expect(two.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['kitchen.id', expect.stringContaining('63 characters')],
    ]);
  });

  it('needs no more than a kind, an image or a topic', () => {
    expect(badFields(container)).toEqual([]);
    expect(badFields(generator)).toEqual([]);
  });

  it.each([
    [{ parallelism: 0 }, 'parallelism', 'at least 1: a job of no task does nothing'],
    [{ parallelism: 100_000 }, 'parallelism', 'at most 1000 tasks; make it several jobs for more'],
    [{ parallelism: 1.5 }, 'parallelism', 'a whole number of tasks'],
    [{ placement: { constraints: ['gpu', 'zone in (eu'] } }, 'placement.constraints.1', '")" is missing'],
    [{ placement: { affinities: [{ expression: 'zone is eu' }] } }, 'placement.affinities.0.expression', 'no relation'],
    [{ placement: { platform: 'x86' } }, 'placement.platform', 'such as linux/amd64'],
    [{ placement: { spreadOver: 'zone=eu' } }, 'placement.spreadOver', 'the name of a label'],
  ])('refuses %j at %s: %s', (part, field, words) => {
    const { error } = jobSpecSchema.safeParse({ ...container, ...part });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
    expect(error?.issues[0]?.message).toContain(words);
  });

  it('parses to itself once the defaults are filled in', () => {
    const parsed = jobSpecSchema.parse(generator);
    expect(jobSpecSchema.parse(parsed)).toEqual(parsed);
  });

  it.each([
    ['alpine'],
    ['ghcr.io/acme/tool:1.2-rc_3'],
    ['localhost:5000/a/b__c.d'],
    [`acme/tool@sha256:${'0'.repeat(64)}`],
  ])('takes the image name %s', (image) => {
    expect(badFields({ ...container, image })).toEqual([]);
  });

  it.each([[''], ['Acme/Tool'], ['a b'], ['acme/tool:'], ['-x'], ['a//b'], ['http://acme/tool'], ['a'.repeat(600)]])(
    'refuses the image name %s',
    (image) => {
      expect(badFields({ ...container, image })).toContain('image');
    },
  );

  it.each([['a b'], ['ü'], ['.'], ['..'], [''], ['x'.repeat(250)], ['a/b']])('refuses the topic %s', (topic) => {
    expect(badFields({ ...generator, topic })).toContain('topic');
  });

  it.each<[string, object, string]>([
    ['a negative count', { generator: { count: -1 } }, 'generator.count'],
    ['half a record', { generator: { count: 1.5 } }, 'generator.count'],
    ['an absurd count', { generator: { count: 1e15 } }, 'generator.count'],
    ['a negative rate', { generator: { ratePerSecond: -5 } }, 'generator.ratePerSecond'],
    ['a rate of nothing', { generator: { ratePerSecond: 0 } }, 'generator.ratePerSecond'],
    ['an absurd rate', { generator: { ratePerSecond: 1e12 } }, 'generator.ratePerSecond'],
    ['memory below what an engine takes', { resources: { memoryBytes: 1 } }, 'resources.memoryBytes'],
    ['an absurd memory', { resources: { memoryBytes: 1e18 } }, 'resources.memoryBytes'],
    ['no cpu', { resources: { cpuMillis: 0 } }, 'resources.cpuMillis'],
    ['no task', { parallelism: 0 }, 'parallelism'],
    ['too many tasks', { parallelism: 100_000 }, 'parallelism'],
    ['an empty template', { generator: { template: {} } }, 'generator.template'],
    ['a variable that is Longshore’s own', { environment: { LONGSHORE_JOB_ID: 'x' } }, 'environment'],
  ])('refuses %s, naming the field', (_, change, field) => {
    expect(badFields({ ...generator, ...change })).toContain(field);
  });

  it('names a field that it does not know', () => {
    const result = jobSpecSchema.safeParse({ ...generator, imagee: 'x' });
    expect(result.error?.issues[0]?.message).toContain('imagee');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        jobSpecSchema.safeParse(given);
      }),
    );
  });

  it('keeps every count and rate within its bounds as given', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: LIMITS.recordCountMax }),
        fc.integer({ min: 1, max: LIMITS.ratePerSecondMax }),
        (count, rate) => {
          const input: JobSpecInput = { ...generator, generator: { count, ratePerSecond: rate } };
          const spec = jobSpecSchema.parse(input);
          expect(spec.kind === 'data-generator' && spec.generator).toMatchObject({ count, ratePerSecond: rate });
        },
      ),
    );
  });
});
