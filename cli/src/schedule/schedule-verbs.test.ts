import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleSchedule } from '../../../test/fakes/control-plane/fake-schedules.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleJob } from '../../../test/fakes/control-plane/samples.ts';

const options = { nowMs: Date.parse('2026-03-27T20:00:00Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

describe('schedule create', () => {
  it('sends times and job apart, and says when it runs first', async () => {
    const line = ['schedule', 'create', 'nightly', '--cron', '30 2 * * *', '--zone', 'Europe/Berlin'];
    const more = ['--overlap', 'replace', '--missed-within', '2h', '--image', 'tool:1', '--', 'echo', 'hello'];
    const { stdout, stderr, exitCode } = await runCli(plane, [...line, ...more], options);
    expect(exitCode).toBe(0);
    expect(plane.requests[0]).toMatchObject({ method: 'POST', path: '/schedules' });
    expect(plane.requests[0]?.idempotencyKey).toBeDefined();
    expect(plane.requests[0]?.body).toEqual({
      name: 'nightly',
      cron: '30 2 * * *',
      zone: 'Europe/Berlin',
      overlap: 'replace',
      missedRunWindowMs: 7_200_000,
      job: { kind: 'container', image: 'tool:1', command: ['echo', 'hello'] },
    });
    expect(stdout).toBe(`${plane.schedules[0]?.id}\n`);
    expect(stderr).toBe('nightly: At 02:30 (Europe/Berlin) · next Sat 28 Mar 2026 02:30 CET, in 5 h\n');
  });

  it('names what was refused as it was given', async () => {
    const line = ['schedule', 'create', 'nightly', '--cron', '30 2 * *', '--zone', 'Europe/Belin', '--image', 'tool:1'];
    const { stderr, exitCode } = await runCli(plane, [...line, '--parallelism', '0']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the schedule is not accepted');
    expect(stderr).toContain('--cron: a cron expression has five fields');
    expect(stderr).toContain('--zone: there is no time zone "Europe/Belin"');
    expect(stderr).toContain('--parallelism: at least 1');
  });

  it('shows examples first, and needs its times', async () => {
    const help = await runCli(plane, ['schedule', 'create', '--help']);
    expect(help.stdout).toMatch(/^Examples:\n/);
    const none = await runCli(plane, ['schedule', 'create', 'nightly', '--image', 'tool:1']);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('--cron');
  });
});

describe('schedule list and show', () => {
  it('lists next times and last jobs', async () => {
    const lastJob = sampleJob({ state: 'FAILED', createdAt: '2026-03-27T19:00:00.000Z' });
    plane.schedules.push(sampleSchedule({ lastJob }), sampleSchedule({ name: 'old', paused: true }));
    const { stdout } = await runCli(plane, ['schedule', 'list'], options);
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(
      /^nightly {2}✓ Active {2}At 02:30 {2}in 5 h, Sat 28 Mar 2026 02:30 CET {2}✗ Failed, 1 h ago/,
    );
    expect(lines[2]).toMatch(/^old {6}■ Paused {2}At 02:30 {2}– {2}.* – /);
  });

  it('says what makes the first', async () => {
    expect((await runCli(plane, ['schedule', 'list'])).stderr).toContain('longshore schedule create nightly --cron');
  });

  it('shows the coming times in the zone of the schedule, and what became of the last', async () => {
    plane.schedules.push(
      sampleSchedule({
        runs: [
          {
            nominalAt: '2026-03-27T01:30:00.000Z',
            outcome: 'SKIPPED',
            count: 1,
            detail: '1 job of the schedule had not ended',
            job: null,
            decidedAt: '2026-03-27T01:30:00.200Z',
          },
        ],
      }),
    );
    const { stdout } = await runCli(plane, ['schedule', 'show', 'nightly'], options);
    expect(stdout).toMatch(/^nightly {2}✓ Active\n/);
    expect(stdout).toContain('in 29 h  Sun 29 Mar 2026 03:00 CEST');
    expect(stdout).toContain('Fri 27 Mar 2026 02:30 CET  – Left out  1 job of the schedule had not ended');
    const json = await runCli(plane, ['schedule', 'show', 'nightly', '--json']);
    expect(JSON.parse(json.stdout)).toEqual(plane.schedules[0]);
  });

  it('says when there is no such schedule', async () => {
    const { stderr, exitCode } = await runCli(plane, ['schedule', 'show', 'gone']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('There is no schedule gone');
  });
});

describe('schedule pause, resume, run and delete', () => {
  it('take several by name, one after another', async () => {
    plane.schedules.push(sampleSchedule(), sampleSchedule({ name: 'hourly' }));
    const paused = await runCli(plane, ['schedule', 'pause', 'nightly', 'gone', 'hourly']);
    expect(paused.stdout).toBe('nightly: ■ Paused\nhourly: ■ Paused\n');
    expect(paused.exitCode).toBe(1);
    expect((await runCli(plane, ['schedule', 'resume', 'nightly'])).stdout).toBe('nightly: ✓ Active\n');
    expect((await runCli(plane, ['schedule', 'delete', 'nightly'])).stdout).toBe('nightly deleted\n');
    expect(plane.schedules.map(({ name }) => name)).toEqual(['hourly']);
  });

  it('submits a job now and prints its id', async () => {
    plane.schedules.push(sampleSchedule());
    const { stdout, stderr } = await runCli(plane, ['schedule', 'run', 'nightly']);
    expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    expect(stderr).toBe(`longshore job attach ${stdout.trim()} follows it\n`);
  });
});
