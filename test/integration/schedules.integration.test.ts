import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { JobSummary, ScheduleDetail, SchedulePreview, ScheduleSummary } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { SCHEDULE_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

const JOB = { kind: 'container', image: 'tool:1', resources: { cpuMillis: 10, memoryBytes: 8_000_000 } };

let world: World;
let minuteMs = Math.floor(Date.now() / 60_000) * 60_000;

/** A cron expression that names one minute a year: that of `minuteMs`. */
function thatMinute(): string {
  const at = new Date(minuteMs);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
}

async function create(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const body = { name: 'nightly', cron: thatMinute(), job: JOB, ...changes };
  return world.ask<{ id: string; name: string } & SchedulePreview>('POST', '/schedules', body, headers);
}

async function schedule(name = 'nightly'): Promise<ScheduleDetail> {
  return (await world.ask<ScheduleDetail>('GET', `/schedules/${name}`)).body;
}

async function jobs(name = 'nightly'): Promise<JobSummary[]> {
  return (await world.ask<{ items: JobSummary[] }>('GET', `/jobs?schedule=${name}`)).body.items;
}

/** As if nothing had been decided about a schedule for so long; its time is due, unless that is too long ago. */
async function windBack(name = 'nightly', minutes = 5): Promise<void> {
  await world.pool.query(
    `UPDATE schedule SET decided_until = to_timestamp($2::float8 / 1000) - make_interval(mins => $3), next_at = now() WHERE name = $1`,
    [name, minuteMs, minutes],
  );
}

async function ran(outcome: string, name = 'nightly'): Promise<ScheduleDetail> {
  let last: ScheduleDetail | undefined;
  return until(async () => {
    last = await schedule(name);
    return last.runs.some((run) => run.outcome === outcome) ? last : null;
  }, `a time of ${name} is ${outcome}`);
}

beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterAll(() => world.close());
afterEach(() => world.forget('schedule, job, outbox'));

describe('schedules over the API', () => {
  it('are made once for one key, and found by name and by the start of their id', async () => {
    const first = await create({ cron: '30 2 * * *', zone: 'Europe/Berlin' }, { 'idempotency-key': 'a' });
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/api/v1/schedules/${first.body.id}`);
    expect(first.body).toMatchObject({ words: 'At 02:30', name: 'nightly' });
    expect(first.body.nextTimes).toHaveLength(5);
    const again = await create({ cron: '30 2 * * *', zone: 'Europe/Berlin' }, { 'idempotency-key': 'a' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    const other = await create({ zone: 'Asia/Tokyo' }, { 'idempotency-key': 'a' });
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    expect(await schedule(first.body.id.slice(0, 20))).toMatchObject({
      name: 'nightly',
      overlap: 'skip',
      job: { image: 'tool:1', parallelism: 1 },
      runs: [],
      lastJob: null,
      nextTimes: first.body.nextTimes,
    });
    await create({ name: 'weekly' });
    const page = (await world.ask<{ items: ScheduleSummary[]; next: string }>('GET', '/schedules?limit=1')).body;
    expect(page.items.map(({ name }) => name)).toEqual(['nightly']);
    const next = (await world.ask<{ items: ScheduleSummary[] }>('GET', `/schedules?cursor=${page.next}`)).body;
    expect(next.items.map(({ name }) => name)).toEqual(['weekly']);
    expect((await world.ask('GET', '/schedules/gone')).body).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('are refused in words, field by field', async () => {
    const refused = async (changes: Record<string, unknown>) => {
      const { status, body } = await create(changes);
      return [status, (body as unknown as { errors: unknown }).errors];
    };
    expect(await refused({ zone: 'Mars/Base', job: { ...JOB, image: 'NO' } })).toEqual([
      422,
      [
        { path: 'zone', message: expect.stringContaining('there is no time zone "Mars/Base"') },
        { path: 'job.image', message: expect.stringContaining('not an image name') },
      ],
    ]);
    expect(await refused({ cron: '0 0 30 2 *' })).toEqual([
      422,
      [{ path: 'cron', message: expect.stringContaining('never comes') }],
    ]);
    expect(await refused({ cron: '61 * * * *' })).toEqual([
      422,
      [{ path: 'cron', message: 'this is not a cron expression: Invalid value for minute: 61' }],
    ]);
    const generator = { kind: 'data-generator', topic: 'people', generator: { template: { a: 'no.such' } } };
    expect(await refused({ job: generator })).toEqual([
      422,
      [{ path: 'job.generator.template.a', message: expect.any(String) }],
    ]);
    await create();
    expect(await refused({})).toEqual([409, [{ path: 'name', message: 'another schedule has this name' }]]);
  });

  it('can be tried before they are made', async () => {
    const body = { cron: '0 9 * * 1-5', zone: 'America/New_York' };
    const { body: preview } = await world.ask<SchedulePreview>('POST', '/schedules/preview', body);
    expect(preview).toEqual({ words: 'At 09:00, Monday through Friday', nextTimes: expect.any(Array) });
    expect(preview.nextTimes).toHaveLength(5);
  });
});

describe('the times of a schedule', () => {
  beforeAll(async () => {
    await world.startDispatcher();
  });
  afterAll(() => world.stopDispatchers());

  it('start a job each, which knows its schedule and its time', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    await create();
    await windBack();
    const { runs, lastJob, id } = await ran('STARTED');
    const nominalAt = new Date(minuteMs).toISOString();
    expect(runs).toMatchObject([{ nominalAt, outcome: 'STARTED', count: 1, job: { id: lastJob?.id } }]);
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      name: expect.stringMatching(/^nightly-/),
      schedule: { id, name: 'nightly', nominalAt },
    });
    const [submitted] = await world.events(job?.id ?? '');
    expect(submitted?.message).toBe(`Submitted by the schedule nightly for ${nominalAt}`);
    await windBack();
    await until(async () => {
      const { rows } = await world.pool.query('SELECT next_at > now() AS later FROM schedule');
      return rows[0]?.later;
    }, 'the same time was decided about again');
  });

  it('start a job each also when they come for a hundred schedules together', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    const names = Array.from({ length: 100 }, (_, index) => `at-once-${index}`);
    for (const name of names) expect((await create({ name, paused: true })).status).toBe(201);
    await world.pool.query(
      `UPDATE schedule SET paused = false, next_at = now(), decided_until = to_timestamp($1::float8 / 1000) - interval '1 minute'`,
      [minuteMs],
    );
    await until(async () => {
      const { rows } = await world.pool.query(
        'SELECT count(DISTINCT schedule_id)::int AS n, count(*)::int AS jobs FROM job',
      );
      return rows[0]?.n === 100 && rows[0]?.jobs === 100;
    }, 'all hundred have a job');
  });

  it('are missed when they passed too long ago, and say so', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000 - 10 * 60_000;
    await create({ missedRunWindowMs: 60_000 });
    await windBack();
    const { runs } = await ran('MISSED');
    expect(runs).toMatchObject([{ nominalAt: new Date(minuteMs).toISOString(), count: 1, job: null }]);
    expect(await jobs()).toEqual([]);
  });

  it('do not hold up those of others when they cannot be read any more', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    await create();
    await create({ name: 'other' });
    await world.pool.query(`UPDATE schedule SET zone = 'Mars/Base' WHERE name = 'nightly'`);
    await windBack();
    await windBack('other');
    await ran('STARTED', 'other');
    expect(await schedule()).toMatchObject({ paused: true, nextTimes: [], runs: [] });
    expect(await world.audited('SchedulePausedUnreadable')).toMatchObject([{ detail: { zone: 'Mars/Base' } }]);
  });

  it('do not count while it is paused, nor afterwards', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    const { body } = await create({ paused: true });
    await windBack();
    const resumed = await world.ask<ScheduleDetail>('PATCH', `/schedules/${body.id}`, { paused: false });
    expect(resumed.body).toMatchObject({ paused: false, runs: [] });
    await create({ name: 'other' });
    await windBack('other');
    await ran('STARTED', 'other');
    expect(await jobs()).toEqual([]);
  });

  it.each([
    ['skip', 'SKIPPED', 1],
    ['allow', 'STARTED', 2],
  ])('with %s are %s while a job is open', async (overlap, outcome, count) => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    await create({ overlap });
    await world.ask('POST', '/schedules/nightly/run');
    await windBack();
    await ran(outcome);
    expect(await jobs()).toHaveLength(count);
  });

  it('with replace wait until the open job was stopped', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    await world
      .playedAgent('sched-b', {
        onApply: (apply, agent) => agent.report(apply, apply.desired === 'RUN' ? 'RUNNING' : 'STOPPED'),
      })
      .start();
    await create({ overlap: 'replace' });
    const { body: first } = await world.ask<{ id: string }>('POST', '/schedules/nightly/run');
    await world.jobThat(first.id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await windBack();
    await ran('STARTED');
    const [second, before] = await jobs();
    expect(before).toMatchObject({ id: first.id, state: 'STOPPED' });
    expect(Date.parse(second?.createdAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before?.endedAt ?? ''));
    expect((await world.events(first.id)).map(({ message }) => message)).toContain(
      'The schedule nightly asked for a stop: its next time has come',
    );
  });

  it('leave jobs behind that stay when the schedule is deleted', async () => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    const { body } = await create({ paused: true });
    const key = { 'idempotency-key': 'run-once' };
    const first = await world.ask<{ id: string }>('POST', '/schedules/nightly/run', undefined, key);
    const again = await world.ask<{ id: string }>('POST', '/schedules/nightly/run', undefined, key);
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    expect(await jobs(body.id)).toMatchObject([{ id: first.body.id, schedule: { nominalAt: null } }]);
    expect((await world.ask('DELETE', `/schedules/${body.id}`)).status).toBe(204);
    expect(await world.job(first.body.id)).toMatchObject({ schedule: null });
    expect((await world.audited('ScheduleDeleted')).map(({ subjectId }) => subjectId)).toContain(body.id);
  });
});

describe('a dispatcher that is killed while it starts a scheduled job', () => {
  it.each(SCHEDULE_FAILPOINTS)('at %s neither loses nor doubles it', async (failpoint) => {
    minuteMs = Math.floor(Date.now() / 60_000) * 60_000;
    await create();
    await windBack();
    const doomed = spawnDispatcher({ LONGSHORE_FAILPOINT: failpoint });
    await until(() => doomed.signalCode, 'the dispatcher was killed');
    expect(doomed.signalCode).toBe('SIGKILL');
    const survivor = spawnDispatcher();
    try {
      await ran('STARTED');
      await windBack();
      await until(async () => {
        const { rows } = await world.pool.query('SELECT next_at > now() AS later FROM schedule');
        return rows[0]?.later;
      }, 'the time was looked at again');
      expect(await jobs()).toHaveLength(1);
    } finally {
      survivor.kill('SIGKILL');
      await until(() => survivor.signalCode, 'the dispatcher has ended');
    }
  });
});

function spawnDispatcher(environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['control-plane/src/dispatcher/main.ts'], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...world.dispatcherEnvironment(), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
