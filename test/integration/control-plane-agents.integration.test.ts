import { topicName } from '@longshore/kafka';
import type { AgentDetail, JobLogBatch, LogLineView } from '@longshore/schemas';
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

const run = (apply: { desired: string }) => apply.desired === 'RUN';

/** Three agents, so that one that falls silent is not more than half. */
async function threeAgents(): Promise<[PlayedAgent, PlayedAgent, PlayedAgent]> {
  const start = (id: string) =>
    world
      .playedAgent(id, { onApply: (apply, agent) => (run(apply) ? agent.report(apply, 'RUNNING') : undefined) })
      .start();
  return Promise.all([start('lost-a'), start('lost-b'), start('lost-c')]);
}

describe('an agent that falls silent', () => {
  it('is given up where a replacement is wanted: the task runs elsewhere, and the stale one is stopped on return', async () => {
    const [gone, ...others] = await threeAgents();
    const id = await world.submit({ placement: { preferredLabels: {} }, retry: { initialDelayMs: 0 } });
    const first = await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const agentId = first.tasks[0]?.attempts[0]?.agentId;
    const silent = [gone, ...others].find((agent) => agent.id === agentId)!;
    silent.fallSilent();
    const second = await world.jobThat(
      id,
      'runs elsewhere',
      (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING',
    );
    expect(second.tasks[0]?.attempts[0]).toMatchObject({ observed: 'LOST', reason: { code: 'LOST' } });
    expect(second.tasks[0]?.attempts[1]?.agentId).not.toBe(agentId);
    // Its room stays taken until it is known not to run.
    expect((await world.pool.query('SELECT 1 FROM attempt WHERE agent_id = $1 AND reserved', [agentId])).rowCount).toBe(
      1,
    );
    const stop = await silent.applyFor(id, 'STOP');
    await silent.speakAgain();
    await silent.report(stop, 'STOPPED');
    await silent.applyFor(id, 'REMOVE');
    await until(
      async () =>
        (await world.pool.query('SELECT 1 FROM attempt WHERE agent_id = $1 AND reserved', [agentId])).rowCount === 0,
      'its room is free',
    );
    expect((await world.job(id)).tasks[0]?.attempts[0]?.observed).toBe('LOST');
  });

  it('is waited for where the job wants that, and adopted on return', async () => {
    const agents = await threeAgents();
    const id = await world.submit({ onPartition: 'wait' });
    const first = await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const silent = agents.find((agent) => agent.id === first.tasks[0]?.attempts[0]?.agentId)!;
    silent.fallSilent();
    await world.jobThat(id, 'is unreachable', (job) => job.tasks[0]?.attempts[0]?.unreachable === true);
    const [apply] = silent.bodies('Apply');
    await silent.speakAgain();
    const back = await world.jobThat(id, 'is adopted', (job) => job.tasks[0]?.attempts[0]?.unreachable === false);
    expect(back.tasks[0]?.attempts).toHaveLength(1);
    await silent.report(apply!, 'SUCCEEDED', { exitCode: 0 });
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('is replaced in spite of waiting once an operator confirms its host dead, and not before', async () => {
    const agents = await threeAgents();
    const id = await world.submit({ onPartition: 'wait', retry: { initialDelayMs: 0 } });
    const first = await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const silent = agents.find((agent) => agent.id === first.tasks[0]?.attempts[0]?.agentId)!;
    expect((await world.ask('POST', `/agents/${silent.id}/confirm-dead`)).status).toBe(409);
    silent.fallSilent();
    await world.jobThat(id, 'is unreachable', (job) => job.tasks[0]?.attempts[0]?.unreachable === true);
    expect((await world.ask('POST', `/agents/${silent.id}/confirm-dead`)).status).toBe(202);
    const said = await world.ask<AgentDetail>('GET', `/agents/${silent.id}`);
    expect(said.body).toMatchObject({ state: 'SILENT', deadConfirmed: true });
    const second = await world.jobThat(
      id,
      'runs elsewhere',
      (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING',
    );
    expect(second.tasks[0]?.attempts[0]?.observed).toBe('LOST');
  });

  it('ends by the job’s deadline without another try, where it is waited for', async () => {
    const agents = await threeAgents();
    const id = await world.submit({ onPartition: 'wait', deadlineMs: 1_000 });
    const first = await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    agents.find((agent) => agent.id === first.tasks[0]?.attempts[0]?.agentId)!.fallSilent();
    const job = await world.jobThat(id, 'fails', ({ state }) => state === 'FAILED');
    expect(job.reason?.code).toBe('DEADLINE_EXCEEDED');
    expect(job.tasks[0]?.attempts).toHaveLength(1);
  });

  it('is not given up when more than half fall silent together, and the overview says so', async () => {
    const agents = await threeAgents();
    const id = await world.submit();
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    for (const agent of agents) agent.fallSilent();
    await until(
      async () =>
        (await world.ask<{ dispatcher: { holds: string | null } }>('GET', '/overview')).body.dispatcher.holds?.includes(
          '3 of 3',
        ),
      'the dispatcher holds',
    );
    expect((await world.job(id)).tasks[0]?.attempts).toMatchObject([{ observed: 'RUNNING', unreachable: true }]);
    for (const agent of agents) await agent.speakAgain();
    await until(
      async () =>
        (await world.ask<{ dispatcher: { holds: string | null } }>('GET', '/overview')).body.dispatcher.holds === null,
      'the dispatcher goes on',
    );
    expect((await world.job(id)).state).toBe('RUNNING');
  });
});

describe('logs', () => {
  async function write(agent: PlayedAgent, batch: JobLogBatch): Promise<void> {
    const value = await world.codec.encode('JobLogBatch', batch);
    await agent.send(topicName('Job_Logs', world.topicPrefix), value, {
      agentId: agent.id,
      attemptId: batch.attemptId,
    });
  }
  const line = (sequence: number, text: string) => ({
    stream: 'STDOUT' as const,
    sequence,
    engineTime: 1_700_000_000_000_000 + sequence,
    text,
  });

  it('come in order, each line once however often it is sent, in pages and from the end', async () => {
    const agent = await world.playedAgent('log-a').start();
    const id = await world.submit();
    const { attemptId } = await agent.applyFor(id, 'RUN');
    const batch = { attemptId, jobId: id, agentId: agent.id, droppedLines: 0 };
    await write(agent, { ...batch, lines: [1, 2, 3].map((n) => line(n, `line ${n}`)) });
    await write(agent, { ...batch, lines: [2, 3, 4].map((n) => line(n, `line ${n}`)) });
    await write(agent, { ...batch, lines: [line(5, 'odd \u0000 \ud800 bytes')] });
    const all = await until(async () => {
      const { body } = await world.ask<{ items: LogLineView[] }>('GET', `/jobs/${id}/logs`);
      return body.items.length >= 5 && body.items;
    }, 'all lines are there');
    expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(all[0]).toMatchObject({ attemptId, taskIndex: 0, attempt: 1, stream: 'STDOUT', text: 'line 1' });
    const first = (await world.ask<{ items: LogLineView[]; next: string }>('GET', `/jobs/${id}/logs?limit=2`)).body;
    const rest = (
      await world.ask<{ items: LogLineView[]; next: string }>('GET', `/jobs/${id}/logs?cursor=${first.next}`)
    ).body;
    expect([...first.items, ...rest.items].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    const tail = (await world.ask<{ items: LogLineView[]; next: string }>('GET', `/jobs/${id}/logs?tail=2`)).body;
    expect(tail.items.map(({ sequence }) => sequence)).toEqual([4, 5]);
    await write(agent, { ...batch, lines: [line(6, 'after')] });
    await until(async () => {
      const { body } = await world.ask<{ items: LogLineView[] }>('GET', `/jobs/${id}/logs?cursor=${tail.next}`);
      return body.items.length === 1 && body.items[0]?.text === 'after';
    }, 'a client that follows sees only the new line');
  });
});
