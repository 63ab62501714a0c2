import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimTestSpace, type TestSpace } from '../setup/test-space.ts';
import { AgentUnderTest, wishFor } from './agent-under-test.ts';

const docker = async (...parameters: string[]) => (await promisify(execFile)('docker', parameters)).stdout.trim();

describe('the agent on a real engine, over a real Kafka', () => {
  let space: TestSpace;
  let agent: AgentUnderTest;

  beforeAll(async () => {
    space = await claimTestSpace('agent');
  });

  afterAll(async () => {
    const scope = space.topicPrefix.replace(/\.$/, '');
    const left = await docker('ps', '-aq', '--filter', `label=longshore.scope=${scope}`);
    if (left !== '') await docker('rm', '-f', ...left.split('\n'));
    await space.release();
  });

  beforeEach(async (test) => {
    const agentId = `host-${test.task.id.replaceAll(/[^a-zA-Z0-9]/g, '')}`;
    agent = new AgentUnderTest({ environment: space.environment, topicPrefix: space.topicPrefix, agentId });
    await agent.listen();
    agent.start();
    await agent.ready();
  });

  afterEach(async () => {
    await agent[Symbol.asyncDispose]();
  });

  it('runs a container to its end, with its output, its progress and what it was given', async () => {
    const wish = wishFor(
      `console.log('hello from ' + process.env.LONGSHORE_JOB_ID);
       console.error('a warning');
       console.log('LONGSHORE_PROGRESS {"done":7,"total":10,"unit":"records"}');
       setTimeout(() => console.log('goodbye'), 800);`,
    );
    await agent.apply(wish);
    const end = await agent.ended(wish.attemptId);
    expect(end).toMatchObject({
      observed: 'SUCCEEDED',
      exitCode: 0,
      reason: null,
      jobId: wish.jobId,
      taskId: wish.taskId,
    });
    // The end is told after the last line is acknowledged; here they are read from two topics.
    await agent.until(() => agent.linesOf(wish.attemptId).length === 3, 'all lines are here');
    // The engine keeps the order within a stream, not between the two.
    expect(agent.linesOf(wish.attemptId).toSorted()).toEqual(['a warning', 'goodbye', `hello from ${wish.jobId}`]);
    const observed = agent.reportsOf(wish.attemptId).map((report) => report.observed);
    expect(observed.slice(0, 2)).toEqual(['STARTING', 'RUNNING']);
    expect(agent.reportsOf(wish.attemptId).some(({ progress }) => progress?.done === 7)).toBe(true);
  });

  it('counts the containers that run on its engine and are not its own', async () => {
    const wish = wishFor('setInterval(() => {}, 1000)');
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    const other = await docker('run', '-d', 'longshore/base:24', 'node', '-e', 'setInterval(() => {}, 1000)');
    try {
      // Those of other tests come and go meanwhile.
      await vi.waitFor(
        async () => {
          const running = (await docker('ps', '-q', '--filter', 'status=running')).split('\n').length;
          const status = agent.agentStatuses.at(-1);
          expect(status?.containers.map(({ attemptId }) => attemptId)).toEqual([wish.attemptId]);
          expect(status?.otherContainers).toBe(running - 1);
        },
        { timeout: 20_000, interval: 200 },
      );
    } finally {
      await docker('rm', '-f', other);
    }
  });

  it('adopts its containers after it was killed, and tells each line and each end once', async () => {
    const wish = wishFor(
      `let n = 0; console.log('line ' + n);
       const timer = setInterval(() => { n += 1; console.log('line ' + n); if (n === 30) clearInterval(timer); }, 100);`,
    );
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    await agent.until(() => agent.linesOf(wish.attemptId).length > 2, 'some lines came');
    expect(await agent.end('SIGKILL')).toBe('SIGKILL');
    agent.start();
    const end = await agent.ended(wish.attemptId);
    expect(end.observed).toBe('SUCCEEDED');
    await agent.until(() => agent.linesOf(wish.attemptId).length >= 31, 'all lines are here');
    expect(agent.linesOf(wish.attemptId)).toEqual(Array.from({ length: 31 }, (_, index) => `line ${index}`));
    expect(await docker('ps', '-aq', '--filter', `label=longshore.attempt=${wish.attemptId}`)).not.toContain('\n');
    expect(new Set(agent.agentStatuses.map(({ bootId }) => bootId)).size).toBe(2);
  });

  it('stops within its grace when it is told to, exits 0 and leaves its containers running', async () => {
    const wish = wishFor('setInterval(() => {}, 1000)');
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    const began = performance.now();
    expect(await agent.end('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await docker('inspect', '-f', '{{.State.Running}}', `longshore-${wish.attemptId}`)).toBe('true');
  });

  it('stops a container with SIGTERM, and removes it when that is wanted', async () => {
    const wish =
      wishFor(`process.on('SIGTERM', () => { console.log('stopping'); process.exit(0); }); setInterval(() => {}, 1000);
      console.log('up')`);
    await agent.apply(wish);
    await agent.until(() => agent.linesOf(wish.attemptId).includes('up'), 'the program is up');
    await agent.apply({ ...wish, desired: 'REMOVE', generation: 2 });
    await agent.until(
      () => agent.reportsOf(wish.attemptId).find(({ reason }) => reason?.code === 'REMOVE_REFUSED'),
      'it refuses',
    );
    await agent.apply({ ...wish, desired: 'STOP', generation: 3 });
    expect(await agent.ended(wish.attemptId)).toMatchObject({
      observed: 'STOPPED',
      reason: { code: 'STOPPED_BY_REQUEST' },
    });
    await agent.until(() => agent.linesOf(wish.attemptId).includes('stopping'), 'its last line is here');
    await agent.apply({ ...wish, desired: 'REMOVE', generation: 4 });
    // A status of before it had a container names none either.
    await agent.until(() => {
      const status = agent.agentStatuses.at(-1);
      const isThere = status?.containers.some(({ attemptId }) => attemptId === wish.attemptId);
      return isThere === false && status?.appliedGenerations[wish.attemptId] === 4;
    }, 'the wish is applied, and the container is gone');
  });

  it('says in words why each of several attempts failed', async () => {
    const cases = {
      exit: wishFor('process.exit(3)'),
      memory: wishFor('const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));', { memoryLimitBytes: 48 * 2 ** 20 }),
      deadline: wishFor('setInterval(() => {}, 1000)', { deadlineMs: 1_500 }),
      absent: wishFor('', { image: 'longshore/there-is-no-such-image:1', imagePolicy: 'NEVER' }),
      registry: wishFor('', { image: 'localhost:1/nothing/listens:1' }),
      name: wishFor('', { image: 'No Image Name' }),
      user: wishFor('', { user: 'nobody-of-that-name' }),
      memorySpec: wishFor('', { memoryLimitBytes: -1 }),
      program: wishFor('', { command: ['/there/is/no/such/program'] }),
    };
    for (const wish of Object.values(cases)) await agent.apply(wish);
    const endOf = async (wish: { attemptId: string }) => {
      const { observed, reason } = await agent.ended(wish.attemptId);
      return [observed, reason?.code];
    };
    expect(await endOf(cases.exit)).toEqual(['FAILED', 'EXIT_NON_ZERO']);
    expect(await endOf(cases.memory)).toEqual(['FAILED', 'OUT_OF_MEMORY']);
    expect(await endOf(cases.deadline)).toEqual(['FAILED', 'DEADLINE_EXCEEDED']);
    expect(await endOf(cases.absent)).toEqual(['FAILED', 'IMAGE_NOT_FOUND']);
    expect(await endOf(cases.registry)).toEqual(['FAILED', 'REGISTRY_UNREACHABLE']);
    expect(await endOf(cases.name)).toEqual(['FAILED', 'BAD_SPEC']);
    expect(await endOf(cases.user)).toEqual(['FAILED', 'START_FAILED']);
    expect(await endOf(cases.memorySpec)).toEqual(['FAILED', 'BAD_SPEC']);
    // The engine's small init starts, and finds no program: 127 tells it.
    const program = await agent.ended(cases.program.attemptId);
    expect(program).toMatchObject({ observed: 'FAILED', exitCode: 127 });
    expect(program.reason?.message).toContain('not found');
  });

  const undecodable: ReadonlyArray<readonly [string, () => Promise<Buffer>]> = [
    ['of a schema id that the registry does not know', async () => Buffer.from([0, 0, 0, 0xff, 0xff, 1, 2, 3])],
    ['that is no Avro at all', async () => Buffer.from('{"run":"something"}')],
    [
      'of the schema of another topic',
      () => agent.encode('JobLogBatch', { attemptId: 'a', jobId: 'j', agentId: 'x', lines: [], droppedLines: 0 }),
    ],
  ];
  it.each(undecodable)(
    'puts a record %s on the dead letters within 5 s, fails its attempt and goes on',
    async (_what, make) => {
      const [broken, after] = [wishFor(''), wishFor('console.log(1)')];
      const value = await make();
      const began = performance.now();
      await agent.publishRaw(value, {
        agentId: agent.agentId,
        jobId: broken.jobId,
        taskId: broken.taskId,
        attemptId: broken.attemptId,
        attempt: '1',
      });
      await agent.apply(after);
      expect(await agent.ended(broken.attemptId)).toMatchObject({
        observed: 'FAILED',
        reason: { code: 'UNDECODABLE_INSTRUCTION' },
      });
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(await agent.ended(after.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
      const letters = await agent.bus.read({
        topic: `${agent.topic('Job_Handling')}.dlq`,
        from: new Map([[0, 0n]]),
        limit: 100,
        deadlineMs: 10_000,
      });
      expect(letters.filter(({ headers }) => headers.attemptId === broken.attemptId)).toHaveLength(1);
    },
  );

  it('stands idle when the control plane refuses its id, and touches nothing', async () => {
    await agent.end('SIGTERM');
    agent.answersRegistrations = false;
    const since = agent.agentStatuses.length;
    agent.start();
    const { bootId } = await agent.until(
      () => agent.agentStatuses.slice(since).find(({ lane, synced }) => lane !== null && !synced),
      'the agent asks for a Sync',
    );
    await agent.publish({ type: 'Refuse', bootId, reason: 'another engine uses this id' });
    await agent.until(() => agent.output.includes('refuses this agent'), 'it says so loudly');
    const wish = wishFor('');
    await agent.apply(wish);
    const heard = agent.agentStatuses.length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(agent.agentStatuses.length - heard, 'it no longer asks each second').toBeLessThan(2);
    expect(agent.reportsOf(wish.attemptId)).toEqual([]);
  });

  it('hands over to another process under its id on the same engine, which adopts what runs', async () => {
    const wish = wishFor("setTimeout(() => console.log('done'), 6000)");
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    const { environment, topicPrefix } = space;
    await using second = new AgentUnderTest({ environment, topicPrefix, agentId: agent.agentId });
    second.start();
    await agent.until(() => agent.output.includes('another process took over'), 'the first stands back');
    expect(await agent.ended(wish.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
    const boots = new Set(agent.agentStatuses.filter(({ synced }) => synced).map(({ bootId }) => bootId));
    expect(boots.size).toBe(2);
    const ends = agent.reportsOf(wish.attemptId).filter(({ observed }) => observed === 'SUCCEEDED');
    expect(new Set(ends.map(({ bootId }) => bootId))).toEqual(new Set([[...boots].at(-1)]));
  });

  it('keeps a flood of output within its caps and says where lines were dropped', async () => {
    const wish = wishFor("for (let n = 0; n < 20000; n += 1) console.log('line ' + n);", {
      logLinesPerSecondMax: 500,
      cpuMillis: 2_000,
    });
    await agent.apply(wish);
    expect(await agent.ended(wish.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
    const batches = () => agent.logs.filter(({ attemptId }) => attemptId === wish.attemptId);
    const sent = () => batches().flatMap(({ lines }) => lines);
    const kept = () => sent().filter(({ stream }) => stream === 'STDOUT').length;
    const dropped = () => batches().reduce((sum, { droppedLines }) => sum + droppedLines, 0);
    await agent.until(() => kept() + dropped() >= 20_000, 'every line is here or counted as dropped');
    expect(kept() + dropped()).toBe(20_000);
    expect(kept()).toBeGreaterThanOrEqual(500);
    expect(kept()).toBeLessThan(20_000);
    expect(sent().some(({ stream, text }) => stream === 'LONGSHORE' && text.includes('dropped'))).toBe(true);
  });

  it('runs a hardened container', async () => {
    const wish = wishFor('setInterval(() => {}, 1000)');
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    const { HostConfig: host } = JSON.parse(await docker('inspect', `longshore-${wish.attemptId}`))[0];
    expect(host).toMatchObject({
      Privileged: false,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      PidsLimit: 64,
      Memory: 128 * 2 ** 20,
      MemorySwap: 128 * 2 ** 20,
      NanoCpus: 500_000_000,
      Init: true,
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file' },
    });
    expect([host.Binds ?? [], host.Mounts ?? [], host.CapAdd ?? []].flat()).toEqual([]);
  });
});
