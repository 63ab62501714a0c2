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

describe('an agent that is asked for', () => {
  it('tells of its engine how many containers of others run there, as it said itself', async () => {
    const agent = await world.playedAgent('count-a').start();
    const count = async () => (await world.ask<AgentDetail>('GET', '/agents/count-a')).body.otherContainers;
    expect(await count()).toBeNull();
    agent.status = { otherContainers: 7 };
    await until(async () => (await count()) === 7, 'it is told');
  });

  it('tells its last hour in no more than 240 points, which are averages, with a gap where it was not heard', async () => {
    const agent = await world.playedAgent('hour-a').start();
    agent.fallSilent();
    await world.pool.query(`DELETE FROM agent_sample WHERE agent_id = 'hour-a'`);
    // Each five seconds, but for ten minutes in the middle; and what was before the hour.
    await world.pool.query(`
      INSERT INTO agent_sample (agent_id, at, cpu_millis, memory_bytes, containers, latency_ms)
      SELECT 'hour-a', now() - s * interval '1 second', 1000 + (s / 5) % 2, 1000, 2, 1
      FROM generate_series(0, 4000, 5) s WHERE s NOT BETWEEN 1200 AND 1800`);
    const { body } = await world.ask<AgentDetail>('GET', '/agents/hour-a');
    const times = body.history.map(({ at }) => Date.parse(at));
    expect(times.length).toBeLessThanOrEqual(240);
    expect(times.length).toBeGreaterThan(180);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(58 * 60_000);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(60 * 60_000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.filter((gap) => gap > 3 * body.historyStepMs)).toHaveLength(1);
    // At the edges of what was heard, a step may have one report alone.
    const averaged = body.history.filter(({ cpuMillis }) => cpuMillis > 1_000 && cpuMillis < 1_001);
    expect(averaged.length).toBeGreaterThanOrEqual(times.length - 4);
  });

  it('tells how it was in the last hour: states, the checks that failed, and where it was not heard', async () => {
    const agent = await world.playedAgent('hour-c').start();
    const states = async () => (await world.ask<AgentDetail>('GET', '/agents/hour-c')).body.states;
    expect((await states()).at(-1)).toMatchObject({ state: 'READY', failing: [] });
    agent.status = { healthy: false, checks: [{ name: 'disk', ok: false, detail: 'full' }] };
    await until(async () => (await states()).at(-1)?.state === 'UNHEALTHY', 'it is unhealthy');
    expect((await states()).at(-1)).toMatchObject({ failing: ['disk'] });
    agent.fallSilent();
    // As if a while had gone by.
    await world.pool.query(`UPDATE agent_sample SET at = at - interval '5 minutes' WHERE agent_id = 'hour-c'`);
    await agent.speakAgain();
    const told = await until(async () => {
      const all = await states();
      return all.filter(({ state }) => state === 'UNHEALTHY').length === 2 && all;
    }, 'it is heard again');
    const [before, after] = told.slice(-2).map(({ from, until: to }) => [Date.parse(from), Date.parse(to)]);
    expect((after?.[0] ?? 0) - (before?.[1] ?? 0)).toBeGreaterThan(4 * 60_000);
  });

  it('tells each report apart while there are few', async () => {
    const agent = await world.playedAgent('hour-b').start();
    agent.fallSilent();
    await world.pool.query(`DELETE FROM agent_sample WHERE agent_id = 'hour-b'`);
    await world.pool.query(`
      INSERT INTO agent_sample (agent_id, at, cpu_millis, memory_bytes, containers, latency_ms)
      SELECT 'hour-b', now() - s * interval '1 second', s, 1000, 2, 1 FROM generate_series(5, 50, 5) s`);
    const { body } = await world.ask<AgentDetail>('GET', '/agents/hour-b');
    expect(body.history.map(({ cpuMillis }) => cpuMillis)).toEqual([50, 45, 40, 35, 30, 25, 20, 15, 10, 5]);
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
