import { randomBytes } from 'node:crypto';
import type { Worker, WorkItem, WorkType } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage } from '../hosts/build-image.ts';
import { engineJson, engineRequest } from '../hosts/engine-request.ts';
import { FleetRig } from './harness/fleet-rig.ts';
import { type CommandResult, type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

const HOSTS = [1, 2];
const MAXIMUM = 2;
/** Of a worker, as the dispatcher sizes them. */
const CONCURRENCY = 2;

let fleet: FleetRig;
let served: ServedRig;

beforeAll(async () => {
  // Web and dispatcher make and know the keys of workers by it.
  process.env.LONGSHORE_SECRET_KEY = randomBytes(32).toString('base64');
  fleet = await FleetRig.build('work_containers', { hosts: HOSTS.length });
  for (const number of HOSTS) await buildImage(fleet.host(number).socketPath, 'longshore/worker', 'dev');
  served = await serveRig(fleet.rig, { host: fleet.rig.fleet.gateway });
  fleet.startDispatcher({ LONGSHORE_WORKER_CPU_MILLIS: '500' });
  for (const number of HOSTS) fleet.startAgent(number, { LONGSHORE_WORKLOAD_CONTROL_PLANE_URL: served.url });
  await fleet.untilReady(HOSTS);
}, 300_000);

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
});

async function longshore(...args: string[]): Promise<CommandResult> {
  const result = await served.longshore(...args);
  expect(result, args.join(' ')).toMatchObject({ exitCode: 0 });
  return result;
}

const scale = (type: WorkType, ...limits: string[]) =>
  longshore('work', 'scale', type, '--items-per-worker', '1', ...limits);

/** So many items that take a thread some seconds, and so are caught at work. */
async function submitLong(count: number, samples: number): Promise<string[]> {
  const items = Array.from({ length: count }, (_, seed) => ({
    type: 'compute',
    payload: { operation: 'monte-carlo-pi', samples, seed },
  }));
  return (await served.post<{ ids: string[] }>('/work-items/many', { items })).ids;
}

const itemsOf = (ids: readonly string[]) => Promise.all(ids.map((id) => served.get<WorkItem>(`/work-items/${id}`)));
const workers = async () => (await served.get<{ items: Worker[] }>('/workers')).items;

/** Waits until items are as wanted, and sees to it that there are never more workers than there may be. */
async function itemsThat(
  what: string,
  ids: readonly string[],
  fits: (items: readonly WorkItem[]) => boolean,
): Promise<WorkItem[]> {
  let last: WorkItem[] = [];
  try {
    return await until(
      what,
      async () => {
        last = await itemsOf(ids);
        expect((await jobsOf('compute')).filter(({ open }) => open).length).toBeLessThanOrEqual(MAXIMUM);
        return fits(last) && last;
      },
      { timeoutMs: 120_000, everyMs: 100 },
    );
  } catch (error) {
    throw new Error(
      `${String(error)}: ${JSON.stringify({ last, workers: await workers(), jobs: await jobsOf('compute') })}`,
    );
  }
}

const allCompleted = (items: readonly WorkItem[]) => items.every(({ status }) => status === 'completed');
const momentsOf = ({ life }: WorkItem, ...whats: string[]) => life.filter(({ what }) => whats.includes(what));

interface QueueJob {
  id: string;
  state: string;
  open: boolean;
  /** Of its attempts, the earlier first. */
  exitCodes: (number | null)[];
}

/** The jobs that the fleet ran workers of a queue as, the first first. */
async function jobsOf(type: WorkType): Promise<QueueJob[]> {
  const { rows } = await fleet.rig.database.query<QueueJob>(
    `SELECT j.id, j.state, j.ended_at IS NULL AND NOT j.stop_wanted AS open,
       (SELECT coalesce(array_agg(a.exit_code ORDER BY a.number), '{}') FROM attempt a WHERE a.job_id = j.id) AS "exitCodes"
     FROM work_queue_job q JOIN job j ON j.id = q.job_id WHERE q.type = $1 ORDER BY j.id`,
    [type],
  );
  return rows;
}

/** Waits until the fleet runs no worker, and returns the jobs that they were. */
async function untilScaledDown(type: WorkType): Promise<QueueJob[]> {
  return until(
    `no worker of ${type} is left`,
    async () => {
      const jobs = await jobsOf(type);
      const { rows } = await fleet.rig.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM work_queue_job q JOIN job j ON j.id = q.job_id WHERE q.type = $1 AND j.ended_at IS NULL`,
        [type],
      );
      return rows[0]?.n === 0 && jobs;
    },
    { timeoutMs: 60_000 },
  );
}

/** A worker's container dies at once. */
async function killWorker(id: string): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`longshore.attempt=${id}`] }));
  for (const number of HOSTS) {
    const { socketPath } = fleet.host(number);
    const [container] = await engineJson<{ Id: string }[]>(socketPath, 'GET', `/containers/json?filters=${filters}`);
    if (container === undefined) continue;
    const { status } = await engineRequest(socketPath, 'POST', `/containers/${container.Id}/kill`);
    expect(status).toBe(204);
    return;
  }
  throw new Error(`no host has a container of the worker ${id}`);
}

describe('workers in containers that the fleet runs', () => {
  it('are started for what is submitted from the command line, work on it, and are stopped when there is no more', async () => {
    for (const type of ['compute', 'data', 'file'] as const) await scale(type, '--maximum', '1', '--idle', '5m');
    const digest = await longshore('work', 'submit', 'compute', '{"operation":"digest","input":"abc"}', '--wait');
    expect(digest.stdout).toContain('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const rows = {
      csv: 'city,n\nBerlin,1\nBerlin,2\n',
      groupBy: ['city'],
      aggregates: [{ as: 'n', function: 'sum', field: 'n' }],
    };
    const data = await longshore('work', 'submit', 'data', JSON.stringify(rows));
    const [grouped] = await itemsThat('the data item is completed', [data.stdout.trim()], allCompleted);
    expect(grouped?.result).toMatchObject({ rows: [['Berlin', 3]] });
    const shown = await longshore('work', 'show', data.stdout.trim());
    expect(shown.stdout).toMatch(/Completed.*submitted.*offered.*claimed.*completed/s);
    const queues = await longshore('work', 'queues');
    expect(queues.stdout).toMatch(/data +0 +0 +– +\d +0 +1/);
    expect((await longshore('worker', 'list')).stdout).toMatch(/host-[12]/);

    // From inside a container, too, a private address is refused: that is no item for another try.
    const refused = await served.longshore('work', 'submit', 'file', '--url', 'http://10.77.0.1/', '--wait');
    expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('may not be asked') });
    expect((await longshore('work', 'dead')).stdout).toMatch(/file +✗ Failed +1\/5/);
    expect((await longshore('work', 'redrive', '--type', 'file')).stdout).toBe('1 item redriven\n');
    await until('it has failed again', async () => (await longshore('work', 'dead')).stdout.includes('✗ Failed'));

    for (const type of ['compute', 'data', 'file'] as const) {
      await scale(type, '--idle', '1s');
      const jobs = await untilScaledDown(type);
      // They left by themselves when they were told to: nobody had to kill them.
      expect(jobs.map(({ state, exitCodes }) => ({ state, exitCodes }))).toEqual([
        { state: 'STOPPED', exitCodes: [0] },
      ]);
    }
    expect(await workers()).toEqual([]);
  }, 240_000);

  it('are as many as the backlog calls for and the limits allow, and what one that is killed held another completes, once', async () => {
    await scale('compute', '--maximum', String(MAXIMUM), '--idle', '2s');
    const ids = await submitLong(8, 60_000_000);
    const atWork = await itemsThat(
      'both workers have all that they may work on at once',
      ids,
      (items) => items.filter(({ status }) => status === 'processing').length === MAXIMUM * CONCURRENCY,
    );
    const victim = atWork.find(({ status }) => status === 'processing')?.worker ?? '';
    const held = atWork.filter(({ status, worker }) => status === 'processing' && worker === victim);
    await killWorker(victim);
    const items = await itemsThat('all are completed', ids, allCompleted);
    for (const item of items) expect(momentsOf(item, 'completed')).toHaveLength(1);
    const lost = items.filter(({ tries }) => tries > 1);
    // What it had just handed in was not lost with it.
    expect(lost.length).toBeGreaterThan(0);
    expect(held.map(({ id }) => id)).toEqual(expect.arrayContaining(lost.map(({ id }) => id)));
    for (const item of lost) {
      expect(momentsOf(item, 'claimed', 'lapsed', 'completed').map(({ what, worker }) => [what, worker])).toEqual([
        ['claimed', victim],
        ['lapsed', victim],
        ['claimed', item.worker],
        ['completed', item.worker],
      ]);
      expect(item.worker).not.toBe(victim);
    }
    // Each was credited once.
    const { rows } = await fleet.rig.database.query<{ n: number }>('SELECT sum(completed)::int AS n FROM worker');
    expect(rows[0]?.n).toBe(ids.length);
    await untilScaledDown('compute');
  }, 240_000);

  it('finish what they hold when they are told to stop in the middle of it, and nothing is lost', async () => {
    await scale('compute', '--maximum', String(MAXIMUM), '--idle', '2s');
    const before = (await jobsOf('compute')).length;
    const ids = await submitLong(30, 30_000_000);
    await itemsThat('they are at work', ids, (items) => items.some(({ status }) => status === 'completed'));
    // Not from the command line: on a busy machine all would be done before it has begun.
    await fleet.rig.database.query(`UPDATE work_queue SET maximum = 0 WHERE type = 'compute'`);
    const jobs = (await untilScaledDown('compute')).slice(before);
    expect(jobs.flatMap(({ exitCodes }) => exitCodes)).toEqual(jobs.map(() => 0));
    const left = await itemsOf(ids);
    expect(left.filter(({ status }) => status === 'processing')).toEqual([]);
    expect(left.some(({ status }) => status === 'queued')).toBe(true);
    await scale('compute', '--maximum', String(MAXIMUM), '--idle', '2s');
    const items = await itemsThat('all are completed', ids, allCompleted);
    // No try was lost with a worker that left.
    for (const item of items) {
      expect([item.tries, momentsOf(item, 'completed').length, momentsOf(item, 'lapsed').length]).toEqual([1, 1, 0]);
    }
    await untilScaledDown('compute');
  }, 240_000);
});
