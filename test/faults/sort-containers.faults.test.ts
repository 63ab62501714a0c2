import type { SortDetail } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage } from '../hosts/build-image.ts';
import { engineJson, engineRequest } from '../hosts/engine-request.ts';
import { FleetRig } from './harness/fleet-rig.ts';
import type { JobOutcome } from './harness/job-outcome.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

const HOSTS = [1, 2];
const COUNT = 1_000_000;

let fleet: FleetRig;
let served: ServedRig;

beforeAll(async () => {
  fleet = await FleetRig.build('sort_containers', { hosts: HOSTS.length });
  for (const number of HOSTS) await buildImage(fleet.host(number).socketPath, 'longshore/sorter', 'dev');
  fleet.startDispatcher();
  for (const number of HOSTS) fleet.startAgent(number);
  await fleet.untilReady(HOSTS);
  served = await serveRig(fleet.rig);
}, 300_000);

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
});

async function startSort(count: number = COUNT): Promise<string> {
  const { id } = await served.post<{ id: string }>('/sorts', {
    order: { type: 'int32' },
    input: { from: 'generated', distribution: 'zipf', count, seed: 3 },
    workers: 3,
    resources: { cpuMillis: 500, memoryBytes: 256 * 1024 * 1024 },
  });
  return id;
}

const sortOf = (id: string): Promise<SortDetail> => served.get<SortDetail>(`/sorts/${id}`);

interface Container {
  socketPath: string;
  id: string;
  taskIndex: number;
}

/** The running containers of a job, on all hosts. */
async function containersOf(jobId: string): Promise<Container[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`longshore.job=${jobId}`] }));
  const found = HOSTS.map(async (number) => {
    const { socketPath } = fleet.host(number);
    const list = await engineJson<Array<{ Id: string }>>(socketPath, 'GET', `/containers/json?filters=${filters}`);
    return Promise.all(
      list.map(async ({ Id }) => ({ socketPath, id: Id, taskIndex: await taskIndexOf(socketPath, Id) })),
    );
  });
  return (await Promise.all(found)).flat();
}

async function taskIndexOf(socketPath: string, id: string): Promise<number> {
  const { Config } = await engineJson<{ Config: { Env: string[] } }>(socketPath, 'GET', `/containers/${id}/json`);
  return Number(Config.Env.find((entry) => entry.startsWith('LONGSHORE_TASK_INDEX='))?.split('=')[1]);
}

/** Kills the container of a task as soon as the sort is at work. */
async function killTask(sortId: string, taskIndex: number): Promise<void> {
  const { jobId } = await until(
    'the sort is at work',
    async () => {
      const sort = await sortOf(sortId);
      return (sort.report?.tries.length ?? 0) > 0 && sort;
    },
    { timeoutMs: 60_000 },
  );
  const victim = await until('its container runs', async () =>
    (await containersOf(jobId ?? '')).find((container) => container.taskIndex === taskIndex),
  );
  const { status } = await engineRequest(victim.socketPath, 'POST', `/containers/${victim.id}/kill`);
  expect(status).toBe(204);
}

async function expectSorted(id: string): Promise<SortDetail> {
  const sort = await until(
    'the sort has ended',
    async () => {
      const now = await sortOf(id);
      return now.endedAt !== null && now;
    },
    { timeoutMs: 120_000 },
  );
  expect([sort.state, sort.reason]).toEqual(['SUCCEEDED', null]);
  expect(sort.report?.proof).toMatchObject({ count: COUNT, inOrder: true, equal: true });
  const { stdout, exitCode, stderr } = await served.longshore(
    'sort',
    'result',
    id,
    '--from',
    String(COUNT - 3),
    '--limit',
    '10',
  );
  expect([exitCode, stderr]).toEqual([0, '']);
  const last = stdout.trim().split('\n').map(Number);
  expect(last).toHaveLength(3);
  expect(last).toEqual([...last].sort((a, b) => a - b));
  return sort;
}

function untilJobSucceeded({ jobId }: SortDetail): Promise<JobOutcome> {
  return until('its job has ended', async () => {
    const outcome = await fleet.rig.outcome(jobId ?? '');
    return outcome.state === 'SUCCEEDED' && outcome;
  });
}

describe('a sort in containers on two hosts', () => {
  it('is right, and its job ends well', async () => {
    const id = await startSort();
    const sort = await expectSorted(id);
    expect(new Set(sort.report?.workers.map(({ worker }) => worker))).toEqual(new Set([1, 2, 3]));
    await untilJobSucceeded(sort);
  }, 180_000);

  it('is right although a sorter’s container is killed in the middle, which is replaced', async () => {
    const id = await startSort();
    await killTask(id, 2);
    const sort = await expectSorted(id);
    expect((await untilJobSucceeded(sort)).attempts.length).toBeGreaterThan(4);
  }, 180_000);

  it('is right although the coordinator’s container is killed in the middle', async () => {
    const id = await startSort();
    await killTask(id, 0);
    const sort = await expectSorted(id);
    expect(sort.report?.generation).toBeGreaterThan(1);
    await untilJobSucceeded(sort);
  }, 180_000);

  it('is cancelled from the command line', async () => {
    // So many that it is still at work when the command arrives.
    const id = await startSort(30 * COUNT);
    await until('the sort is at work', async () => (await sortOf(id)).state === 'RUNNING', { timeoutMs: 60_000 });
    expect((await served.longshore('sort', 'stop', id)).exitCode).toBe(0);
    await until('it is stopped', async () => (await sortOf(id)).state === 'STOPPED', { timeoutMs: 60_000 });
    expect((await served.longshore('sort', 'delete', id)).exitCode).toBe(0);
  }, 180_000);
});
