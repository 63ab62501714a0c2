import { formedJobSpecSchema } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, errorsByField, fromSpec, toSpec, validateForm } from './job-form.ts';

describe('the form of a job', () => {
  it('sends only what differs from the defaults', () => {
    expect(toSpec({ ...EMPTY_FORM, topic: 'people' })).toEqual({ kind: 'data-generator', topic: 'people' });
    expect(toSpec({ ...EMPTY_FORM, kind: 'container', image: 'acme/tool:1' })).toEqual({
      kind: 'container',
      image: 'acme/tool:1',
    });
  });

  it.each([
    {
      kind: 'data-generator',
      topic: 'people',
      generator: { count: null, ratePerSecond: 50, template: { a: 'string.uuid' } },
    },
    {
      kind: 'container',
      image: 'acme/tool:1',
      command: ['sh', '-c', 'echo a b'],
      environment: { A: '1' },
      deadlineMs: 90_000,
    },
    {
      kind: 'container',
      image: 'a',
      resources: { cpuMillis: 1500, memoryBytes: 64 * 1_048_576 },
      placement: { agents: ['x'], labels: { zone: 'a' } },
    },
    { kind: 'container', image: 'a', perHost: true, jobDeadlineMs: 3_600_000 },
    {
      kind: 'container',
      image: 'a',
      user: '1000',
      workingDirectory: '/w',
      onPartition: 'wait',
      pullTimeoutMs: 5_000,
      resources: { pidsLimit: 7 },
      placement: {
        preferredLabels: { disk: 'fast' },
        constraints: ['zone in (eu, us)', '!spot'],
        affinities: [{ expression: 'disk = ssd', weight: 5 }, { expression: 'gpu' }],
        platform: 'linux/arm64',
        spreadOver: 'zone',
      },
      retry: { initialDelayMs: 5, reasons: ['OUT_OF_MEMORY'] },
    },
  ] as const)('stands for %j such that it reads the same again', (input) => {
    const spec = formedJobSpecSchema.parse(input);
    expect(formedJobSpecSchema.parse(toSpec(fromSpec(spec)))).toEqual(spec);
  });

  it('shows what is wrong at the field that is wrong', () => {
    expect(Object.keys(validateForm(EMPTY_FORM))).toEqual(['topic']);
    expect(Object.keys(validateForm({ ...EMPTY_FORM, topic: 'a b', count: -1 })).toSorted()).toEqual([
      'count',
      'topic',
    ]);
    expect(Object.keys(validateForm({ ...EMPTY_FORM, kind: 'container', image: 'No Image' }))).toEqual(['image']);
  });

  it('shows what is wrong with a constraint at the constraints, by the words of the parser', () => {
    const { constraints, ...others } = validateForm({ ...EMPTY_FORM, topic: 'x', constraints: ['gpu', 'zone in (eu'] });
    expect(constraints).toContain('")" is missing · at the end of zone in (eu');
    expect(others).toEqual({});
    expect(errorsByField([{ path: 'placement.constraints[1]', message: 'bad' }])).toEqual({ constraints: 'bad' });
  });

  it('keeps the first complaint about a field, and shows one about no field at the name', () => {
    const errors = [
      { path: 'environment.1A', message: 'first' },
      { path: 'environment', message: 'second' },
      { path: '', message: 'elsewhere' },
    ];
    expect(errorsByField(errors)).toEqual({ environment: 'first', name: 'elsewhere' });
  });
});
