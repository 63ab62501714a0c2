import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleJob, sampleReceipt } from '../../../test/fakes/control-plane/samples.ts';

const RUNNING = '0198a1b2-c3d4-7000-8000-000000000001';
const DONE = '0198ffff-0000-7000-8000-000000000002';

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  plane.change(RUNNING, sampleJob({ id: RUNNING, name: 'people', state: 'RUNNING' }));
  plane.change(DONE, sampleJob({ id: DONE, name: 'nightly', state: 'SUCCEEDED' }));
});
afterEach(() => plane.stop());

const cli = (...args: string[]) => runCli(plane, args, { nowMs: Date.parse('2026-03-01T12:04:00Z') });
const asked = () => plane.requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

describe('jobs by filter', () => {
  it('are only counted without --yes, and what is left out is said with why', async () => {
    const { exitCode, stdout, stderr } = await cli('job', 'stop', '--all');
    expect(exitCode).toBe(0);
    expect(stdout).toBe('1 of 2 jobs would be asked to stop\nleft out: nightly · has ended already\n');
    expect(stderr).toBe('nothing was done · --yes does it\n');
    expect(asked()).toEqual([['/jobs/stop', { filter: { all: true }, dryRun: true }]]);
  });

  it('are meant by the conditions of job list, and stopped with --yes', async () => {
    const { stdout, stderr } = await cli('job', 'stop', '--state', 'running,queued', '--search', 'peo', '--yes');
    expect(stdout).toBe('1 job asked to stop\n');
    expect(stderr).toBe('');
    expect(asked()).toEqual([['/jobs/stop', { filter: { state: ['RUNNING', 'QUEUED'], q: 'peo' }, dryRun: false }]]);
  });

  it('are not touched by --dry-run, whatever else is said', async () => {
    const { stdout } = await cli('job', 'delete', '--state', 'succeeded', '--yes', '--dry-run');
    expect(stdout).toBe('1 job would be deleted\n');
    expect(plane.jobs.size).toBe(2);
    expect((await cli('job', 'delete', '--state', 'succeeded', '--yes')).stdout).toBe('1 job deleted\n');
    expect([...plane.jobs.keys()]).toEqual([RUNNING]);
  });

  it('are refused together with named ones, and so is naming none', async () => {
    const both = await cli('job', 'stop', 'people', '--all');
    expect(both).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('jobs are named, and a filter is given'),
    });
    const none = await cli('job', 'delete');
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no job is named') });
    expect(asked()).toEqual([]);
  });
});

describe('job rerun', () => {
  it('submits named jobs once more and prints the new ids', async () => {
    const { exitCode, stdout } = await cli('job', 'rerun', 'nightly');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`1 job run again\n${DONE}-again  nightly\n`);
    expect(asked()).toEqual([['/jobs/rerun', { ids: [DONE], dryRun: false }]]);
    expect(plane.requests.at(-1)?.idempotencyKey).toBeDefined();
  });

  it('fails where nothing was run again', async () => {
    const { exitCode, stdout, stderr } = await cli('job', 'rerun', 'people');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('left out: people · has not ended');
    expect(stderr).toContain('no job was run again');
  });
});

describe('job queue', () => {
  it('says who is first, why it waits, and what would make it fit', async () => {
    plane.queue = {
      jobs: 1,
      tasks: 3,
      backingOff: 2,
      next: null,
      items: [
        {
          position: 1,
          jobId: RUNNING,
          name: 'people',
          priority: 50,
          createdAt: '2026-03-01T12:00:00.000Z',
          tasksWaiting: 3,
          tasksAhead: 0,
          waitsFor: 'Waits for free memory',
          wouldFit: ['1 GiB becoming free on host-1 (0 bytes free of 8 GiB)'],
          excluded: [{ filter: 'memory', agents: ['host-1'] }],
          receipt: sampleReceipt({ winner: null }),
        },
      ],
    };
    const { stdout } = await cli('job', 'queue');
    expect(stdout).toContain('1 job with 3 tasks waits to be placed · 2 tasks more after a pause\n');
    expect(stdout).toMatch(/1 +people +.*waits for free memory +1 GiB becoming free on host-1/);
    expect(JSON.parse((await cli('job', 'queue', '--json')).stdout)).toEqual(plane.queue);
  });

  it('says so when nothing waits', async () => {
    expect((await cli('job', 'queue')).stderr).toBe('no job waits to be placed\n');
  });

  it('is told in job show', async () => {
    plane.change(RUNNING, { state: 'QUEUED', queue: { position: 2, jobs: 4, tasksAhead: 7 } });
    expect((await cli('job', 'show', 'people')).stdout).toMatch(/Queue +2 of 4 waiting jobs, 7 tasks of others ahead/);
  });
});
