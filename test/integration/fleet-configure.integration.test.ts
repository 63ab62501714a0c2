import type { AgentDetail, Plan, Problem } from '@longshore/schemas';
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

const change = (id: string, body: unknown) => world.ask<AgentDetail & Problem>('PATCH', `/agents/${id}`, body);
const agent = async (id: string) => (await world.ask<AgentDetail>('GET', `/agents/${id}`)).body;
const lastConfigure = (played: PlayedAgent) => played.bodies('Configure').at(-1);

async function fitsOn(labels: Record<string, string>): Promise<string | null> {
  const spec = { kind: 'container', image: 'tool:1', placement: { labels } };
  return (await world.ask<Plan>('POST', '/jobs/plan', spec)).body.receipts[0]?.winner ?? null;
}

describe('a cordoned agent', () => {
  it('takes no new work until it is opened again, keeps what it has, and is told', async () => {
    const played = await world.playedAgent('host-a').start();
    const before = await world.submit();
    const apply = await played.applyFor(before, 'RUN');
    await played.report(apply, 'RUNNING');
    expect((await change('host-a', { cordoned: true })).body.cordoned).toBe(true);
    await until(() => lastConfigure(played)?.cordoned === true, 'the agent is told');
    const id = await world.submit();
    const waiting = await world.jobThat(id, 'waits', (job) => job.waitsFor !== null);
    expect(waiting.tasks[0]?.receipt?.candidates[0]?.excludedBy).toEqual([
      { filter: 'cordon', required: 'open to new work', available: 'cordoned', everPossible: true },
    ]);
    expect((await world.job(before)).tasks[0]?.attempts[0]).toMatchObject({ observed: 'RUNNING', desired: 'RUN' });
    await change('host-a', { cordoned: false });
    await played.applyFor(id, 'RUN');
    await until(() => lastConfigure(played)?.cordoned === false, 'the agent is told again');
    expect((await world.audited('AgentCordoned')).map(({ subjectId }) => subjectId)).toContain('host-a');
    expect((await world.audited('AgentUncordoned')).map(({ subjectId }) => subjectId)).toContain('host-a');
  });
});

describe('labels set on the control plane', () => {
  it('are seen by placement at once, laid over the agent’s own, and taken back by null', async () => {
    const played = world.playedAgent('host-b');
    played.status = { labels: { zone: 'a', disk: 'ssd' } };
    await played.start();
    expect(await fitsOn({ zone: 'b' })).toBeNull();
    const changed = await change('host-b', { labels: { zone: 'b', gpu: 'yes', disk: null } });
    expect(changed.body).toMatchObject({
      labels: { zone: 'b', gpu: 'yes' },
      ownLabels: { zone: 'a', disk: 'ssd' },
      labelOverrides: { zone: 'b', gpu: 'yes', disk: null },
    });
    expect(await fitsOn({ zone: 'b', gpu: 'yes' })).toBe('host-b');
    expect(await fitsOn({ disk: 'ssd' })).toBeNull();
    await until(() => lastConfigure(played)?.labels.gpu === 'yes', 'the agent is told');
    expect(lastConfigure(played)?.labels).toEqual({ zone: 'b', gpu: 'yes' });
    expect((await change('host-b', { labels: null })).body.labels).toEqual({ zone: 'a', disk: 'ssd' });
  });

  it('stay, as a cordon does, over statuses, a restart of the agent and a takeover, and the agent is told again', async () => {
    const played = world.playedAgent('host-c');
    played.status = { labels: { zone: 'a' } };
    await played.start();
    await change('host-c', { cordoned: true, labels: { zone: 'b', gpu: 'yes' } });
    const heard = (await agent('host-c')).lastHeardAt;
    await until(async () => (await agent('host-c')).lastHeardAt > heard, 'it is heard again');
    expect((await agent('host-c')).labels).toEqual({ zone: 'b', gpu: 'yes' });
    await played.stop();
    const restarted = world.playedAgent('host-c');
    restarted.status = { labels: { zone: 'a', rack: '7' } };
    await restarted.start();
    await until(() => lastConfigure(restarted) !== undefined, 'the restarted agent is told');
    expect(lastConfigure(restarted)).toMatchObject({ labels: { zone: 'b', gpu: 'yes', rack: '7' }, cordoned: true });
    await world.stopDispatchers();
    await world.startDispatcher();
    expect(await agent('host-c')).toMatchObject({ cordoned: true, labels: { zone: 'b', gpu: 'yes', rack: '7' } });
  });

  it('are refused in words where they cannot be labels, and for an agent that there is not', async () => {
    await world.playedAgent('host-d').start();
    const bad = await change('host-d', { labels: { 'no spaces': 'x' } });
    expect(bad.status).toBe(422);
    expect(bad.body.detail).toContain('a label has 1–63 letters');
    expect((await change('host-d', { labels: { zone: 7 } })).body.errors).toMatchObject([{ path: 'labels.zone' }]);
    expect((await change('host-d', {})).body.detail).toContain('give cordoned or labels');
    expect((await change('host-d', { colour: 'red' })).body.detail).toContain('unknown field');
    expect((await change('nobody', { cordoned: true })).status).toBe(404);
  });
});
