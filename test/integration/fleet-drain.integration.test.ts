import type { AgentDetail, Apply, Problem } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher({ lostAfterMs: 4_000 });
});
afterEach(() => world.forget());
afterAll(() => world.close());

const drain = (id: string, body: unknown = {}) => world.ask<AgentDetail & Problem>('POST', `/agents/${id}/drain`, body);
const agent = async (id: string) => (await world.ask<AgentDetail>('GET', `/agents/${id}`)).body;
const drained = (id: string) => until(async () => (await agent(id)).drain?.state === 'DRAINED', `${id} is drained`);

/** An agent that runs what it is given, except what is named; stops what it is asked to stop. */
function host(id: string, pulls: (apply: Apply) => boolean = () => false): Promise<PlayedAgent> {
  const onApply = async (apply: Apply, agent: PlayedAgent) => {
    if (apply.desired === 'RUN') await agent.report(apply, pulls(apply) ? 'PULLING' : 'RUNNING');
    if (apply.desired === 'STOP') await agent.report(apply, 'STOPPED');
  };
  return world.playedAgent(id, { onApply }).start();
}

const on = (agentId: string) => ({ placement: { agents: [agentId, 'drain-b'] } });

describe('a drain', () => {
  it('moves what has not started at once, waits for what runs, and is done when that has ended', async () => {
    const a = await host('drain-a', (apply) => apply.container.image === 'large:1');
    const running = await world.submit(on('drain-a'));
    await world.jobThat(running, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const pulling = await world.submit({ ...on('drain-a'), image: 'large:1', retry: { maxAttempts: 1 } });
    await world.jobThat(pulling, 'pulls', (job) => job.tasks[0]?.attempts[0]?.observed === 'PULLING');
    const b = await host('drain-b');
    const asked = await drain('drain-a', { deadlineMs: 600_000 });
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({
      cordoned: true,
      drain: { state: 'DRAINING', deadlineMs: 600_000, whenDeadline: 'stop', left: 2 },
    });
    const moved = await world.jobThat(
      pulling,
      'runs on the other agent',
      (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING',
    );
    expect(moved.tasks[0]?.attempts).toMatchObject([
      { agentId: 'drain-a', observed: 'STOPPED' },
      { agentId: 'drain-b', observed: 'RUNNING' },
    ]);
    const words = (await world.events(pulling)).map(({ type, message }) => `${type}: ${message}`);
    expect(words).toContain('AttemptMoving: Leaves drain-a: drain-a is drained');
    expect(words.some((one) => one.startsWith('TaskMoved: Stopped to be placed again: drain-a is drained'))).toBe(true);
    // The move was no try: the one that it may have is still to come.
    await b.report(await b.applyFor(pulling, 'RUN'), 'SUCCEEDED', { exitCode: 0 });
    expect((await world.job(running)).tasks[0]?.attempts).toMatchObject([{ agentId: 'drain-a', desired: 'RUN' }]);
    expect((await agent('drain-a')).drain).toMatchObject({ state: 'DRAINING', left: 1, moving: 0 });
    await a.report(await a.applyFor(running, 'RUN'), 'SUCCEEDED', { exitCode: 0 });
    await drained('drain-a');
    expect(await agent('drain-a')).toMatchObject({ cordoned: true, drain: { left: 0 } });
  });

  it('stops what still runs at its deadline and starts it elsewhere, and only after its end was seen', async () => {
    const silentStop = async (apply: Apply, played: PlayedAgent) => {
      if (apply.desired === 'RUN') await played.report(apply, 'RUNNING');
    };
    const a = await world.playedAgent('drain-a', { onApply: silentStop }).start();
    const id = await world.submit({ ...on('drain-a'), retry: { maxAttempts: 1 } });
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await host('drain-b');
    await drain('drain-a', { deadlineMs: 1_500 });
    const stop = await a.applyFor(id, 'STOP');
    const before = await world.job(id);
    expect(before.tasks[0]?.attempts).toHaveLength(1);
    expect((await agent('drain-a')).drain?.elapsedMs).toBeGreaterThanOrEqual(1_500);
    await a.report(stop, 'STOPPED', { exitCode: 143 });
    const after = await world.jobThat(id, 'runs elsewhere', (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING');
    expect(after.tasks[0]?.attempts[1]?.agentId).toBe('drain-b');
    await drained('drain-a');
  });

  it('leaves what still runs at its deadline where that is wished', async () => {
    await host('drain-a');
    const id = await world.submit(on('drain-a'));
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await drain('drain-a', { deadlineMs: 0, whenDeadline: 'leave' });
    await until(async () => (await agent('drain-a')).drain?.state === 'LEFT', 'it is left running');
    expect((await world.job(id)).tasks[0]?.attempts).toMatchObject([{ desired: 'RUN', observed: 'RUNNING' }]);
  });

  it('counts on over a takeover of the lead', async () => {
    await host('drain-a');
    const id = await world.submit(on('drain-a'));
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await drain('drain-a', { deadlineMs: 3_600_000 });
    await until(async () => ((await agent('drain-a')).drain?.elapsedMs ?? 0) > 1_000, 'time counts');
    await world.stopDispatchers();
    const counted = (await agent('drain-a')).drain?.elapsedMs ?? 0;
    await world.startDispatcher({ lostAfterMs: 4_000 });
    await until(async () => ((await agent('drain-a')).drain?.elapsedMs ?? 0) > counted, 'it goes on from there');
  });

  it('is called off by opening the agent again', async () => {
    await host('drain-a');
    const id = await world.submit(on('drain-a'));
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await drain('drain-a', { deadlineMs: 2_000 });
    const opened = await world.ask<AgentDetail>('PATCH', '/agents/drain-a', { cordoned: false });
    expect(opened.body).toMatchObject({ cordoned: false, drain: null });
    const second = await world.submit(on('drain-a'));
    await world.jobThat(second, 'runs there', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    expect((await world.job(id)).tasks[0]?.attempts).toMatchObject([{ desired: 'RUN' }]);
  });

  it('is refused in words for an agent that is not heard, that there is not, and with an impossible deadline', async () => {
    const [a] = await Promise.all([host('drain-a'), host('drain-b'), host('drain-c')]);
    expect((await drain('drain-b', { deadlineMs: -1 })).status).toBe(422);
    expect((await drain('drain-b', { whenDeadline: 'explode' })).status).toBe(422);
    expect((await drain('nobody')).status).toBe(404);
    a.fallSilent();
    await until(async () => (await agent('drain-a')).state === 'SILENT', 'it is silent');
    const refused = await drain('drain-a');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'agent_is_lost' });
    expect(refused.body.detail).toContain('cannot be asked to stop');
    expect(refused.body.advice).toContain('confirm that its host is dead');
  });
});
