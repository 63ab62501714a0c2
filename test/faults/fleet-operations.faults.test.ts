import { createServer, type Socket } from 'node:net';
import type { AgentDetail, JobDetail } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { copyImage, shellImage } from '../hosts/images.ts';
import { ContainerHistory } from './harness/container-history.ts';
import { Rig } from './harness/rig.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

let rig: Rig;
let served: ServedRig;
const histories: ContainerHistory[] = [];

beforeAll(async () => {
  rig = await Rig.build('fleet', { hosts: 2 });
  const [first, second] = rig.fleet.hosts;
  await copyImage(shellImage, first!.socketPath, second!.socketPath);
  for (const host of rig.fleet.hosts) histories.push(await ContainerHistory.open(host.socketPath));
  served = await serveRig(rig);
  rig.startDispatcher({ LONGSHORE_REBALANCE_INTERVAL_MS: '500' });
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  for (const history of histories) history[Symbol.dispose]();
  await rig[Symbol.asyncDispose]();
});

/** Starts an agent on one of the hosts and waits until it takes work; it ends with the test. */
async function join(id: string, host: 0 | 1, environment: Record<string, string> = {}): Promise<void> {
  const socket = { LONGSHORE_ENGINE_SOCKET: rig.fleet.hosts[host]!.socketPath };
  const agent = rig.startAgent(id, { LONGSHORE_HEALTH_INTERVAL_MS: '1000', ...socket, ...environment });
  onTestFinished(() => agent.kill());
  await agentThat(id, 'takes work', ({ state }) => state === 'READY');
}

const agentThat = (id: string, what: string, fits: (agent: AgentDetail) => boolean) =>
  until(
    `${id} ${what}`,
    async () => {
      const agent = await served.get<AgentDetail>(`/agents/${id}`);
      return agent.id === id && fits(agent) && agent;
    },
    { timeoutMs: 60_000 },
  );

const jobThat = (id: string, what: string, fits: (job: JobDetail) => boolean) =>
  until(
    `job ${id} ${what}`,
    async () => {
      const job = await served.get<JobDetail>(`/jobs/${id}`);
      return fits(job) && job;
    },
    { timeoutMs: 90_000 },
  );

const runs = ({ tasks }: JobDetail) => tasks.every(({ attempts }) => attempts.at(-1)?.observed === 'RUNNING');

/** A registry that takes every connection and never answers: what is pulled from it never comes. */
async function silentRegistry(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, rig.fleet.gateway, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `${rig.fleet.gateway}:${typeof address === 'object' ? address?.port : ''}/tools/never:1`;
}

describe('an operator, on hosts with an engine each', () => {
  it('drains a host with a deadline: what ends in time ends there, the rest goes on elsewhere, each in one container', async () => {
    await join('drain-a', 0);
    const placement = { placement: { agents: ['drain-a', 'drain-b'] } };
    const short = await rig.submitShell('sleep 8', placement);
    const long = await rig.submitShell('sleep 600', { ...placement, stopGraceMs: 0, retry: { maxAttempts: 1 } });
    for (const id of [short, long]) await jobThat(id, 'runs', runs);
    await join('drain-b', 1);
    const drained = await served.longshore('agent', 'drain', 'drain-a', '--deadline', '15s', '--wait');
    expect(drained).toMatchObject({ exitCode: 0 });
    expect(drained.stdout).toContain('Drained');
    expect(drained.stderr).toContain('2 tasks left');
    const ended = await jobThat(short, 'has ended', ({ state }) => state === 'SUCCEEDED');
    expect(ended.tasks[0]?.attempts).toMatchObject([{ agentId: 'drain-a', observed: 'SUCCEEDED' }]);
    const moved = await jobThat(long, 'runs elsewhere', (job) => job.tasks[0]?.attempts.length === 2 && runs(job));
    expect(moved.tasks[0]?.attempts).toMatchObject([
      { agentId: 'drain-a', observed: 'STOPPED' },
      { agentId: 'drain-b', observed: 'RUNNING' },
    ]);
    const { containers, cordoned } = await agentThat('drain-a', 'is empty', (agent) => agent.reserved.slots === 0);
    expect(containers.filter(({ engineState }) => engineState === 'running')).toEqual([]);
    expect(cordoned).toBe(true);
    const [before, after] = moved.tasks[0]!.attempts;
    expect(histories.map((history) => [history.startsOf(before!.id), history.startsOf(after!.id)])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    await served.longshore('job', 'stop', long, '--wait');
  });

  it('labels a host, and a job that waits for the label runs there; cordons it, and the next one waits', async () => {
    await join('label-a', 0);
    const wish = { placement: { labels: { disk: 'ssd' } } };
    const first = await rig.submitShell('true', wish);
    await jobThat(first, 'waits', ({ waitsFor }) => waitsFor !== null);
    expect(await served.longshore('agent', 'label', 'label-a', 'disk=ssd')).toMatchObject({ exitCode: 0 });
    const done = await jobThat(first, 'has ended', ({ state }) => state === 'SUCCEEDED');
    expect(done.tasks[0]?.attempts[0]?.agentId).toBe('label-a');
    await served.longshore('agent', 'cordon', 'label-a');
    const second = await rig.submitShell('true', wish);
    const waiting = await jobThat(second, 'waits', ({ waitsFor }) => waitsFor !== null);
    expect(JSON.stringify(waiting.tasks[0]?.receipt)).toContain('cordoned');
    await served.longshore('agent', 'uncordon', 'label-a');
    await jobThat(second, 'has ended', ({ state }) => state === 'SUCCEEDED');
  });

  it('adds a host, and work that has not started moves there; what runs stays, and what waits is placed there', async () => {
    const room = { LONGSHORE_AGENT_SLOTS: '4' };
    await join('full', 0, room);
    const placement = { placement: { agents: ['full', 'joined'] } };
    const running = await rig.submitShell('sleep 600', { ...placement, stopGraceMs: 0 });
    await jobThat(running, 'runs', runs);
    const image = await silentRegistry();
    const pulling = await rig.submitShell('true', { ...placement, image, parallelism: 3, retry: { maxAttempts: 1 } });
    await jobThat(pulling, 'pulls', ({ tasks }) =>
      tasks.every(({ attempts }) => attempts.at(-1)?.observed === 'PULLING'),
    );
    const waits = await rig.submitShell('sleep 600', { ...placement, stopGraceMs: 0, parallelism: 2 });
    await jobThat(waits, 'waits', ({ waitsFor }) => waitsFor !== null);
    await join('joined', 1, { LONGSHORE_AGENT_SLOTS: '8' });
    const placed = await jobThat(waits, 'runs', runs);
    expect(placed.tasks.map(({ attempts }) => attempts.at(-1)?.agentId)).toEqual(['joined', 'joined']);
    const shared = await jobThat(pulling, 'is shared', ({ tasks }) =>
      tasks.some(({ attempts }) => attempts.at(-1)?.agentId === 'joined' && attempts.at(-1)?.observed === 'PULLING'),
    );
    const moved = shared.tasks.filter(({ attempts }) => attempts.length > 1);
    expect(moved).toHaveLength(1);
    expect(moved[0]?.attempts[0]).toMatchObject({ agentId: 'full', observed: 'STOPPED' });
    expect((await served.get<JobDetail>(`/jobs/${running}`)).tasks[0]?.attempts).toMatchObject([
      { agentId: 'full', observed: 'RUNNING' },
    ]);
    for (const id of [running, pulling, waits]) await served.longshore('job', 'stop', id);
    await rig.untilEnded([running, pulling, waits], 60_000);
  });
});
