import { deadLetterTopicName, topicName } from '@longshore/kafka';
import type { AgentDetail, AgentSummary, JobDetail } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImageRegistry, serveImages } from '../hosts/image-registry.ts';
import type { Program } from './harness/program.ts';
import { Rig } from './harness/rig.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

const small = ['--cpu', '10m', '--memory', '16MiB'];

let rig: Rig;
let served: ServedRig;
let open: ImageRegistry;
let closed: ImageRegistry;
let agent: Program;

beforeAll(async () => {
  rig = await Rig.build('bad_input', { hosts: 2 });
  served = await serveRig(rig);
  open = await serveImages({ host: rig.fleet.gateway });
  closed = await serveImages({ host: rig.fleet.gateway, credentials: { username: 'someone', password: 'secret' } });
  agent = rig.startAgent('host', { LONGSHORE_HEALTH_INTERVAL_MS: '1000' });
  rig.startDispatcher();
  await until('the agent is ready', async () => {
    const { items } = await served.get<{ items: AgentSummary[] }>('/agents');
    return items.some(({ state }) => state === 'READY');
  });
});

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await open?.stop();
  await closed?.stop();
  await rig?.[Symbol.asyncDispose]();
});

/** Runs an image attached, and tells what the command line and the API say of it. */
async function run(name: string, image: string) {
  const command = await served.longshore('job', 'run', '--image', image, '--name', name, ...small);
  const { items } = await served.get<{ items: { id: string }[] }>(`/jobs?q=${name}`);
  const job = await served.get<JobDetail>(`/jobs/${items[0]?.id}`);
  return { ...command, job };
}

describe('an image that cannot be had', () => {
  it('fails the job in words, and is not tried again, where the registry refuses the credentials', async () => {
    const { exitCode, stderr, job } = await run('private', closed.image);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The image registry refused the credentials.* · .*longshore registry login/);
    expect(job).toMatchObject({ state: 'FAILED', reason: { code: 'REGISTRY_CREDENTIALS_REFUSED' } });
    expect(job.reason?.message).toContain(closed.image);
    expect(job.tasks[0]?.attempts).toHaveLength(1);
  });

  it('fails the job in words, and is not tried again, where the registry does not have it', async () => {
    const image = open.image.replace('tools/shell', 'tools/nothing');
    const { exitCode, stderr, job } = await run('unknown', image);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The image was not found.* · Check name and tag/);
    expect(job).toMatchObject({ state: 'FAILED', reason: { code: 'IMAGE_NOT_FOUND' } });
    expect(job.reason?.message).toContain(image);
    expect(job.tasks[0]?.attempts).toHaveLength(1);
  });
});

describe('an agent id that is used twice', () => {
  it('stays with the first; the second on another engine stands idle, and both say so', async () => {
    const [, other] = rig.fleet.hosts;
    const second = rig.startAgent('host', {
      LONGSHORE_ENGINE_SOCKET: other?.socketPath ?? '',
      LONGSHORE_HEALTH_INTERVAL_MS: '1000',
    });
    await until('the second says why it does nothing', async () =>
      /is in use on .*give this agent another id/.test(second.output),
    );
    const detail = await until('the first tells of it', async () => {
      const { state, stateDetail } = await served.get<AgentDetail>('/agents/host');
      return state === 'READY' && stateDetail.includes('is refused') && stateDetail;
    });
    expect(detail).toContain('give it an id of its own');
    expect((await served.longshore('agent', 'show', 'host')).stdout).toContain('give it an id of its own');
    expect([await agent.probe('/readyz'), await second.probe('/readyz')]).toEqual([200, 503]);
    await second.kill();
  });
});

describe('a record on the lane that cannot be read', () => {
  it('goes to the dead letters; the lane moves on, and what runs goes on as it was last wanted', async () => {
    const id = await rig.submitShell('sleep 20');
    const attempt = await until('it runs', async () => {
      const { tasks } = await served.get<JobDetail>(`/jobs/${id}`);
      const [first] = tasks[0]?.attempts ?? [];
      return first?.observed === 'RUNNING' && first;
    });
    const { lane } = await served.get<AgentDetail>('/agents/host');
    const instructions = topicName('Job_Handling', rig.space.topicPrefix);
    const headers = { agentId: 'host', jobId: id, attemptId: attempt.id, taskId: attempt.taskId, attempt: '1' };
    const value = Buffer.from('nonsense');
    await rig.write({ topic: instructions, partition: lane ?? 0, key: 'host', value, headers });

    const after = await rig.submitShell('echo done');
    expect((await rig.untilEnded([after], 30_000))[0]?.state).toBe('SUCCEEDED');
    const letters = await served.longshore('topic', 'consume', deadLetterTopicName(instructions), '-n', '10', '--json');
    expect(letters.stdout).toContain('nonsense');
    expect(letters.stdout).toContain(attempt.id);
    expect((await rig.outcome(id)).attempts).toMatchObject([{ observed: 'RUNNING' }]);

    const stopped = await served.longshore('job', 'stop', id, '--wait');
    expect(stopped.stdout).toContain('Stopped');
    const again = await served.longshore('job', 'stop', id);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('has ended already: it stopped');
  });
});

describe('an engine that is stopped in the middle of a job', () => {
  it('fails nothing while it is away; what it took down is tried again when it is back', async () => {
    const cut = await rig.submitShell('sleep 20', { retry: { initialDelayMs: 100 } });
    await until('it runs', async () => (await rig.outcome(cut)).attempts[0]?.observed === 'RUNNING');
    await rig.host.kill();
    const blocked = await until('the agent says so', async () => {
      const { state, stateDetail } = await served.get<AgentDetail>('/agents/host');
      return state === 'BLOCKED' && stateDetail;
    });
    expect(blocked).toContain('Takes no instructions until its engine is back');
    const queued = await rig.submitShell('echo done');
    expect((await rig.outcome(cut)).state).toBe('RUNNING');

    // An engine without live-restore ends, at its start, what ran on without it.
    await rig.host.startEngine();
    await until('the second try runs', async () => (await rig.outcome(cut)).attempts[1]?.observed === 'RUNNING');
    const job = await served.get<JobDetail>(`/jobs/${cut}`);
    expect(job.tasks[0]?.attempts[0]).toMatchObject({ observed: 'FAILED', reason: { code: 'ENGINE_UNREACHABLE' } });
    expect(job.tasks[0]?.attempts[0]?.reason?.message).toContain('stopped or restarted while the container ran');
    const [outcome] = await rig.untilEnded([queued], 60_000);
    expect(outcome?.state).toBe('SUCCEEDED');
    await served.longshore('job', 'stop', cut);
    await rig.untilEnded([cut], 60_000);
  });
});
