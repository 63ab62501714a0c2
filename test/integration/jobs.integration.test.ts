import type { Apply, Plan } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

/** Far below what is set in earnest, so that the tests are short. */
const LOST_AFTER_MS = 4_000;

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher({ lostAfterMs: LOST_AFTER_MS });
});
afterEach(() => world.forget());
afterAll(() => world.close());

/** Runs what it is given, and stops when asked. */
async function obey(apply: Apply, agent: PlayedAgent): Promise<void> {
  if (apply.desired === 'RUN') await agent.report(apply, 'RUNNING');
  else if (apply.desired === 'STOP') await agent.report(apply, 'STOPPED');
}

async function startAgent(id: string, labels: Record<string, string> = {}): Promise<PlayedAgent> {
  const agent = world.playedAgent(id, { onApply: obey });
  agent.status = { labels };
  return agent.start();
}

describe('a per-host job', () => {
  const perHost = {
    perHost: true,
    placement: { constraints: ['zone in (eu, us)'] },
    retry: { initialDelayMs: 0, maxDelayMs: 0 },
  };

  it('has a task on each matching agent, also on a late joiner, and runs until it is stopped', async () => {
    const [a] = await Promise.all([startAgent('a', { zone: 'eu' }), startAgent('c', { zone: 'ap' })]);
    const plan = await world.ask<Plan>('POST', '/jobs/plan', { kind: 'container', image: 'tool:1', ...perHost });
    expect(plan.body).toMatchObject({ fits: true, perHost: { matching: 1, fitting: 1 } });
    expect(plan.body.receipts.map(({ winner, candidates }) => [winner, candidates.length])).toEqual([['a', 1]]);
    const id = await world.submit(perHost);
    await world.jobThat(id, 'runs on one', ({ perHost }) => perHost?.running === 1 && perHost.matching === 1);

    await startAgent('b', { zone: 'us' });
    const two = await world.jobThat(id, 'runs on two', ({ perHost: hosts }) => hosts?.running === 2);
    expect(two.state).toBe('RUNNING');
    expect(two.tasks.map(({ index, agentId }) => [index, agentId])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);

    // One that ends by itself, even well, is started again where it was.
    await a.report(await a.applyFor(id, 'RUN'), 'SUCCEEDED', { exitCode: 0 });
    const again = await world.jobThat(id, 'runs again', (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING');
    expect(again.tasks[0]?.attempts.map(({ agentId }) => agentId)).toEqual(['a', 'a']);
    expect(again).toMatchObject({ state: 'RUNNING', taskCount: 2 });

    expect((await world.ask('POST', `/jobs/${id}/stop`)).status).toBe(202);
    const ended = await world.jobThat(id, 'stops', ({ state }) => state === 'STOPPED');
    expect(ended.tasks.map(({ state }) => state)).toEqual(['STOPPED', 'STOPPED']);
  });

  it('leaves an agent whose labels no longer match, and ends its task there', async () => {
    const [a] = await Promise.all([startAgent('a', { zone: 'eu' }), startAgent('b', { zone: 'eu' })]);
    const id = await world.submit(perHost);
    await world.jobThat(id, 'runs on both', ({ perHost: hosts }) => hosts?.running === 2);
    a.status = { labels: { zone: 'ap' } };
    const left = await world.jobThat(id, 'runs on one', ({ perHost: hosts }) => hosts?.matching === 1);
    expect(left.tasks.find(({ agentId }) => agentId === 'a')?.state).toBe('STOPPED');
    expect(left.state).toBe('RUNNING');
    expect((await world.events(id)).map(({ message }) => message)).toContain(
      'Task 0 ends: a no longer matches: needs zone in (eu, us), has zone=ap',
    );
  });

  it('ends its task on a lost agent, and gives the agent another when it is back', async () => {
    const [a] = await Promise.all(['a', 'b', 'c'].map((id) => startAgent(id, { zone: 'eu' })));
    const id = await world.submit(perHost);
    await world.jobThat(id, 'runs on three', ({ perHost: hosts }) => hosts?.running === 3);
    a?.fallSilent();
    const lost = await world.jobThat(id, 'is for two', ({ perHost: hosts }) => hosts?.matching === 2);
    expect(lost.tasks.find(({ agentId }) => agentId === 'a')).toMatchObject({
      state: 'STOPPED',
      attempts: [{ observed: 'LOST' }],
    });
    await a?.speakAgain();
    const back = await world.jobThat(id, 'runs on three again', ({ perHost: hosts }) => hosts?.running === 3);
    expect(back.tasks.filter(({ agentId }) => agentId === 'a').map(({ state }) => state)).toEqual([
      'STOPPED',
      'ACTIVE',
    ]);
  });
});

describe('the deadline of a job', () => {
  it('stops what runs and what waits, and has the job fail', async () => {
    await startAgent('a');
    const id = await world.submit({ parallelism: 12, jobDeadlineMs: 1_500 });
    await world.jobThat(id, 'runs and waits', ({ tasks }) => tasks.some(({ waitsFor }) => waitsFor !== null));
    const ended = await world.jobThat(id, 'ends', ({ endedAt }) => endedAt !== null);
    expect(ended).toMatchObject({ state: 'FAILED', reason: { code: 'DEADLINE_EXCEEDED' } });
    expect(ended.reason?.message).toBe('The job was to end within 1.5 s of its submission');
    expect(new Set(ended.tasks.map(({ state }) => state))).toEqual(new Set(['STOPPED']));
    expect((await world.events(id)).map(({ type }) => type)).toContain('JobDeadlinePassed');
  });

  it('also ends what an agent out of reach holds, which nobody can stop', async () => {
    const agents = await Promise.all(['a', 'b', 'c'].map((id) => startAgent(id)));
    const id = await world.submit({ onPartition: 'wait', jobDeadlineMs: 6_000 });
    const running = await world.jobThat(id, 'runs', ({ tasks }) => tasks[0]?.attempts[0]?.observed === 'RUNNING');
    agents.find((agent) => agent.id === running.tasks[0]?.attempts[0]?.agentId)?.fallSilent();
    const ended = await world.jobThat(id, 'ends', ({ endedAt }) => endedAt !== null);
    expect(ended).toMatchObject({ state: 'FAILED', reason: { code: 'DEADLINE_EXCEEDED' } });
    expect(ended.tasks[0]?.attempts).toHaveLength(1);
  });
});

describe('a job that asks for what cannot be', () => {
  it('is refused with the field, the words of the parser, and the numbers', async () => {
    await until(async () => (await startAgent('a', { zone: 'ap' })).synced, 'the agent is synced');
    const refused = async (changes: object) => {
      const { status, body } = await world.ask('POST', '/jobs', { kind: 'container', image: 'tool:1', ...changes });
      return { status, code: body.code, errors: body.errors };
    };
    expect(await refused({ placement: { constraints: ['zone in (eu, us)'] } })).toEqual({
      status: 422,
      code: 'never_fits',
      errors: [{ path: 'placement.constraints', message: 'a: needs zone in (eu, us), has zone=ap' }],
    });
    expect(await refused({ placement: { platform: 'linux/arm64' } })).toMatchObject({
      code: 'never_fits',
      errors: [{ path: 'placement.platform', message: 'a: needs linux/arm64, has linux/amd64' }],
    });
    expect(await refused({ resources: { cpuMillis: 64_000 } })).toMatchObject({
      code: 'never_fits',
      errors: [{ path: 'resources.cpuMillis', message: 'a: needs 64 cores, has 4 cores free of 4 cores' }],
    });
    expect(await refused({ placement: { constraints: ['gpu', 'zone is eu'] } })).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'placement.constraints[1]', message: expect.stringContaining('is is no relation') }],
    });
    expect(await refused({ parallelism: 0 })).toMatchObject({ errors: [{ path: 'parallelism' }] });
    expect(await refused({ parallelism: 100_000 })).toMatchObject({ errors: [{ path: 'parallelism' }] });
    expect(await refused({ jobDeadlineMs: -1 })).toMatchObject({
      errors: [{ path: 'jobDeadlineMs', message: 'a deadline is a time from now, of at least 1 s (1000)' }],
    });
    expect(await refused({ perHost: true, parallelism: 3 })).toMatchObject({ errors: [{ path: 'parallelism' }] });
    // More tasks than there is room for is no mistake: they wait.
    expect((await world.ask('POST', '/jobs', { kind: 'container', image: 'tool:1', parallelism: 900 })).status).toBe(
      201,
    );
  });
});
