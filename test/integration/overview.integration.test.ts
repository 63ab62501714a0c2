import type { JobSummary, Overview } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterAll(() => world.close());

const minutes = async () => (await world.ask<Overview>('GET', '/overview')).body.ended;

function sums(ended: Overview['ended']) {
  const sum = (of: Exclude<keyof Overview['ended'][number], 'at'>) =>
    ended.reduce((total, minute) => total + minute[of], 0);
  return {
    succeeded: sum('succeeded'),
    failed: sum('failed'),
    stopped: sum('stopped'),
    tasksSucceeded: sum('tasksSucceeded'),
    triesFailed: sum('triesFailed'),
  };
}

const idsThat = async (query: string) =>
  (await world.ask<{ items: JobSummary[] }>('GET', `/jobs?${query}`)).body.items.map(({ id }) => id);

describe('the room', () => {
  it('is that of agents which take work: neither of one that is silent nor of one that is cordoned', async () => {
    const agents = await Promise.all(['room-a', 'room-b', 'room-c'].map((id) => world.playedAgent(id).start()));
    const room = async () => {
      const { agents: counted, capacity, reserved, use } = (await world.ask<Overview>('GET', '/overview')).body;
      return { ready: counted.ready, total: counted.total, slots: capacity.slots, taken: reserved.slots, use };
    };
    const id = await world.submit({ placement: { labels: {}, agents: ['room-a'] } });
    await agents[0]?.applyFor(id, 'RUN');
    expect(await room()).toMatchObject({ ready: 3, total: 3, slots: 30, taken: 1, use: { cpuMillis: 30 } });
    await world.ask('PATCH', '/agents/room-b', { cordoned: true });
    expect(await room()).toMatchObject({ ready: 3, slots: 20, taken: 1, use: { cpuMillis: 20 } });
    agents[0]?.fallSilent();
    await until(async () => (await room()).ready === 2, 'it is silent');
    expect(await room()).toEqual({
      ready: 2,
      total: 3,
      slots: 10,
      taken: 0,
      use: { cpuMillis: 10, memoryBytes: 1_000 },
    });
    await world.forget();
  });
});

describe('the last hour', () => {
  it('counts by the minute the jobs that ended, the tasks that succeeded and the tries that failed', async () => {
    expect(sums(await minutes())).toEqual({ succeeded: 0, failed: 0, stopped: 0, tasksSucceeded: 0, triesFailed: 0 });
    let tries = 0;
    const agent = world.playedAgent('a', {
      onApply: async (apply, player) => {
        if (apply.desired !== 'RUN') return;
        await player.report(apply, 'RUNNING');
        if (apply.container?.image === 'good:1') await player.report(apply, 'SUCCEEDED', { exitCode: 0 });
        else {
          tries += 1;
          await player.report(apply, 'FAILED', {
            exitCode: 1,
            reason: { code: 'EXIT_NON_ZERO', message: 'Exit code 1', retryable: true },
          });
        }
      },
    });
    await agent.start();
    const good = await world.submit({ image: 'good:1', parallelism: 3 });
    const bad = await world.submit({
      image: 'bad:1',
      retry: { maxAttempts: 2, initialDelayMs: 1, reasons: ['EXIT_NON_ZERO'] },
    });
    await world.jobThat(good, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    await world.jobThat(bad, 'fails', ({ state }) => state === 'FAILED');
    expect(tries).toBe(2);

    const ended = await minutes();
    expect(sums(ended)).toEqual({ succeeded: 1, failed: 1, stopped: 0, tasksSucceeded: 3, triesFailed: 2 });
    const times = ended.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.map((_, index) => (times[0] ?? 0) + index * 60_000));
    expect(times).toHaveLength(60);

    expect(await idsThat('state=FAILED&endedSince=1h')).toEqual([bad]);
    // What ended before is neither counted nor found.
    await world.pool.query(`UPDATE job SET ended_at = now() - interval '61 minutes' WHERE id = $1`, [bad]);
    await world.pool.query(`UPDATE attempt SET ended_at = now() - interval '61 minutes' WHERE job_id = $1`, [bad]);
    expect(sums(await minutes())).toEqual({ succeeded: 1, failed: 0, stopped: 0, tasksSucceeded: 3, triesFailed: 0 });
    expect(await idsThat('endedSince=1h')).toEqual([good]);
    expect((await idsThat('endedSince=2h')).toSorted()).toEqual([bad, good].toSorted());
  });

  it('is no other time than those that there are', async () => {
    const { status, body } = await world.ask('GET', '/jobs?endedSince=soon');
    expect(status).toBe(422);
    expect(body.errors?.[0]).toMatchObject({ path: 'endedSince', message: expect.stringContaining('how long ago') });
    for (const moment of ['999999999d', '0s', '2026-11-20', '0000-01-01', '9999-12-31T23:59:59Z']) {
      expect((await world.ask('GET', `/jobs?endedSince=${moment}`)).status, moment).toBe(200);
    }
  });

  it('is read by its indexes, however many jobs and tries there were before', async () => {
    const { rows } = await world.pool.query<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index
       WHERE indrelid IN ('job'::regclass, 'attempt'::regclass) AND pg_get_indexdef(indexrelid) LIKE '%(ended_at)%'`,
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual(['attempt_ended_at_idx', 'job_ended_at_idx']);
  });
});
