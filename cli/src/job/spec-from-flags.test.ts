import { jobSpecSchema } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { specFromFlags } from './spec-from-flags.ts';

describe('a job from flags', () => {
  it('sets only what was given, and leaves defaults to the control plane', () => {
    expect(specFromFlags({}, { image: 'tool:1' }, ['echo', 'hello'], undefined)).toEqual({
      kind: 'container',
      image: 'tool:1',
      command: ['echo', 'hello'],
    });
  });

  it('is a generator with a topic and no image, or with records to make, and what --kind says otherwise', () => {
    expect(specFromFlags({}, { topic: 'people' }, [], undefined).kind).toBe('data-generator');
    expect(specFromFlags({}, { topic: 'people', image: 'tool:1' }, [], undefined).kind).toBe('container');
    expect(specFromFlags({}, { topic: 'people', image: 'gen:2', count: 5 }, [], undefined).kind).toBe('data-generator');
    expect(specFromFlags({}, { topic: 'people', kind: 'container' }, [], undefined).kind).toBe('container');
  });

  it('puts each flag where the schema has it', () => {
    const spec = specFromFlags(
      {},
      {
        topic: 'people',
        count: 'endless',
        rate: 100,
        seed: 7,
        field: { name: 'person.fullName' },
        env: { A: 'b' },
        cpu: 500,
        memory: 2 ** 28,
        pids: 64,
        parallelism: 3,
        priority: 80,
        agent: ['host-1'],
        label: { zone: 'a' },
        constraint: ['zone in (eu, us)', '!spot'],
        prefer: { disk: 'ssd' },
        affinity: ['gpu'],
        platform: 'linux/arm64',
        spread: 'zone',
        tries: 1,
        pull: 'never',
        pullTimeout: 5_000,
        grace: 1_000,
        deadline: 300_000,
        name: 'nightly',
      },
      [],
      { id: 'string.uuid', name: 'person.firstName' },
    );
    const parsed = jobSpecSchema.parse(spec);
    expect(parsed).toMatchObject({
      kind: 'data-generator',
      name: 'nightly',
      generator: {
        count: null,
        ratePerSecond: 100,
        seed: 7,
        template: { id: 'string.uuid', name: 'person.fullName' },
      },
      environment: { A: 'b' },
      resources: { cpuMillis: 500, memoryBytes: 2 ** 28, pidsLimit: 64 },
      parallelism: 3,
      priority: 80,
      placement: {
        agents: ['host-1'],
        labels: { zone: 'a' },
        constraints: ['zone in (eu, us)', '!spot'],
        preferredLabels: { disk: 'ssd' },
        affinities: [{ expression: 'gpu', weight: 1 }],
        platform: 'linux/arm64',
        spreadOver: 'zone',
      },
      retry: { maxAttempts: 1 },
      imagePolicy: 'NEVER',
      pullTimeoutMs: 5_000,
      stopGraceMs: 1_000,
      deadlineMs: 300_000,
    });
  });

  it('is laid over a job from a file, field by field', () => {
    const file = { kind: 'container', image: 'tool:1', resources: { cpuMillis: 100 }, environment: { A: 'a', B: 'b' } };
    expect(specFromFlags(file, { memory: 2 ** 26, env: { B: 'c' } }, [], undefined)).toEqual({
      kind: 'container',
      image: 'tool:1',
      resources: { cpuMillis: 100, memoryBytes: 2 ** 26 },
      environment: { A: 'a', B: 'c' },
    });
  });
});
