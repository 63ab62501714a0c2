import { describe, expect, it } from 'vitest';
import { jobSpecSchema } from './job-spec.ts';
import { asWholeJob, jobTemplateSpecSchema, kindMeantBy } from './job-template.ts';

const wordsOf = (spec: unknown) =>
  jobTemplateSpecSchema.safeParse(spec).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the spec of a template', () => {
  it.each([
    { parallelism: 3 },
    { image: 'tool:1' },
    { topic: 'people' },
    { kind: 'data-generator' },
    { kind: 'data-generator', generator: { count: 5 } },
    { kind: 'container', command: ['a'], resources: { cpuMillis: 500 } },
  ])('may leave anything out, and is kept as it was given: %j', (spec) => {
    expect(jobTemplateSpecSchema.parse(spec)).toEqual(spec);
  });

  it('has something in it', () => {
    expect(wordsOf({})).toEqual([': give at least one field of a job']);
  });

  it.each([
    { kind: 'container', image: 'No Image' },
    { kind: 'container', image: 'tool:1', parallelism: 0 },
    { kind: 'container', image: 'tool:1', resources: { memoryBytes: 1 }, retry: { maxAttempts: 'x' } },
    { kind: 'container', image: 'tool:1', perHost: true, parallelism: 3 },
    { kind: 'container', image: 'tool:1', colour: 'red' },
    { kind: 'container', image: null },
    { kind: 'data-generator', topic: 'a b' },
  ])('is refused in the words of a job: %j', (spec) => {
    const asJob = jobSpecSchema
      .safeParse(spec)
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(wordsOf(spec)).toEqual(asJob);
  });

  it('is of a kind that one fills in and submits again: a kitchen is opened once, by its id', () => {
    const kitchen = { id: 'quay', name: 'Quay', location: { latitude: 60.17, longitude: 24.94 } };
    for (const spec of [
      { kind: 'kitchen', kitchen },
      { kind: 'nonsense', image: 'tool:1' },
    ]) {
      expect(wordsOf(spec)).toEqual(['kind: container or data-generator']);
    }
  });

  it('is judged by rules over several fields also while it lacks what a job needs', () => {
    expect(wordsOf({ kind: 'container', perHost: true, parallelism: 3 })).toEqual([
      'parallelism: a per-host job has one task on each matching agent: leave parallelism out',
    ]);
  });

  it('names each unknown field where it stands', () => {
    const [issue] = jobTemplateSpecSchema.safeParse({ image: 'tool:1', resources: { gpus: 1 } }).error?.issues ?? [];
    expect(issue).toMatchObject({ code: 'unrecognized_keys', keys: ['gpus'], path: ['resources'] });
  });
});

it('takes a topic without an image, or records to make, for the generator', () => {
  expect(kindMeantBy({ topic: 'a' })).toBe('data-generator');
  expect(kindMeantBy({ generator: {}, image: 'a' })).toBe('data-generator');
  expect(kindMeantBy({ topic: 'a', image: 'b' })).toBe('container');
  expect(kindMeantBy({})).toBe('container');
});

it('reads as a whole job whatever it leaves open', () => {
  expect(jobSpecSchema.parse(asWholeJob({ parallelism: 2 }))).toMatchObject({ kind: 'container', parallelism: 2 });
  expect(jobSpecSchema.parse(asWholeJob({ kind: 'data-generator' }))).toMatchObject({ kind: 'data-generator' });
});
