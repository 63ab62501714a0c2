import { jobSpecSchema, storedJobSpecSchema } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { compileContainer } from './compile-container.ts';

describe('compiling a job into a container', () => {
  it('tells the data generator what to do by separate variables', () => {
    const spec = jobSpecSchema.parse({
      kind: 'data-generator',
      topic: 'orders',
      parallelism: 3,
      generator: { count: 500, ratePerSecond: 20, seed: 7, template: { id: 'string.uuid' } },
    });
    const container = compileContainer(spec, 2);
    expect(container).toMatchObject({
      image: 'longshore/data-generator:dev',
      topic: 'orders',
      taskIndex: 2,
      taskCount: 3,
    });
    expect(container.environment).toEqual({
      TOPIC: 'orders',
      LONGSHORE_GENERATOR_COUNT: '500',
      LONGSHORE_GENERATOR_RATE: '20',
      LONGSHORE_GENERATOR_SEED: '7',
      LONGSHORE_GENERATOR_FORMAT: 'json',
      LONGSHORE_GENERATOR_TEMPLATE: '{"id":"string.uuid"}',
    });
  });

  it('tells coordinator and sorters apart by nothing but the index of their task', () => {
    const sort = { id: '01999999-9999-7999-8999-999999999999', topicPrefix: 'eu-', memoryBytes: 1_048_576 };
    const spec = storedJobSpecSchema.parse({ kind: 'sort', parallelism: 3, sort });
    expect(compileContainer(spec, 0)).toMatchObject({ image: 'longshore/sorter:dev', taskIndex: 0, taskCount: 3 });
    expect(compileContainer(spec, 1)).toEqual({ ...compileContainer(spec, 0), taskIndex: 1 });
    expect(compileContainer(spec, 1).environment).toEqual({
      SORT_ID: sort.id,
      SORT_TOPIC_PREFIX: 'eu-',
      SORT_MEMORY_BYTES: '1048576',
    });
  });

  it('tells each kitchen of a job what it is, those of one job around one place', () => {
    const kitchen = { id: 'quay', name: 'Quay', location: { latitude: 60.17, longitude: 24.94 }, capacity: 4 };
    const spec = jobSpecSchema.parse({ kind: 'kitchen', kitchen: { ...kitchen, specialties: ['soup', 'ramen'] } });
    expect(compileContainer(spec, 0)).toMatchObject({ image: 'longshore/kitchen-node:dev', stopGraceMs: 30_000 });
    expect(compileContainer(spec, 0).environment).toEqual({
      KITCHEN_ID: 'quay',
      KITCHEN_NAME: 'Quay',
      KITCHEN_LATITUDE: '60.17',
      KITCHEN_LONGITUDE: '24.94',
      KITCHEN_CAPACITY: '4',
      KITCHEN_RAIL_MAX: '2',
      KITCHEN_SPECIALTIES: 'soup,ramen',
      KITCHEN_CLOCK_FACTOR: '1',
      KITCHEN_STATUS_MS: '500',
      KITCHEN_GRACE_MS: '30000',
    });
    const three = {
      kind: 'kitchen',
      kitchen,
      parallelism: 3,
      environment: { KITCHEN_STATUS_MS: '100', KITCHEN_ID: 'x' },
    };
    const environments = [0, 1, 2].map((task) => compileContainer(jobSpecSchema.parse(three), task).environment);
    expect(environments.map((environment) => environment.KITCHEN_ID)).toEqual(['quay-1', 'quay-2', 'quay-3']);
    expect(new Set(environments.map((environment) => environment.KITCHEN_LATITUDE)).size).toBe(3);
    expect(environments[2]).toMatchObject({ KITCHEN_NAME: 'Quay 3', KITCHEN_STATUS_MS: '100' });
  });

  it('tells a worker what to take, and nothing that is secret', () => {
    const work = { types: ['compute', 'file'], concurrency: 3 };
    const spec = jobSpecSchema.parse({ kind: 'container', image: 'longshore/worker:dev', work });
    expect(compileContainer(spec, 0).environment).toEqual({
      LONGSHORE_WORKER_TYPES: 'compute,file',
      LONGSHORE_WORKER_CONCURRENCY: '3',
    });
    for (const wrong of [{ types: [] }, { types: ['compute', 'compute'] }, { types: ['knitting'] }]) {
      expect(jobSpecSchema.safeParse({ kind: 'container', image: 'x', work: wrong }).success).toBe(false);
    }
  });

  it('gives every task of a per-host job the index 0 of 1, whenever its agent joined', () => {
    const spec = jobSpecSchema.parse({ kind: 'container', image: 'acme/tool:1', perHost: true });
    expect(compileContainer(spec, 7)).toMatchObject({ taskIndex: 0, taskCount: 1 });
  });

  it('leaves count and rate out where the stream is endless and as fast as it goes', () => {
    const spec = jobSpecSchema.parse({ kind: 'data-generator', topic: 't', generator: { count: null } });
    expect(Object.keys(compileContainer(spec, 0).environment)).not.toContain('LONGSHORE_GENERATOR_COUNT');
    expect(Object.keys(compileContainer(spec, 0).environment)).not.toContain('LONGSHORE_GENERATOR_RATE');
  });

  it('carries a container job’s own words over, limits included', () => {
    const spec = jobSpecSchema.parse({
      kind: 'container',
      image: 'acme/tool:1',
      command: ['run', '--all'],
      environment: { MODE: 'fast' },
      user: '1000',
      workingDirectory: '/work',
      resources: { cpuMillis: 500, memoryBytes: 64 * 1024 * 1024, pidsLimit: 32 },
      stopGraceMs: 3_000,
      deadlineMs: 60_000,
    });
    expect(compileContainer(spec, 0)).toMatchObject({
      command: ['run', '--all'],
      entrypoint: null,
      environment: { MODE: 'fast' },
      user: '1000',
      workingDirectory: '/work',
      cpuMillis: 500,
      memoryLimitBytes: 64 * 1024 * 1024,
      pidsLimit: 32,
      stopGraceMs: 3_000,
      deadlineMs: 60_000,
    });
  });
});
