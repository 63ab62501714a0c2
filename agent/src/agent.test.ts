import type { Observed } from '@longshore/schemas';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentWorld } from '../../test/fakes/agent-world.ts';
import type { Mishap } from '../../test/fakes/fake-engine.ts';
import { wish } from '../../test/fakes/wish.ts';
import { CONTAINER_LABELS, type ContainerRequest, type Engine } from './engine/engine.ts';

/** What the control plane would have folded of the states before an end. */
function lastObservedOf(world: AgentWorld, attemptId: string): Observed {
  const observed = world.observedOf(attemptId) as Observed[];
  return observed.findLast((one) => one !== 'UNKNOWN') ?? 'DISPATCHED';
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

describe('an agent', () => {
  let world: AgentWorld;

  beforeEach(() => {
    world = new AgentWorld();
    world.engine.images.set('longshore/test:1', 'sha256:1');
  });

  afterEach(async () => {
    await world.stop();
  });

  async function boot(environment: Record<string, string> = {}): Promise<void> {
    const before = world.agentStatuses.length;
    await world.boot(environment);
    await eventually(() => {
      expect(world.agentStatuses.length).toBeGreaterThan(before);
      expect(world.lastAgentStatus()).toMatchObject({ synced: false, lane: 0, healthy: true });
    });
  }

  async function sync(attempts: Parameters<AgentWorld['sync']>[0] = []): Promise<void> {
    world.sync(attempts);
    await eventually(() => expect(world.lastAgentStatus().synced).toBe(true));
  }

  async function bootAndSync(environment: Record<string, string> = {}): Promise<void> {
    await boot(environment);
    await sync();
  }

  /** Lets the agent look at its engine so many times more: time in which it could have done something. */
  async function rounds(count: number): Promise<void> {
    const pings = world.engine.countOf('ping');
    await eventually(() => expect(world.engine.countOf('ping')).toBeGreaterThan(pings + count));
  }

  async function running(attemptId: string, over: Parameters<typeof wish>[1] = {}): Promise<void> {
    world.apply(wish(attemptId, over));
    await eventually(() => expect(world.observedOf(attemptId).at(-1)).toBe('RUNNING'));
  }

  describe('with an attempt', () => {
    it('runs it from the instruction to its end, and commits the instruction', async () => {
      await bootAndSync();
      const offset = world.apply(wish('a'));
      await eventually(() => expect(world.observedOf('a')).toEqual(['STARTING', 'RUNNING']));
      world.engine.write('a', 'hello');
      world.engine.exit('a', 0);
      await eventually(() => expect(world.observedOf('a')).toEqual(['STARTING', 'RUNNING', 'SUCCEEDED']));
      expect(world.linesOf('a')).toEqual(['hello']);
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.reportsOf('a').at(-1)).toMatchObject({
        exitCode: 0,
        containerId: 'container-1',
        imageDigest: 'sha256:1',
        agentId: 'agent-1',
        jobId: 'job-of-a',
      });
    });

    it('asks the engine for its container once, when hints tell that it has ended', async () => {
      await bootAndSync({ LONGSHORE_HEALTH_INTERVAL_MS: '60000' });
      await running('a');
      world.engine.exit('a', 0);
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
      expect(world.engine.countOf('inspect')).toBe(1);
    });

    it('lists containers that come and go all the time no more than once a second', async () => {
      await bootAndSync({ LONGSHORE_HEALTH_INTERVAL_MS: '60000' });
      const [listed, told] = [world.engine.countOf('list'), world.agentStatuses.length];
      const beganMs = performance.now();
      for (let run = 0; performance.now() < beganMs + 700; run += 1) {
        await running(`a${run}`);
        world.engine.exit(`a${run}`, 0);
        await eventually(() => expect(world.observedOf(`a${run}`).at(-1)).toBe('SUCCEEDED'));
      }
      const most = 2 + Math.floor((performance.now() - beganMs) / 1_000);
      expect(world.engine.countOf('list') - listed).toBeLessThanOrEqual(most);
      expect(world.agentStatuses.length - told).toBeLessThanOrEqual(most);
    });

    it('tells apart why it failed', async () => {
      await bootAndSync();
      await running('exit');
      world.engine.exit('exit', 3);
      await running('memory');
      world.engine.exit('memory', 137, { oomKilled: true });
      await running('child');
      world.engine.exit('child', 0, { oomKilled: true });
      world.apply(wish('image', { container: { image: 'longshore/none:1' } }));
      world.apply(wish('never', { container: { image: 'longshore/none:1', imagePolicy: 'NEVER' } }));
      world.apply(wish('spec', { container: { cpuMillis: -5 } }));
      const codeOf = (attemptId: string) => world.reportsOf(attemptId).at(-1)?.reason?.code;
      await eventually(() => {
        expect(codeOf('exit')).toBe('EXIT_NON_ZERO');
        expect(codeOf('memory')).toBe('OUT_OF_MEMORY');
        expect(world.observedOf('child').at(-1)).toBe('SUCCEEDED');
        expect(codeOf('image')).toBe('IMAGE_NOT_FOUND');
        expect(codeOf('never')).toBe('IMAGE_NOT_FOUND');
        expect(codeOf('spec')).toBe('BAD_SPEC');
      });
      expect(world.reportsOf('exit').at(-1)?.reason?.message).toContain('exit code 3');
      expect(world.deadLetters).toHaveLength(1);
    });

    it('removes a container whose start was refused, before it says so', async () => {
      await bootAndSync();
      world.engine.nextCall('start', { kind: 'refuses', code: 'START_FAILED', message: 'network gone' });
      world.apply(wish('a'));
      await eventually(() => expect(world.reportsOf('a').at(-1)?.reason?.code).toBe('START_FAILED'));
      expect(world.engine.factsOf('a')).toBeNull();
    });

    it('starts it once although no call is answered as it should', async () => {
      await bootAndSync({ LONGSHORE_HEALTH_INTERVAL_MS: '60000' });
      world.engine.nextCall('create', { kind: 'silent but done' }, { kind: 'silent' });
      world.engine.nextCall('start', { kind: 'silent' }, { kind: 'silent but done' });
      await running('a');
      expect(world.engine.startsOf('a')).toBe(1);
      expect(world.reportsOf('a').filter((report) => report.observed === 'FAILED')).toEqual([]);
    });

    it('pulls an image once for all that wait for it, and tells how far it is', async () => {
      world.engine.pullable.set('longshore/far:1', 'sha256:2');
      world.engine.holdPulls = true;
      await bootAndSync();
      world.apply(wish('a', { container: { image: 'longshore/far:1' } }));
      world.apply(wish('b', { container: { image: 'longshore/far:1' } }));
      await running('meanwhile');
      await eventually(() => {
        expect(world.observedOf('a').at(-1)).toBe('PULLING');
        expect(world.observedOf('b').at(-1)).toBe('PULLING');
      });
      expect(world.reportsOf('a').at(-1)?.detail).toContain('pulling');
      world.engine.letPullsEnd();
      await eventually(() => {
        expect(world.observedOf('a').at(-1)).toBe('RUNNING');
        expect(world.observedOf('b').at(-1)).toBe('RUNNING');
      });
      expect(world.engine.countOf('pull')).toBe(1);
    });

    it('commits no offset over an instruction that still pulls, and all once it is done', async () => {
      world.engine.pullable.set('longshore/far:1', 'sha256:2');
      world.engine.holdPulls = true;
      await bootAndSync();
      const pulls = world.apply(wish('a', { container: { image: 'longshore/far:1' } }));
      await running('b');
      await eventually(() => expect(world.committed).toBe(pulls));
      world.engine.letPullsEnd();
      await eventually(() => expect(world.committed).toBe(pulls + 2n));
    });

    it('fails a pull that takes longer than allowed', async () => {
      world.engine.holdPulls = true;
      await bootAndSync();
      world.apply(wish('a', { container: { image: 'longshore/far:1', pullTimeoutMs: 20 } }));
      await eventually(() => expect(world.reportsOf('a').at(-1)?.reason?.code).toBe('PULL_TIMED_OUT'));
    });

    it('stops it at its deadline', async () => {
      await bootAndSync();
      await running('a', { container: { deadlineMs: 1_000_000 } });
      await running('b', { container: { deadlineMs: 30 } });
      await eventually(() => expect(world.reportsOf('b').at(-1)?.reason?.code).toBe('DEADLINE_EXCEEDED'));
      expect(world.observedOf('a').at(-1)).toBe('RUNNING');
    });

    it('takes progress from its output and keeps the line out of the log', async () => {
      await bootAndSync();
      await running('a');
      world.engine.write('a', 'LONGSHORE_PROGRESS {"done":5,"total":10,"unit":"records"}');
      world.engine.write('a', 'LONGSHORE_PROGRESS nonsense');
      world.engine.write('a', 'an error', 'STDERR');
      await eventually(() => {
        expect(world.reportsOf('a').at(-1)).toMatchObject({
          observed: 'RUNNING',
          progress: { done: 5, total: 10, unit: 'records' },
        });
        expect(world.linesOf('a')).toEqual(['LONGSHORE_PROGRESS nonsense', 'an error']);
      });
    });

    it('asks for a hardened container with what Longshore gives it', async () => {
      await bootAndSync();
      await running('a', { container: { cpuMillis: 64_000, environment: { MINE: '1', LONGSHORE_JOB_ID: 'forged' } } });
      const request = world.engine.requestOf('a');
      expect(request).toMatchObject({ cpuMillis: 4_000, network: 'bridge', name: 'longshore-a' });
      expect(request.environment).toContain('MINE=1');
      expect(request.environment).toContain('LONGSHORE_JOB_ID=job-of-a');
      expect(request.environment).not.toContain('LONGSHORE_JOB_ID=forged');
      expect(request.labels).toMatchObject({ [CONTAINER_LABELS.agent]: 'agent-1', [CONTAINER_LABELS.attempt]: 'a' });
    });

    it('reports the end only after the last line is acknowledged', async () => {
      await bootAndSync();
      await running('a');
      world.kafkaDown = true;
      world.engine.write('a', 'last words');
      world.engine.exit('a', 0);
      await eventually(() => expect(world.engine.factsOf('a')?.engineState).toBe('exited'));
      world.kafkaDown = false;
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
      expect(world.linesOf('a')).toEqual(['last words']);
    });

    it('finds an end that no event told, and counts the correction', async () => {
      await bootAndSync();
      await running('a');
      world.engine.exit('a', 0, { quietly: true });
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
    });

    it('says when somebody else removed it', async () => {
      await bootAndSync();
      await running('a');
      world.engine.vanish('a');
      await eventually(() => expect(world.reportsOf('a').at(-1)?.reason?.code).toBe('CONTAINER_VANISHED'));
    });

    it('says what vanished when the engine’s data was wiped while it was away, and works on with what is left', async () => {
      await bootAndSync();
      await running('a');
      world.engine.freeze();
      await eventually(() => expect(world.lastAgentStatus().handlerBlocked).toBe(true));
      world.engine.wipe();
      world.engine.pullable.set('longshore/test:1', 'sha256:anew');
      world.engine.thaw();
      await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ handlerBlocked: false, registration: 2 }));
      expect(world.lastAgentStatus()).toMatchObject({ engineId: 'fake-engine-wiped', containers: [] });
      await sync([{ apply: wish('a'), lastObserved: 'RUNNING' }]);
      await eventually(() => expect(world.reportsOf('a').at(-1)?.reason?.code).toBe('CONTAINER_VANISHED'));
      await running('b');
      expect(world.engine.startsOf('a')).toBe(0);
    });

    it('takes over a container of it that is there already, whoever of us made it', async () => {
      await bootAndSync();
      await running('a');
      world.kill();
      await boot();
      await sync([]);
      world.apply(wish('a'));
      await eventually(() => expect(world.reportsOf('a').at(-1)?.bootId).toBe(world.lastAgentStatus().bootId));
      expect(world.observedOf('a').at(-1)).toBe('RUNNING');
      expect(world.engine.startsOf('a')).toBe(1);
    });

    it('tells how many containers of others run on its engine, beside its own', async () => {
      const other = (name: string) => ({ name, labels: {}, image: 'x' }) as ContainerRequest;
      world.engine.put(other('database'), { ours: false, engineState: 'running' });
      world.engine.put(other('once'), { ours: false, engineState: 'exited' });
      await bootAndSync();
      await running('a');
      await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ otherContainers: 1 }));
      world.engine.put(other('proxy'), { ours: false, engineState: 'running' });
      await eventually(() => expect(world.lastAgentStatus().otherContainers).toBe(2));
      // Not counted for once: the last count stays.
      world.engine.nextCall('countOthers', { kind: 'silent' });
      await rounds(2);
      expect(world.lastAgentStatus().otherContainers).toBe(2);
      expect(world.lastAgentStatus().containers.map(({ attemptId }) => attemptId)).toEqual(['a']);
    });

    it('leaves a container alone that has its name and is not ours', async () => {
      world.engine.put({ name: 'longshore-a', labels: {}, image: 'x' } as ContainerRequest, { ours: false });
      await bootAndSync();
      world.apply(wish('a'));
      await eventually(() => expect(world.reportsOf('a').at(-1)?.reason?.code).toBe('NAME_CONFLICT'));
      expect(world.engine.factsOf('a')).not.toBeNull();
    });
  });

  describe('told to stop or remove', () => {
    it('stops a running one and says it was by request', async () => {
      await bootAndSync();
      await running('a');
      world.apply(wish('a', { desired: 'STOP', generation: 2 }));
      await eventually(() => expect(world.reportsOf('a').at(-1)).toMatchObject({ observed: 'STOPPED', exitCode: 143 }));
    });

    it('reports an unknown one STOPPED, and a later older RUN changes nothing', async () => {
      await bootAndSync();
      world.apply(wish('a', { desired: 'STOP', generation: 5 }));
      await eventually(() => expect(world.observedOf('a')).toEqual(['STOPPED']));
      const offset = world.apply(wish('a', { generation: 4 }));
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.engine.countOf('create')).toBe(0);
      await eventually(() => expect(world.lastAgentStatus().appliedGenerations).toEqual({ a: 5 }));
    });

    it('gives up a pull that is no longer wanted, and makes no container', async () => {
      world.engine.holdPulls = true;
      await bootAndSync();
      world.apply(wish('a', { container: { image: 'longshore/far:1' } }));
      await eventually(() => expect(world.observedOf('a')).toContain('PULLING'));
      world.apply(wish('a', { desired: 'STOP', generation: 2 }));
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('STOPPED'));
      expect(world.engine.countOf('create')).toBe(0);
    });

    it('removes what has ended, forgets it, and runs it under no generation again', async () => {
      await bootAndSync();
      await running('a');
      world.engine.exit('a', 0);
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
      world.apply(wish('a', { desired: 'REMOVE', generation: 2 }));
      await eventually(() => expect(world.engine.factsOf('a')).toBeNull());
      const offset = world.apply(wish('a', { generation: 3 }));
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.engine.countOf('create')).toBe(1);
    });

    it('refuses to remove a running one, and says so', async () => {
      await bootAndSync();
      await running('a');
      world.apply(wish('a', { desired: 'REMOVE', generation: 2 }));
      await eventually(() =>
        expect(world.reportsOf('a').at(-1)).toMatchObject({ observed: 'RUNNING', reason: { code: 'REMOVE_REFUSED' } }),
      );
      expect(world.engine.factsOf('a')?.engineState).toBe('running');
    });
  });

  describe('on its lane', () => {
    it('starts nothing before the Sync, and skips what was issued before it', async () => {
      await boot();
      world.apply(wish('early'));
      await sync([{ apply: wish('listed'), lastObserved: 'DISPATCHED' }]);
      await eventually(() => expect(world.observedOf('listed').at(-1)).toBe('RUNNING'));
      expect(world.reportsOf('early')).toEqual([]);
    });

    it('answers only a Sync for this boot and registration', async () => {
      await boot();
      const { bootId, registration } = world.lastAgentStatus();
      world.send({ type: 'Sync', bootId: 'another', registration, attempts: [] });
      const last = world.send({ type: 'Sync', bootId, registration: registration + 1, attempts: [] });
      await eventually(() => expect(world.committed).toBe(last + 1n));
      expect(world.lastAgentStatus().synced).toBe(false);
    });

    it('announces itself until it is answered', async () => {
      await boot();
      const heard = world.agentStatuses.length;
      await eventually(() => expect(world.agentStatuses.length).toBeGreaterThan(heard + 2));
    });

    it('skips an instruction of an older epoch', async () => {
      await bootAndSync();
      world.epoch = 7;
      await running('a');
      const offset = world.send({ type: 'Apply', ...wish('b') }, { epoch: 6 });
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.reportsOf('b')).toEqual([]);
    });

    it('passes over records for other agents without reading them', async () => {
      await bootAndSync();
      const offset = world.sendRaw(Buffer.from('not for us and not readable'), {
        agentId: 'agent-2',
        attemptId: 'x',
        jobId: 'y',
      });
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.deadLetters).toEqual([]);
    });

    it('puts an undecodable record on the dead letters, fails its attempt and goes on', async () => {
      await bootAndSync();
      world.sendRaw(Buffer.from('{broken'), {
        agentId: 'agent-1',
        attemptId: 'a',
        jobId: 'j',
        taskId: 't',
        attempt: '2',
      });
      await running('after');
      await eventually(() =>
        expect(world.reportsOf('a').at(-1)).toMatchObject({
          observed: 'FAILED',
          attempt: 2,
          jobId: 'j',
          taskId: 't',
          reason: { code: 'UNDECODABLE_INSTRUCTION' },
        }),
      );
      expect(world.deadLetters).toHaveLength(1);
      expect(String(world.deadLetters[0]?.value)).toBe('{broken');
      const offset = world.apply(wish('a', { generation: 1 }));
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.engine.factsOf('a')).toBeNull();
    });

    it('does not fail an attempt that runs because of a record it cannot read', async () => {
      await bootAndSync();
      await running('a');
      const offset = world.sendRaw(Buffer.from('{broken'), { agentId: 'agent-1', attemptId: 'a', jobId: 'j' });
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.observedOf('a').at(-1)).toBe('RUNNING');
    });

    it('takes an instruction again without doing it again', async () => {
      await bootAndSync();
      await running('a');
      world.apply(wish('a'));
      world.apply(wish('a'));
      world.engine.exit('a', 0);
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
      const offset = world.apply(wish('a'));
      await eventually(() => {
        expect(world.committed).toBe(offset + 1n);
        expect(world.observedOf('a').filter((observed) => observed === 'SUCCEEDED')).toHaveLength(2);
      });
      expect(world.engine.startsOf('a')).toBe(1);
    });

    it('stands idle when it is refused, and says so', async () => {
      await boot();
      const { bootId } = world.lastAgentStatus();
      world.send({ type: 'Refuse', bootId, reason: 'another engine uses this id' });
      await eventually(() => {
        expect(world.agent?.readiness().ready).toBe(false);
        expect(world.agent?.readiness().reasons[0]).toContain('another engine uses this id');
      });
    });

    it('asks anew some time after a refusal, and works when it is answered', async () => {
      await boot();
      world.send({ type: 'Refuse', bootId: world.lastAgentStatus().bootId, reason: 'another engine uses this id' });
      await eventually(() => expect(world.lastAgentStatus().registration).toBe(2));
      await sync();
      await running('a');
      expect(world.agent?.readiness().ready).toBe(true);
    });

    it('registers anew when its group was joined again without a word of trouble: records may be gone', async () => {
      await bootAndSync();
      const { registration } = world.lastAgentStatus();
      await world.rejoin();
      await eventually(() =>
        expect(world.lastAgentStatus()).toMatchObject({ registration: registration + 1, synced: false }),
      );
      await sync([{ apply: wish('a'), lastObserved: 'DISPATCHED' }]);
      await eventually(() => expect(world.engine.factsOf('a')?.engineState).toBe('running'));
    });

    it('stands back, and stays there, when another process is synced under its id', async () => {
      await bootAndSync();
      await running('a');
      world.send({ type: 'Sync', bootId: 'another-boot', registration: 1, attempts: [] });
      await eventually(() => expect(world.agent?.readiness().reasons[0]).toContain('another process took over'));
      const heard = world.agentStatuses.length;
      const offset = world.apply(wish('b'));
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      await rounds(3);
      expect(world.agentStatuses.length - heard).toBeLessThan(2);
      expect(world.reportsOf('b')).toEqual([]);
      expect(world.engine.factsOf('a')?.engineState).toBe('running');
    });

    it('shows on its host how the control plane configured it, and goes on saying which labels are its own', async () => {
      await bootAndSync({ LONGSHORE_AGENT_LABELS: 'disk=ssd,zone=a' });
      expect(world.agent?.readiness().details).toMatchObject({ labels: { disk: 'ssd', zone: 'a' }, cordoned: false });
      const offset = world.send({ type: 'Configure', labels: { zone: 'b' }, cordoned: true, settings: {} });
      await eventually(() => expect(world.committed).toBe(offset + 1n));
      expect(world.agent?.readiness().details).toMatchObject({ labels: { zone: 'b' }, cordoned: true });
      await rounds(2);
      expect(world.lastAgentStatus().labels).toEqual({ disk: 'ssd', zone: 'a' });
    });
  });

  describe('after a restart', () => {
    it('adopts a running container and tells its whole output and its end', async () => {
      await bootAndSync();
      await running('a');
      world.engine.write('a', 'before');
      await eventually(() => expect(world.linesOf('a')).toEqual(['before']));
      world.kill();
      world.engine.write('a', 'between');
      await boot();
      await sync([{ apply: wish('a'), lastObserved: 'RUNNING' }]);
      world.engine.write('a', 'after');
      await eventually(() => expect(world.linesOf('a')).toContain('after'));
      world.engine.exit('a', 0);
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
      expect(world.engine.startsOf('a')).toBe(1);
      const numbered = new Map(world.logs.flatMap((batch) => batch.lines).map((line) => [line.sequence, line.text]));
      expect([...numbered.values()]).toEqual(['before', 'between', 'after']);
    });

    it('tells an end that it had no time to tell', async () => {
      await bootAndSync();
      await running('a');
      world.kill();
      world.engine.exit('a', 0);
      await boot();
      await sync([{ apply: wish('a'), lastObserved: 'RUNNING' }]);
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('SUCCEEDED'));
    });

    it('reports a listed one lost that may have run and is gone', async () => {
      await boot();
      await sync([{ apply: wish('a'), lastObserved: 'STARTING' }]);
      await eventually(() => expect(world.observedOf('a')).toEqual(['LOST']));
    });

    it('removes a container that nobody wants, after its grace', async () => {
      await bootAndSync();
      await running('a');
      world.kill();
      await boot({ LONGSHORE_ORPHAN_GRACE_MS: '150' });
      await sync([]);
      expect(world.engine.factsOf('a')?.engineState).toBe('running');
      await eventually(() => expect(world.engine.factsOf('a')).toBeNull());
      expect(world.reportsOf('a').filter((report) => report.bootId === world.lastAgentStatus().bootId)).toEqual([]);
    });
  });

  describe('when the engine cannot be reached', () => {
    it('says so, blocks, consumes nothing, and finishes everything when it is back', async () => {
      await bootAndSync();
      await running('a');
      world.engine.freeze();
      await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ healthy: false, handlerBlocked: true }));
      const committed = world.committed;
      world.apply(wish('b'));
      world.apply(wish('c'));
      const heard = world.agentStatuses.length;
      await eventually(() => expect(world.agentStatuses.length).toBeGreaterThan(heard + 2));
      expect(world.committed).toBe(committed);
      expect(world.reportsOf('b')).toEqual([]);

      world.engine.thaw();
      await eventually(() =>
        expect(world.lastAgentStatus()).toMatchObject({
          healthy: true,
          handlerBlocked: false,
          synced: false,
          registration: 2,
        }),
      );
      await sync(
        ['a', 'b', 'c'].map((id) => ({ apply: wish(id), lastObserved: id === 'a' ? 'RUNNING' : 'DISPATCHED' })),
      );
      await eventually(() => {
        for (const id of ['a', 'b', 'c']) expect(world.engine.startsOf(id)).toBe(1);
      });
      for (const id of ['a', 'b', 'c']) world.engine.exit(id, 0);
      await eventually(() => {
        for (const id of ['a', 'b', 'c']) expect(world.observedOf(id).at(-1)).toBe('SUCCEEDED');
      });
    });

    it('announces itself as blocked when it boots without an engine, and works when the engine comes', async () => {
      world.engine.freeze();
      await world.boot();
      await eventually(() =>
        expect(world.lastAgentStatus()).toMatchObject({
          handlerBlocked: true,
          synced: false,
          registration: 1,
          engineId: '',
        }),
      );
      expect(world.agent?.readiness().reasons).toContain('the engine cannot be used');
      world.engine.thaw();
      await eventually(() =>
        expect(world.lastAgentStatus()).toMatchObject({ handlerBlocked: false, registration: 2, lane: 0 }),
      );
      await sync();
      await running('a');
      expect(world.agent?.readiness()).toMatchObject({ ready: true, reasons: [] });
    });

    it('blames the engine, and not the program, for a container that went down with it', async () => {
      await bootAndSync();
      await running('a');
      world.engine.freeze();
      await eventually(() => expect(world.lastAgentStatus().handlerBlocked).toBe(true));
      world.engine.exit('a', 143, { quietly: true });
      world.engine.thaw();
      await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ handlerBlocked: false, synced: false }));
      await sync([{ apply: wish('a'), lastObserved: 'RUNNING' }]);
      await eventually(() =>
        expect(world.reportsOf('a').at(-1)?.reason).toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true }),
      );
    });

    it('fails nothing because of it', async () => {
      await bootAndSync();
      world.engine.nextCall('create', { kind: 'silent' });
      world.apply(wish('a'));
      world.engine.freeze();
      await eventually(() => expect(world.lastAgentStatus().handlerBlocked).toBe(true));
      expect(world.observedOf('a')).not.toContain('FAILED');
    });
  });

  describe('when Kafka or the registry cannot be reached', () => {
    it('waits with a start until it is acknowledged', async () => {
      await bootAndSync();
      world.apply(wish('a'));
      world.kafkaDown = true;
      await eventually(() => expect(world.engine.factsOf('a')?.engineState).toBe('created'));
      const heard = world.agentStatuses.length;
      await rounds(2);
      expect(world.engine.startsOf('a')).toBe(0);
      expect(world.agentStatuses.length).toBe(heard);
      world.kafkaDown = false;
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('RUNNING'));
    });

    it('takes an unreachable registry for no poison: the record waits', async () => {
      await bootAndSync();
      world.registryDown = true;
      const offset = world.apply(wish('a'));
      await rounds(1);
      expect(world.committed === null || world.committed <= offset).toBe(true);
      world.registryDown = false;
      await eventually(() => expect(world.observedOf('a').at(-1)).toBe('RUNNING'));
      expect(world.deadLetters).toEqual([]);
    });

    it('ends within its deadline when it is stopped meanwhile', async () => {
      await bootAndSync();
      await running('a');
      world.kafkaDown = true;
      world.engine.exit('a', 0);
      await eventually(() => expect(world.engine.factsOf('a')?.engineState).toBe('exited'));
      const began = performance.now();
      await world.agent?.stop(300);
      expect(performance.now() - began).toBeLessThan(1_000);
    });
  });

  it('runs many attempts at once, each once', async () => {
    world.engine.exitAtStart = 0;
    await bootAndSync();
    const names = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    for (const name of names) world.apply(wish(name));
    await eventually(() => {
      for (const name of names) expect(world.observedOf(name).at(-1)).toBe('SUCCEEDED');
    });
    expect(world.engine.countOf('create')).toBe(200);
    expect(world.engine.countOf('start')).toBe(200);
  });

  it('starts each attempt at most once and ends it, whatever calls of the engine go wrong and whenever it is killed', async () => {
    const mishap = fc.constantFrom<Mishap>({ kind: 'silent' }, { kind: 'silent but done' });
    const call = fc.constantFrom<keyof Engine>('create', 'start', 'inspect', 'remove', 'stop', 'imageDigest', 'logs');
    const mishaps = fc.array(fc.tuple(call, mishap), { maxLength: 12 });
    const killedAfterMs = fc.option(fc.integer({ min: 0, max: 30 }));
    await fc.assert(
      fc.asyncProperty(mishaps, killedAfterMs, async (all, killedAfter) => {
        world = new AgentWorld();
        world.engine.images.set('longshore/test:1', 'sha256:1');
        world.engine.exitAtStart = 0;
        const names = ['a', 'b', 'c'];
        const fold = (name: string) =>
          world.reportsOf(name).find(({ observed }) => observed !== 'RUNNING' && observed !== 'STARTING');
        await bootAndSync();
        for (const [kind, mishap] of all) world.engine.nextCall(kind, mishap);
        for (const name of names) world.apply(wish(name));
        if (killedAfter !== null) {
          await new Promise((resolve) => setTimeout(resolve, killedAfter));
          world.kill();
          await boot();
          await sync(names.map((name) => ({ apply: wish(name), lastObserved: lastObservedOf(world, name) })));
        }
        await vi.waitFor(
          () => {
            for (const name of names) expect(fold(name)?.observed).toBe('SUCCEEDED');
          },
          { timeout: 10_000, interval: 5 },
        );
        for (const name of names) expect(world.engine.startsOf(name)).toBe(1);
        await world.stop();
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('leaves containers running when it is stopped, and sends what waits', async () => {
    await bootAndSync();
    await running('a');
    world.engine.write('a', 'said before the stop');
    await eventually(() => expect(world.linesOf('a')).toHaveLength(1));
    await world.agent?.stop(1_000);
    expect(world.engine.factsOf('a')?.engineState).toBe('running');
    expect(world.engine.countOf('stop')).toBe(0);
  });
});
