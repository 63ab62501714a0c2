import type { JobDetail } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImageRegistry, serveImages } from '../hosts/image-registry.ts';
import { shellImage } from '../hosts/images.ts';
import { type AttemptRow, FleetRig } from './harness/fleet-rig.ts';
import { requestStop } from './harness/request-stop.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

const slots = 6;
const settings = { LONGSHORE_AGENT_SLOTS: String(slots) };

let fleet: FleetRig;
let served: ServedRig;
const registries: ImageRegistry[] = [];

beforeAll(async () => {
  fleet = await FleetRig.build('fleet_changes', { hosts: 4 });
  served = await serveRig(fleet.rig);
  fleet.startDispatcher({ LONGSHORE_REBALANCE_INTERVAL_MS: '1000' });
  for (const number of [1, 2, 3]) fleet.startAgent(number, settings);
  await fleet.untilReady([1, 2, 3]);
});

afterAll(async () => {
  await Promise.all(registries.map((registry) => registry.stop()));
  await served?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
});

/** An image that is being pulled wherever it is wanted, until it is let go. */
async function slowImage(): Promise<{ image: string; letGo: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const registry = await serveImages({ host: fleet.rig.fleet.gateway, after: promise });
  registries.push(registry);
  return { image: registry.image, letGo: resolve };
}

/** Says something on the command line that must succeed. */
async function longshore(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await served.longshore(...words);
  expect(exitCode, `${words.join(' ')}: ${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** Each attempt of a task with where it was, how it ended, and how many containers were started for it. */
async function fate(jobId: string): Promise<Array<[string, string, number]>> {
  const attempts = await fleet.attempts([jobId]);
  return attempts.map(({ id, agentId, observed }) => [agentId, observed, fleet.witness.ofAttempt(id).starts]);
}

async function waitsFor(jobId: string): Promise<string> {
  return until('the job waits and says why', async () => {
    const { rows } = await fleet.rig.database.query<{ waits: string | null }>(
      'SELECT waits_for AS waits FROM task WHERE job_id = $1',
      [jobId],
    );
    return rows[0]?.waits;
  });
}

async function succeeded(jobIds: readonly string[]): Promise<void> {
  const ended = await fleet.rig.untilEnded(jobIds, 60_000);
  expect(ended.map(({ state }) => state)).toEqual(jobIds.map(() => 'SUCCEEDED'));
}

describe('a drained host', () => {
  it('gives away at once what has not started, is waited for, and at the deadline what still runs starts elsewhere', async () => {
    const { image, letGo } = await slowImage();
    const placement = {
      agents: ['host-1', 'host-2'],
      affinities: [{ expression: 'host = host-1', weight: 100 }],
    };
    const pulling = await fleet.rig.submitShell('echo pulled', { image, placement });
    await fleet.untilAttempts('one pulls', [pulling], ({ observed }) => observed === 'PULLING');
    const ends = await fleet.rig.submitShell('sleep 5; echo over', { placement });
    const stays = await fleet.rig.submitShell('test "$LONGSHORE_AGENT_ID" != host-1 || exec sleep 600', {
      placement,
      stopGraceMs: 500,
    });
    await fleet.untilAttempts('two run', [ends, stays], ({ observed }) => observed === 'RUNNING');

    const said = await longshore('agent', 'drain', 'host-1', '--deadline', '10s', '--wait');
    expect(said).toContain('host-1');
    await succeeded([ends, stays]);
    expect(await fate(ends)).toEqual([['host-1', 'SUCCEEDED', 1]]);
    expect(await fate(stays)).toEqual([
      ['host-1', 'STOPPED', 1],
      ['host-2', 'SUCCEEDED', 1],
    ]);
    const [stayed] = await fleet.attempts([stays]);
    expect(fleet.witness.ofTask(stayed?.taskId ?? '')).toMatchObject({ containers: 2, aliveAtOnce: 1 });
    expect(fleet.witness.aliveOn(fleet.host(1))).toEqual([]);
    letGo();
    await succeeded([pulling]);
    expect(await fate(pulling)).toEqual([
      ['host-1', 'STOPPED', 0],
      ['host-2', 'SUCCEEDED', 1],
    ]);
  });

  it('stays cordoned, and takes work again when it is opened', async () => {
    const wanted = await fleet.rig.submitShell('echo at last', { placement: { agents: ['host-1'] } });
    expect(await waitsFor(wanted)).toContain('open to new work');
    await longshore('agent', 'uncordon', 'host-1');
    await succeeded([wanted]);
    expect(await fate(wanted)).toEqual([['host-1', 'SUCCEEDED', 1]]);
  });
});

describe('labels changed from the control plane', () => {
  it('let a job go where it waited for them', async () => {
    const wanted = await fleet.rig.submitShell('echo gold', { placement: { constraints: ['tier = gold'] } });
    expect(await waitsFor(wanted)).toContain('tier = gold');
    await longshore('agent', 'label', 'host-3', 'tier=gold');
    await succeeded([wanted]);
    expect(await fate(wanted)).toEqual([['host-3', 'SUCCEEDED', 1]]);
  });
});

describe('a fourth host that joins a full fleet', () => {
  it('takes what waits and work that has not started, each once, and its task of a per-host job', async () => {
    const { id: everywhere } = await served.post<JobDetail>('/jobs', {
      kind: 'container',
      image: shellImage,
      command: ['sh', '-c', 'exec sleep 600'],
      perHost: true,
      stopGraceMs: 0,
      resources: { cpuMillis: 10, memoryBytes: 16 * 1024 * 1024 },
    });
    const runsOn = (agents: string[]) =>
      until(`the per-host job runs on ${agents.join(', ')}`, async () => {
        const running = (await fleet.attempts([everywhere])).filter(({ observed }) => observed === 'RUNNING');
        return running.length === agents.length && agents.every((id) => running.some(({ agentId }) => agentId === id));
      });
    await runsOn(['host-1', 'host-2', 'host-3']);
    const { image, letGo } = await slowImage();
    const room = 3 * (slots - 1);
    const wide = await fleet.rig.submitShell('echo shared', { image, parallelism: room + 1 });
    const onFourth = ({ agentId }: AttemptRow) => agentId === 'host-4';
    await until('the fleet is full of work that has not started', async () => {
      const attempts = await fleet.attempts([wide]);
      return attempts.length === room && attempts.every(({ observed }) => observed === 'PULLING');
    });

    fleet.startAgent(4, settings);
    await runsOn(['host-1', 'host-2', 'host-3', 'host-4']);
    // A full place gives until it is at nine tenths or less: one slot of six each, if the fourth stays below a half.
    const moved = await until('the fourth has what waited and some that had not started', async () => {
      const attempts = await fleet.attempts([wide]);
      return attempts.filter(onFourth).length >= 2 && attempts.filter(onFourth);
    });
    letGo();
    await succeeded([wide]);
    const attempts = await fleet.attempts([wide]);
    const ran = attempts.filter(({ observed }) => observed === 'SUCCEEDED');
    const left = attempts.filter(({ observed }) => observed !== 'SUCCEEDED');
    expect(ran).toHaveLength(room + 1);
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(left.map(({ id, observed }) => [observed, fleet.witness.ofAttempt(id).starts])).toEqual(
      left.map(() => ['STOPPED', 0]),
    );
    expect(ran.map(({ taskId }) => fleet.witness.ofTask(taskId).starts)).toEqual(ran.map(() => 1));
    expect(moved.length).toBeGreaterThanOrEqual(2);

    await requestStop(fleet.rig.database, everywhere);
    const [stopped] = await fleet.rig.untilEnded([everywhere], 30_000);
    expect(stopped).toMatchObject({ state: 'STOPPED' });
    expect(stopped?.attempts.map(({ observed }) => observed)).toEqual(Array.from({ length: 4 }, () => 'STOPPED'));
    console.info(`host-4 took ${moved.length} of ${room + 1}, ${left.length} had been on other hosts`);
  });
});
