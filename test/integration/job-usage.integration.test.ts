import type { Apply, JobUsage } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterEach(() => world.forget());
afterAll(() => world.close());

const usage = async (id: string) => (await world.ask<JobUsage>('GET', `/jobs/${id}/usage`)).body;

/** As the agent reports a container that runs. */
const container = (apply: Apply, cpuMillis: number, memoryBytes: number) => ({
  attemptId: apply.attemptId,
  jobId: apply.jobId,
  taskId: apply.taskId,
  containerId: `container-${apply.taskId}`,
  engineState: 'running',
  exitCode: null,
  appliedGeneration: apply.generation,
  cpuMillis,
  memoryBytes,
});

async function run(apply: Apply, agent: PlayedAgent): Promise<void> {
  if (apply.desired !== 'RUN') return;
  agent.containers = [...agent.containers, container(apply, 200, 50_000_000)];
  await agent.report(apply, 'RUNNING');
}

describe('what a job uses', () => {
  it('is the sum over its containers, now and step by step, and of no other job', async () => {
    await Promise.all(['a', 'b'].map((id) => world.playedAgent(id, { slots: 2, onApply: run }).start()));
    const id = await world.submit({ parallelism: 3, resources: { cpuMillis: 500, memoryBytes: 64_000_000 } });
    const other = await world.submit({});
    await world.jobThat(id, 'runs', ({ tasks }) =>
      tasks.every(({ attempts }) => attempts.at(-1)?.observed === 'RUNNING'),
    );
    const now = await until(async () => {
      const each = await usage(id);
      return each.running.length === 3 ? each : null;
    }, 'all three are heard of');
    expect(now.limit).toEqual({ cpuMillis: 1_500, memoryBytes: 192_000_000 });
    expect(now.running.map(({ taskIndex }) => taskIndex)).toEqual([0, 1, 2]);
    for (const each of now.running) expect(each).toMatchObject({ cpuMillis: 200, memoryBytes: 50_000_000, attempt: 1 });
    expect((await world.jobThat(other, 'runs', ({ state }) => state === 'RUNNING')).id).toBe(other);

    const { history, stepMs } = await until(async () => {
      const each = await usage(id);
      return each.history.filter(({ attempts }) => attempts === 3).length >= 2 ? each : null;
    }, 'two steps are over');
    expect(stepMs).toBe(2_000);
    const whole = history.filter(({ attempts }) => attempts === 3);
    for (const point of whole) expect(point).toMatchObject({ cpuMillis: 600, memoryBytes: 150_000_000 });
    const times = history.map(({ at }) => Date.parse(at));
    expect(times.every((at) => at % stepMs === 0)).toBe(true);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('is nothing now of one that ended, whose history stays for a while', async () => {
    const agent = await world.playedAgent('a', { onApply: run }).start();
    const id = await world.submit();
    const apply = await agent.applyFor(id, 'RUN');
    await until(async () => (await usage(id)).history.length >= 1, 'it is heard of');
    agent.containers = [];
    await agent.report(apply, 'SUCCEEDED', { exitCode: 0 });
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    expect(await usage(id)).toMatchObject({ limit: { cpuMillis: 0, memoryBytes: 0 }, running: [] });
    expect((await usage(id)).history.length).toBeGreaterThanOrEqual(1);
  });

  it('is nothing of one that waits, and there is none of a job that is not there', async () => {
    const id = await world.submit();
    expect(await usage(id)).toEqual({
      limit: { cpuMillis: 0, memoryBytes: 0 },
      running: [],
      stepMs: 2_000,
      history: [],
    });
    expect((await world.ask('GET', '/jobs/01999999-9999-7999-8999-999999999999/usage')).status).toBe(404);
  });
});
