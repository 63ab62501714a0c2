import type { Apply, ManyJobsAnswer, ManyJobsRequest, Queue } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { forgetJobs } from '../../control-plane/src/dispatcher/forget-jobs.ts';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterEach(() => world.forget('job, outbox, audit'));
afterAll(() => world.close());

/** Runs what it is given, and stops when asked. */
async function obey(apply: Apply, agent: PlayedAgent): Promise<void> {
  if (apply.desired === 'RUN') await agent.report(apply, 'RUNNING');
  else if (apply.desired === 'STOP') await agent.report(apply, 'STOPPED');
}

async function many(
  verb: 'stop' | 'rerun' | 'delete',
  body: ManyJobsRequest,
  headers: Record<string, string> = {},
): Promise<ManyJobsAnswer> {
  const { status, body: answer } = await world.ask<ManyJobsAnswer>('POST', `/jobs/${verb}`, body, headers);
  expect(status, JSON.stringify(answer)).toBe(200);
  return answer;
}

const ended = (id: string) => world.jobThat(id, 'ends', ({ endedAt }) => endedAt !== null);

describe('many jobs at once', () => {
  it('are stopped, run again and deleted by filter; what is left out is told with why', async () => {
    await world.playedAgent('a', { onApply: obey }).start();
    const nightly: string[] = [];
    for (const n of [1, 2, 3]) nightly.push(await world.submit({ name: `nightly-${n}` }));
    const other = await world.submit({ name: 'other' });
    for (const id of nightly) await world.jobThat(id, 'runs', ({ state }) => state === 'RUNNING');

    const filter = { q: 'nightly' };
    expect(await many('stop', { filter, dryRun: true })).toMatchObject({ matched: 3, done: 3, dryRun: true });
    expect((await world.job(nightly[0]!)).state).toBe('RUNNING');
    await world.ask('POST', `/jobs/${nightly[0]}/stop`);
    const stopped = await many('stop', { filter });
    expect(stopped).toMatchObject({ matched: 3, done: 2 });
    expect(stopped.leftOut).toHaveLength(1);
    for (const id of nightly) expect((await ended(id)).state).toBe('STOPPED');
    expect(await many('stop', { filter })).toMatchObject({
      done: 0,
      leftOut: [
        { why: 'has ended already', count: 3, jobs: nightly.map((id, n) => ({ id, name: `nightly-${n + 1}` })) },
      ],
    });
    expect(await world.audited('JobStopRequested')).toHaveLength(3);

    const key = { 'idempotency-key': 'again' };
    const again = await many('rerun', { filter: { q: 'nightly-1' } }, key);
    expect(again).toMatchObject({ matched: 1, done: 1, created: [{ name: 'nightly-1', from: nightly[0] }] });
    expect(await many('rerun', { filter: { q: 'nightly-1' } }, key)).toEqual(again);
    await world.jobThat(again.created[0]!.id, 'runs', ({ state }) => state === 'RUNNING');

    const deleted = await many('delete', { ids: [...nightly, other] });
    expect(deleted).toMatchObject({ matched: 4, done: 3 });
    expect(deleted.leftOut).toEqual([
      { why: 'has not ended: stop it first', count: 1, jobs: [{ id: other, name: 'other' }] },
    ]);
    const left = await world.ask<{ items: { id: string }[] }>('GET', '/jobs');
    expect(left.body.items.map(({ id }) => id)).toEqual([again.created[0]!.id, other]);
    expect(await many('delete', { ids: [nightly[0]!] })).toMatchObject({
      done: 0,
      leftOut: [{ why: 'is not there (any more)', count: 1 }],
    });
  });

  it('are not run again where no agent could hold them today', async () => {
    const id = await world.submit({ placement: { constraints: ['gpu'] } });
    await world.ask('POST', `/jobs/${id}/stop`);
    await ended(id);
    await world.playedAgent('a').start();
    expect(await many('rerun', { ids: [id] })).toMatchObject({
      done: 0,
      created: [],
      leftOut: [{ why: 'fits no agent: a needs gpu, has no label gpu.', count: 1 }],
    });
  });

  it.each([
    [{ filter: {} }, 'filter', 'give at least one condition, or {"all": true}'],
    [{}, '', 'name jobs either by filter or by ids'],
    [{ ids: ['abc'] }, 'ids[0]', 'a whole job id'],
    [{ filter: { state: ['GONE'] } }, 'filter.state[0]', 'Invalid option'],
  ])('are never meant by %j', async (body, path, words) => {
    const { status, body: problem } = await world.ask('POST', '/jobs/stop', body);
    expect(status).toBe(422);
    expect(problem.errors?.[0]).toMatchObject({ path, message: expect.stringContaining(words) });
  });
});

describe('the queue', () => {
  it('tells of each waiting job its position, what it waits for, who was left out by what, and what would fit', async () => {
    await world.playedAgent('small', { slots: 1, onApply: obey }).start();
    await world.playedAgent('shut', { onApply: obey }).start();
    await world.pool.query(`UPDATE agent SET cordoned = true WHERE id = 'shut'`);
    const first = await world.submit({ name: 'first' });
    await world.jobThat(first, 'runs', ({ state }) => state === 'RUNNING');
    const low = await world.submit({ name: 'low', priority: 10, parallelism: 2 });
    const high = await world.submit({ name: 'high', priority: 90, parallelism: 3 });
    const waiting = await world.jobThat(low, 'waits', ({ waitsFor }) => waitsFor !== null);
    expect(waiting.queue).toEqual({ position: 2, jobs: 2, tasksAhead: 3 });

    const { body: queue } = await world.ask<Queue>('GET', '/queue');
    expect(queue).toMatchObject({ jobs: 2, tasks: 5, backingOff: 0, next: null });
    expect(
      queue.items.map(({ name, position, tasksWaiting, tasksAhead }) => [name, position, tasksWaiting, tasksAhead]),
    ).toEqual([
      ['high', 1, 3, 0],
      ['low', 2, 2, 3],
    ]);
    expect(queue.items[0]).toMatchObject({
      jobId: high,
      waitsFor: expect.stringMatching(/^Waits for (a free slot|an agent that is open to new work)$/),
      excluded: [
        { filter: 'cordon', agents: ['shut'] },
        { filter: 'slots', agents: ['small'] },
      ],
    });
    expect(queue.items[0]?.wouldFit.join()).toMatch(/1 slot becoming free on small|uncordoning shut/);
    expect((await world.job(first)).queue).toBeNull();
    const { body: page } = await world.ask<Queue>('GET', '/queue?limit=1');
    const { body: rest } = await world.ask<Queue>('GET', `/queue?limit=1&cursor=${page.next}`);
    expect([...page.items, ...rest.items].map(({ jobId }) => jobId)).toEqual([high, low]);
    expect((await world.ask('GET', '/queue?cursor=x')).status).toBe(422);
  });
});

describe('the history of jobs', () => {
  it('is forgotten after its retention, logs included, and not before; what has not ended is kept', async () => {
    await world.playedAgent('a', { onApply: obey }).start();
    const [old, young, open] = await Promise.all(['old', 'young', 'open'].map((name) => world.submit({ name })));
    await world.jobThat(old!, 'runs', ({ state }) => state === 'RUNNING');
    await many('stop', { ids: [old!, young!] });
    await ended(old!);
    await ended(young!);
    await world.pool.query(`UPDATE attempt SET reserved = false, container_gone = true WHERE job_id = $1`, [old]);
    await world.pool.query(`UPDATE job SET ended_at = now() - interval '31 days' WHERE id = $1`, [old]);
    await world.pool.query(`UPDATE job SET created_at = now() - interval '99 days' WHERE id = $1`, [open]);
    const attempt = (await world.pool.query('SELECT id FROM attempt WHERE job_id = $1', [old])).rows[0].id;
    await world.pool.query(
      `INSERT INTO log_chunk (attempt_id, first_sequence, last_sequence, job_id, line_count, dropped_lines, lines)
       VALUES ($1, 1, 1, $2, 1, 0, '')`,
      [attempt, old],
    );
    // A row that a decision holds at that moment is left for the next time.
    await until(async () => (await forgetJobs(world.pool, 30)) === 1, 'the old job is forgotten');
    const { rows } = await world.pool.query('SELECT name FROM job ORDER BY name');
    expect(rows.map(({ name }) => name)).toEqual(['open', 'young']);
    expect((await world.pool.query('SELECT 1 FROM log_chunk WHERE job_id = $1', [old])).rowCount).toBe(0);
    expect(await world.audited('JobsForgotten')).toMatchObject([{ detail: { jobs: 1, olderThanDays: 30 } }]);
    expect(await forgetJobs(world.pool, 30)).toBe(0);
  });

  it('keeps of a per-host job’s task that is started for ever only the newest attempts', async () => {
    await world.playedAgent('a', { onApply: obey }).start();
    const id = await world.submit({ perHost: true });
    const { tasks } = await world.jobThat(id, 'runs', ({ perHost }) => perHost?.running === 1);
    await world.pool.query(
      `INSERT INTO attempt (id, job_id, task_id, number, agent_id, cpu_millis, memory_bytes, observed, reserved, container_gone, ended_at)
       SELECT gen_random_uuid(), $1, $2, n, 'a', 1, 1, 'FAILED', false, true, now() FROM generate_series(2, 50) n`,
      [id, tasks[0]?.id],
    );
    await world.pool.query('UPDATE task SET attempts_made = 50 WHERE id = $1', [tasks[0]?.id]);
    await forgetJobs(world.pool, 30);
    const { rows } = await world.pool.query(
      'SELECT min(number) FILTER (WHERE ended_at IS NOT NULL) AS least, count(*)::int FROM attempt WHERE job_id = $1',
      [id],
    );
    // The one that runs is kept, whatever its number.
    expect(rows[0]).toMatchObject({ least: 31, count: 21 });
  });
});
