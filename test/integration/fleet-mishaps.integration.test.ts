import type { Codec } from '@longshore/kafka';
import { type AgentDetail, type Apply, avroSchemas, newId } from '@longshore/schemas';
import avro from 'avsc';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterEach(() => world.forget());
afterAll(() => world.close());

const agent = async (id: string) => (await world.ask<AgentDetail>('GET', `/agents/${id}`)).body;
const run = (apply: Apply, played: PlayedAgent) =>
  apply.desired === 'RUN' ? played.report(apply, 'RUNNING') : undefined;

/** Writes records as a version would that did not yet have any of the fields that have a default. */
async function formerCodec(): Promise<Codec> {
  const types = new Map<string, { id: number; type: avro.Type }>();
  for (const [name, topic] of [
    ['AgentStatus', 'Agent_Status'],
    ['JobStatus', 'Job_Status'],
  ] as const) {
    const ours = JSON.parse(avroSchemas[name]) as { fields: { name: string; default?: unknown }[] };
    const needed = ['lane', 'appliedGenerations', 'reason', 'exitCode'];
    const fields = ours.fields.filter((field) => field.default === undefined || needed.includes(field.name));
    expect(fields.length).toBeLessThan(ours.fields.length);
    const former = JSON.stringify({ ...ours, fields });
    const subject = encodeURIComponent(`${world.topicPrefix}${topic}-value`);
    const registered = await fetch(`${world.services.schemaRegistryUrl}/subjects/${subject}/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema: former }),
    });
    expect(registered.status).toBe(200);
    const { id } = (await registered.json()) as { id: number };
    types.set(name, { id, type: avro.Type.forSchema(JSON.parse(former), { wrapUnions: 'never' }) });
  }
  return {
    decode: (name, bytes) => world.codec.decode(name, bytes),
    encode: async (name, value) => {
      const former = types.get(name);
      if (former === undefined) return world.codec.encode(name, value);
      const header = Buffer.alloc(5);
      header.writeInt32BE(former.id, 1);
      return Buffer.concat([header, former.type.toBuffer(value)]);
    },
  };
}

describe('an agent of an older version', () => {
  it('registers, takes work and ends it, although it knows none of the newer fields', async () => {
    const played = await world.playedAgent('older', { codec: await formerCodec(), onApply: run }).start();
    const ready = await until(async () => {
      const seen = await agent('older');
      return seen.state === 'READY' && seen;
    }, 'it is ready');
    expect(ready).toMatchObject({ labels: {}, healthIntervalMs: 5_000, hostname: '' });
    const id = await world.submit();
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    await played.report(await played.applyFor(id, 'RUN'), 'SUCCEEDED', { exitCode: 0 });
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    const changed = await world.ask<AgentDetail>('PATCH', '/agents/older', { labels: { zone: 'a' } });
    expect(changed.body.labels).toEqual({ zone: 'a' });
  });
});

describe('a report of an attempt that never was', () => {
  it('changes nothing and is recorded once', async () => {
    const played = await world.playedAgent('dreamer', { onApply: run }).start();
    const id = await world.submit();
    const apply = await played.applyFor(id, 'RUN');
    const dreamt = { ...apply, attemptId: newId() };
    await played.report(dreamt, 'RUNNING');
    await played.report(dreamt, 'SUCCEEDED', { exitCode: 0 });
    const noted = await until(async () => {
      const all = await world.audited('UnknownAttemptReported');
      return all.some(({ subjectId }) => subjectId === dreamt.attemptId) && all;
    }, 'it is recorded');
    expect(noted.filter(({ subjectId }) => subjectId === dreamt.attemptId)).toHaveLength(1);
    expect(noted[0]?.detail.why).toContain('no such attempt');
    expect((await world.job(id)).tasks[0]?.attempts).toMatchObject([{ observed: 'RUNNING' }]);
  });
});

describe('an engine whose data was wiped', () => {
  it('is recorded, what it held is told lost and runs again, and no room stays taken', async () => {
    const played = await world.playedAgent('wiped', { onApply: run }).start();
    const id = await world.submit({ retry: { initialDelayMs: 0 } });
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const first = await played.applyFor(id, 'RUN');
    // The same agent on an engine that is empty, and has another id; it registers as after each return of its engine.
    played.status = { engineId: 'a-new-engine' };
    played.registration = 2;
    played.synced = false;
    await played.say();
    await until(() => played.synced, 'it is synced again');
    expect(played.bodies('Sync').at(-1)?.attempts).toMatchObject([
      { apply: { attemptId: first.attemptId, desired: 'RUN' }, lastObserved: 'RUNNING' },
    ]);
    await played.report(first, 'LOST', {
      reason: { code: 'LOST', message: 'it was RUNNING and the engine has no container of it', retryable: true },
    });
    const again = await world.jobThat(id, 'runs again', (job) => job.tasks[0]?.attempts[1]?.observed === 'RUNNING');
    expect(again.tasks[0]?.attempts[0]).toMatchObject({ observed: 'LOST' });
    expect(await world.audited('AgentEngineReplaced')).toMatchObject([
      { subjectId: 'wiped', detail: { before: 'engine-of-wiped', after: 'a-new-engine' } },
    ]);
    expect((await agent('wiped')).reserved.slots).toBe(1);
  });
});
