import type { Apply, JobDetail, Problem, WorkerOrders, WorkItem, WorkQueue, WorkQueues } from '@longshore/schemas';
import { newSealingKey, openEnvironment, type SealingKey } from '@longshore/schemas/sealed';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

const digest = { type: 'compute', payload: { operation: 'digest', input: 'abc' } };

let world: World;
let key: SealingKey;

beforeAll(async () => {
  world = await World.create(inject('services'));
  key = await newSealingKey();
  await world.startDispatcher();
});
afterAll(() => world?.close());
afterEach(async () => {
  await world.pool.query('UPDATE work_queue SET minimum = 0, maximum = 2, items_per_worker = 100, idle_ms = 60000');
  await world.forget('work_item, worker, job, outbox');
});

const scale = (change: Record<string, number>) =>
  world.ask<WorkQueue & Problem>('PATCH', '/work-queues/compute', change);

async function submit(): Promise<string> {
  return (await world.ask<{ id: string }>('POST', '/work-items', digest)).body.id;
}

/** An agent whose containers run until they are asked to stop. */
async function agentWithKey(): Promise<PlayedAgent> {
  const agent = world.playedAgent('far-1', {
    onApply: async (apply, played) => {
      if (apply.desired === 'RUN') await played.report(apply, 'RUNNING');
      if (apply.desired === 'STOP') await played.report(apply, 'STOPPED');
    },
  });
  agent.status = { publicKey: key.publicKey };
  return agent.start();
}

const workersOf = (agent: PlayedAgent, desired: Apply['desired'] = 'RUN') =>
  agent
    .bodies('Apply')
    .filter(
      (apply) => apply.desired === desired && Object.hasOwn(apply.container.environment, 'LONGSHORE_WORKER_TYPES'),
    );

/** The key that came with the instruction, as the agent reads it. */
async function keyOf({ attemptId, sealedEnvironment }: Apply): Promise<string> {
  const opened = await openEnvironment(key, sealedEnvironment ?? '', { agentId: 'far-1', attemptId });
  return opened.LONGSHORE_WORKER_KEY ?? '';
}

const as = (secret: string) => ({ authorization: `Bearer ${secret}` });
const beatBody = { name: 'played', types: [{ type: 'compute', concurrency: 1, observed: 'consuming' }], holding: [] };

describe('a worker that the fleet runs', () => {
  it('is started for what waits, works with a key of its own, and no longer than its container lives', async () => {
    const agent = await agentWithKey();
    const id = await submit();
    const [apply] = await until(() => {
      const found = workersOf(agent);
      return found.length > 0 ? found : null;
    }, 'a worker is to run');
    if (apply === undefined) throw new Error('there is none');
    expect(apply.container).toMatchObject({
      image: 'longshore/worker:dev',
      environment: { LONGSHORE_WORKER_TYPES: 'compute' },
    });
    const secret = await keyOf(apply);
    const beat = await world.ask<WorkerOrders>('PUT', `/workers/${apply.attemptId}`, beatBody, as(secret));
    expect(beat.body.types).toMatchObject([{ type: 'compute', wanted: 'started' }]);
    // It does what workers do, and nothing else.
    const claim = { status: 'processing', worker: apply.attemptId };
    const claimed = await world.ask<WorkItem & { claimed: { claim: string } }>(
      'PATCH',
      `/work-items/${id}`,
      claim,
      as(secret),
    );
    expect(claimed.status).toBe(200);
    for (const [method, path, body] of [
      ['GET', '/work-items', undefined],
      ['POST', '/work-items', digest],
      ['GET', '/jobs', undefined],
      ['POST', '/jobs', {}],
    ] as const) {
      expect((await world.ask(method, path, body, as(secret))).status, path).toBe(403);
    }
    const other = '01999999-9999-7999-8999-999999999999';
    expect((await world.ask<Problem>('PUT', `/workers/${other}`, beatBody, as(secret))).body.code).toBe(
      'worker_not_yours',
    );
    await agent.report(apply, 'FAILED', { exitCode: 137 });
    await world.jobThat(apply.jobId, 'has ended', (job: JobDetail) => job.state === 'FAILED');
    expect((await world.ask('PUT', `/workers/${apply.attemptId}`, beatBody, as(secret))).status).toBe(401);
    const { body } = await world.ask<WorkQueues>('GET', '/work-queues');
    expect(body.items.find(({ type }) => type === 'compute')?.trouble).toMatchObject({ jobId: apply.jobId });
  });

  it('has its key nowhere but in the instruction: not in the job, the outbox, the audit log or the database', async () => {
    const agent = await agentWithKey();
    await submit();
    const [apply] = await until(() => (workersOf(agent).length > 0 ? workersOf(agent) : null), 'a worker is to run');
    if (apply === undefined) throw new Error('there is none');
    const secret = await keyOf(apply);
    const tables = ['job', 'attempt', 'outbox', 'audit', 'job_event', 'worker', 'api_key'];
    for (const table of tables) {
      const { rows } = await world.pool.query(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows), table).not.toContain(secret.split('.')[1]);
    }
  });

  it('is one of as many as the limits allow, stopped again when there is nothing to do', async () => {
    const agent = await agentWithKey();
    await scale({ itemsPerWorker: 1, maximum: 3, idleMs: 1_000 });
    const ids = await Promise.all(Array.from({ length: 5 }, submit));
    await until(() => workersOf(agent).length === 3, 'three workers are to run');
    const [first] = workersOf(agent);
    if (first === undefined) throw new Error('there is none');
    const secret = await keyOf(first);
    await world.ask('PUT', `/workers/${first.attemptId}`, beatBody, as(secret));
    for (const id of ids) {
      const asked = { status: 'processing', worker: first.attemptId };
      const { body } = await world.ask<{ claimed: { claim: string } }>('PATCH', `/work-items/${id}`, asked, as(secret));
      const result = { operation: 'digest', algorithm: 'sha256', digest: 'x', bytes: 3 };
      const done = { status: 'completed', claim: body.claimed.claim, result };
      expect((await world.ask('PATCH', `/work-items/${id}`, done, as(secret))).status).toBe(200);
    }
    await until(() => workersOf(agent, 'STOP').length === 3, 'all are stopped', 20_000);
  });

  it('is not to be had by who may run jobs but not do what workers do', async () => {
    const person = await world.signIn();
    const body = { name: 'jobs alone', scope: ['jobs:write'] };
    const { key: secret } = (await world.ask<{ key: string }>('POST', '/api-keys', body, person)).body;
    const job = { kind: 'container', image: 'tool:1', resources: { cpuMillis: 10, memoryBytes: 8_000_000 } };
    const ask = (spec: unknown) => world.ask<Problem>('POST', '/jobs', spec, { cookie: '', ...as(secret) });
    expect((await ask({ ...job, work: { types: ['compute'] } })).body.code).toBe('not_permitted');
    expect((await ask(job)).status).toBe(201);
  });

  it('is not started where none is wanted, and limits that contradict each other are refused', async () => {
    const agent = await agentWithKey();
    expect((await scale({ maximum: 0 })).body.scaling).toMatchObject({ maximum: 0 });
    expect((await scale({ minimum: 3 })).body.errors?.[0]?.path).toBe('minimum');
    expect((await world.ask('PATCH', '/work-queues/knitting', { maximum: 1 })).status).toBe(404);
    const id = await submit();
    await until(
      async () =>
        (await world.ask<WorkItem>('GET', `/work-items/${id}`)).body.life.some(({ what }) => what === 'offered'),
      'the item was offered',
    );
    expect(workersOf(agent)).toEqual([]);
  });
});
