import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Delivery, Problem, Webhook, WebhookSecret, Webhooks } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { WEBHOOK_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { readFleet } from '../../control-plane/src/metrics/read-fleet.ts';
import { succeed } from '../control-plane/succeed.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';
import { isSignedWith, WebhookReceiver } from '../fakes/webhooks/webhook-receiver.ts';

const LOST_AFTER_MS = 4_000;
const ALL = ['job.succeeded', 'job.failed', 'job.stopped', 'agent.lost'];

let world: World;
let receiver: WebhookReceiver;

beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterAll(() => world?.close());
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await world.forget('webhook, job, outbox');
  await receiver.stop();
});

const start = () => world.startDispatcher({ lostAfterMs: LOST_AFTER_MS, webhookPrivateAddresses: 'allow' });

async function create(changes: Record<string, unknown> = {}): Promise<WebhookSecret> {
  const body = { name: 'ops', url: receiver.url, events: ALL, ...changes };
  const answer = await world.ask<WebhookSecret>('POST', '/webhooks', body);
  if (answer.status !== 201) throw new Error(`refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const webhook = async (name = 'ops') => (await world.ask<Webhook>('GET', `/webhooks/${name}`)).body;

async function deliveries(name = 'ops', query = ''): Promise<Delivery[]> {
  return (await world.ask<{ items: Delivery[] }>('GET', `/webhooks/${name}/deliveries?${query}`)).body.items;
}

/** Waits until the newest delivery is as `fits` says. */
async function deliveryThat(what: string, fits: (delivery: Delivery) => boolean, name = 'ops'): Promise<Delivery> {
  return until(async () => {
    const [newest] = await deliveries(name);
    return newest !== undefined && fits(newest) ? newest : null;
  }, `the newest delivery ${what}`);
}

/** A job that ends well by itself. */
async function endedJob(changes: Record<string, unknown> = {}): Promise<string> {
  await world.playedAgent(`played-${Math.random().toString(36).slice(2, 8)}`, { onApply: succeed }).start();
  const id = await world.submit(changes);
  await world.jobThat(id, 'has ended', (job) => job.state === 'SUCCEEDED');
  return id;
}

/** As if the time of its next try had come. */
const hurry = () => world.pool.query(`UPDATE webhook_delivery SET next_at = now() WHERE state = 'PENDING'`);

function spawnDispatcher(environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['control-plane/src/dispatcher/main.ts'], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      ...world.dispatcherEnvironment(),
      LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES: 'allow',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

describe('webhooks over the API', () => {
  it('are made with a secret that is shown once, and found by name and by the start of their id', async () => {
    const body = { name: 'ops', url: 'https://example.org/hook?team=a', events: ['job.failed'] };
    const key = { 'idempotency-key': 'once' };
    const made = await world.ask<WebhookSecret>('POST', '/webhooks', body, key);
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/api/v1/webhooks/${made.body.id}`);
    expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await world.ask<WebhookSecret>('POST', '/webhooks', body, key)).body).toEqual(made.body);
    const shown = await webhook(made.body.id.slice(0, 30));
    expect(shown).toMatchObject({ ...body, state: 'ACTIVE', waiting: 0, lastDelivery: null });
    const { body: list } = await world.ask<Webhooks>('GET', '/webhooks');
    expect(list).toEqual({ items: [shown], ready: true });
    const tables = ['webhook', 'idempotency_key', 'audit'].map((table) => world.pool.query(`SELECT * FROM ${table}`));
    const secret = made.body.secret.replace('whsec_', '');
    expect(JSON.stringify([list, ...(await Promise.all(tables)).map(({ rows }) => rows)])).not.toContain(secret);
    expect(await world.audited('WebhookCreated')).toMatchObject([{ subjectId: made.body.id, detail: body }]);
  });

  it.each([
    [{ url: 'ftp://example.org/' }, 'url'],
    [{ url: 'example.org' }, 'url'],
    [{ url: 'https://anna:secret@example.org/' }, 'url'],
    [{ url: 'https://example.org/#part' }, 'url'],
    [{ name: 'two words' }, 'name'],
    [{ events: [] }, 'events'],
    [{ events: ['job.exploded'] }, 'events[0]'],
    [{ events: ['job.failed', 'job.failed'] }, 'events'],
    [{ secret: 'mine' }, 'secret'],
  ])('are refused with %j, naming the field', async (changes, at) => {
    const body = { name: 'ops', url: 'https://example.org/', events: ['job.failed'], ...changes };
    const answer = await world.ask<Problem>('POST', '/webhooks', body);
    expect({ status: answer.status, at: answer.body.errors?.[0]?.path }).toEqual({ status: 422, at });
  });

  it('have a name of their own, can be changed, and are gone with what was sent when deleted', async () => {
    await create();
    const other = await create({ name: 'other' });
    const taken = await world.ask<Problem>('PATCH', '/webhooks/other', { name: 'ops' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'name_taken' } });
    const changed = await world.ask<Webhook>('PATCH', '/webhooks/other', { events: ['agent.lost'], paused: true });
    expect(changed.body).toMatchObject({ events: ['agent.lost'], state: 'PAUSED' });
    expect((await world.ask<Problem>('POST', '/webhooks/other/test')).body.code).toBe('webhook_paused');
    await world.ask('PATCH', '/webhooks/other', { paused: false });
    expect((await world.ask('POST', '/webhooks/other/test')).status).toBe(202);
    expect((await world.ask('DELETE', '/webhooks/other')).status).toBe(204);
    expect((await world.ask('GET', `/webhooks/${other.id}`)).status).toBe(404);
    expect((await world.pool.query('SELECT FROM webhook_delivery')).rowCount).toBe(0);
  });

  it('are so many at most, also when they are made at once', async () => {
    await world.pool.query(`
      INSERT INTO webhook (id, name, url, events, secret)
      SELECT gen_random_uuid(), 'n' || n, 'https://example.org/', '{}', 'x' FROM generate_series(1, 49) n`);
    const body = { url: 'https://example.org/', events: ALL };
    const names = ['one', 'two', 'three'];
    const answers = await Promise.all(names.map((name) => world.ask('POST', '/webhooks', { ...body, name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('what webhooks are told', () => {
  let metricsUrl: string;
  beforeAll(async () => {
    metricsUrl = `http://127.0.0.1:${(await start()).port}/metrics`;
  });
  afterAll(() => world.stopDispatchers());

  /** How often tries came to what, since the dispatcher began. */
  async function tries(): Promise<Record<string, number>> {
    const text = await (await fetch(metricsUrl)).text();
    const lines = text.matchAll(/^longshore_dispatcher_webhook_tries_total\{outcome="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
  }

  it('is counted by what came of it, tests apart; what waits is told with its age, unless it is paused', async () => {
    const before = await tries();
    expect(Object.keys(before).sort()).toEqual(['delivered', 'given_up', 'to_be_tried_again']);
    await create();
    receiver.behaviour = () => 503;
    await endedJob();
    await deliveryThat('waits', ({ tookMs }) => tookMs !== null);
    const { deliveries: waiting } = await readFleet(world.pool);
    expect(waiting.waiting).toBe(1);
    expect(waiting.oldestSeconds).toBeGreaterThan(0);
    await world.ask('PATCH', '/webhooks/ops', { paused: true });
    expect((await readFleet(world.pool)).deliveries).toEqual({ waiting: 0, oldestSeconds: 0 });
    receiver.behaviour = () => 204;
    await world.ask('PATCH', '/webhooks/ops', { paused: false });
    await hurry();
    await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    await world.ask('POST', '/webhooks/ops/test');
    await receiver.got(3);
    receiver.behaviour = () => 410;
    await endedJob();
    await deliveryThat('has ended', ({ state }) => state === 'FAILED');
    await until(async () => (await tries()).given_up === (before.given_up ?? 0) + 1, 'the last one is counted');
    expect(await tries()).toEqual({
      delivered: (before.delivered ?? 0) + 1,
      to_be_tried_again: (before.to_be_tried_again ?? 0) + 1,
      given_up: (before.given_up ?? 0) + 1,
    });
  });

  it('is the end of a job, once, signed, in a body that says what and when', async () => {
    const { secret } = await create();
    await create({ name: 'deaf', events: ['job.failed'] });
    const id = await endedJob({ name: 'nightly orders' });
    const [request] = await receiver.got(1);
    if (request === undefined) throw new Error('nothing came');
    expect(request).toMatchObject({ method: 'POST', path: '/hook' });
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'longshore' });
    expect(isSignedWith(secret, request)).toBe(true);
    expect(isSignedWith(secret, { ...request, body: `${request.body} ` })).toBe(false);
    expect(Math.abs(Date.now() / 1_000 - Number(request.headers['webhook-timestamp']))).toBeLessThan(60);
    const { type, timestamp, data } = JSON.parse(request.body) as Record<string, unknown> & {
      data: { job: Record<string, unknown> };
    };
    expect({ type, ended: Date.parse(String(data.job.endedAt)) }).toEqual({
      type: 'job.succeeded',
      ended: Date.parse(String(timestamp)),
    });
    expect(data.job).toMatchObject({ id, name: 'nightly orders', state: 'SUCCEEDED', image: 'tool:1', exitCode: 0 });
    const delivery = await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    expect(delivery).toMatchObject({
      eventId: request.headers['webhook-id'],
      event: 'job.succeeded',
      subjectId: id,
      tries: 1,
      responseStatus: 204,
      detail: 'answered 204',
      nextAt: null,
    });
    expect(await deliveries('deaf')).toEqual([]);
    expect(receiver.received).toHaveLength(1);
    expect((await webhook()).lastDelivery).toMatchObject({ event: 'job.succeeded', state: 'DELIVERED' });
  });

  it('is a failure with its reason, and a stop', async () => {
    await create();
    const agent = await world.playedAgent('fails').start();
    const failed = await world.submit({ retry: { maxAttempts: 1 } });
    const reason = { code: 'EXIT_NON_ZERO' as const, message: 'it ended with 3', retryable: true };
    await agent.report(await agent.applyFor(failed, 'RUN'), 'FAILED', { exitCode: 3, reason });
    await receiver.got(1);
    const stopped = await world.submit();
    await agent.applyFor(stopped, 'RUN');
    await world.ask('POST', `/jobs/${stopped}/stop`);
    await agent.report(await agent.applyFor(stopped, 'STOP'), 'STOPPED');
    const told = (await receiver.got(2)).map(({ body }) => JSON.parse(body));
    expect(told).toMatchObject([
      { type: 'job.failed', data: { job: { id: failed, exitCode: 3, reason: { code: 'EXIT_NON_ZERO' } } } },
      { type: 'job.stopped', data: { job: { id: stopped, state: 'STOPPED' } } },
    ]);
  });

  it('is that an agent was given up, once', async () => {
    await create();
    const names = ['a', 'b', 'c'].map((letter) => `lost-${letter}`);
    const [silent] = await Promise.all(names.map((name) => world.playedAgent(name).start()));
    await silent?.stop();
    const [request] = await receiver.got(1);
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      type: 'agent.lost',
      data: { agent: { id: 'lost-a', deadConfirmed: false } },
    });
    await world.ask('POST', '/agents/lost-a/confirm-dead');
    await until(async () => (await world.audited('AgentLost')).length === 2, 'it was given up again as dead');
    expect(await deliveries()).toHaveLength(1);
  });

  it('waits for a receiver that is down, and is the same to the letter when it comes', async () => {
    const { secret } = await create();
    receiver.behaviour = () => 503;
    await endedJob();
    const waiting = await deliveryThat('waits', ({ tries, tookMs }) => tries === 1 && tookMs !== null);
    expect(waiting).toMatchObject({ state: 'PENDING', responseStatus: 503, detail: 'answered 503' });
    const inMs = Date.parse(waiting.nextAt ?? '') - Date.now();
    expect(inMs).toBeGreaterThan(2_000);
    expect(inMs).toBeLessThan(20_000);
    receiver.behaviour = () => 200;
    await hurry();
    const delivered = await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    expect(delivered.tries).toBe(2);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second !== undefined && isSignedWith(secret, second)).toBe(true);
  });

  it('comes to nothing in words where nobody listens, and is tried again on request', async () => {
    await create({ url: receiver.url.replace(/:\d+/, ':1') });
    await endedJob();
    const waiting = await deliveryThat('waits', ({ tookMs }) => tookMs !== null);
    expect(waiting).toMatchObject({ state: 'PENDING', responseStatus: null, detail: 'nothing listens there' });
    await world.ask('PATCH', '/webhooks/ops', { url: receiver.url });
    const again = await world.ask<Delivery>('POST', `/webhooks/ops/deliveries/${waiting.id}/retry`);
    expect(again.status).toBe(202);
    await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    const sentAgain = await world.ask<Delivery>('POST', `/webhooks/ops/deliveries/${waiting.id}/retry`);
    expect(sentAgain.body).toMatchObject({ state: 'PENDING', tries: 0, eventId: waiting.eventId });
    await receiver.got(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await world.ask('POST', '/webhooks/ops/deliveries/999999/retry')).status).toBe(404);
  });

  it('does not follow a redirect, and reads of an answer only the start', async () => {
    await create();
    receiver.behaviour = ({ path: at }, response) => {
      if (at !== '/hook') return 200;
      response.writeHead(302, { location: '/elsewhere' });
      response.end(`\u0000no${'x'.repeat(2_000_000)}`);
      return undefined;
    };
    await world.ask('POST', '/webhooks/ops/test');
    const failed = await deliveryThat('has ended', ({ state }) => state === 'FAILED');
    expect(failed).toMatchObject({ event: 'webhook.test', responseStatus: 302, tries: 1 });
    expect(failed.detail).toBe('answered 302: redirects are not followed; it leads to /elsewhere');
    expect(failed.response).toMatch(/^ nox{100,497}$/);
    expect(receiver.received).toHaveLength(1);
  });

  it('is nothing more once a receiver says that it is gone', async () => {
    const { id } = await create();
    receiver.behaviour = () => 410;
    await endedJob();
    const ended = await deliveryThat('has ended', ({ state }) => state === 'FAILED');
    expect(ended).toMatchObject({ responseStatus: 410, tries: 1 });
    expect(await webhook()).toMatchObject({ state: 'GONE', pausedBecause: expect.stringContaining('410') });
    const paused = (await world.audited('WebhookPausedGone')).filter(({ subjectId }) => subjectId === id);
    expect(paused).toMatchObject([{ detail: { name: 'ops' } }]);
    await endedJob();
    expect(await deliveries()).toHaveLength(1);
    await world.ask('PATCH', '/webhooks/ops', { paused: false });
    expect(await webhook()).toMatchObject({ state: 'ACTIVE', pausedBecause: null });
  });

  it('reaches others while receivers keep their requests open', async () => {
    const deaf = await WebhookReceiver.start();
    deaf.behaviour = () => undefined;
    const slow = ['slow-a', 'slow-b', 'slow-c'];
    for (const name of slow) await create({ name, url: deaf.url });
    for (const name of slow) for (let n = 0; n < 6; n += 1) await world.ask('POST', `/webhooks/${name}/test`);
    await deaf.got(12);
    await create();
    const startedAt = performance.now();
    await world.ask('POST', '/webhooks/ops/test');
    await receiver.got(1);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    // No more than its share is under way for each of them.
    expect(deaf.received).toHaveLength(12);
    const given = await until(
      async () => (await deliveries('slow-a', 'state=FAILED')).at(0),
      'a request was given up after its deadline',
    );
    expect(given.detail).toBe('no answer within 10 s');
    await deaf.stop();
  });

  it('is signed with both secrets for a day after a rotation', async () => {
    const { secret: before } = await create();
    const { body } = await world.ask<WebhookSecret>('POST', '/webhooks/ops/secret');
    expect(body.secret).not.toBe(before);
    await world.ask('POST', '/webhooks/ops/test');
    const [both] = await receiver.got(1);
    if (both === undefined) throw new Error('nothing came');
    expect([isSignedWith(before, both), isSignedWith(body.secret, both)]).toEqual([true, true]);
    await world.pool.query(`UPDATE webhook SET rotated_at = now() - interval '25 hours'`);
    await world.ask('POST', '/webhooks/ops/test');
    const [, one] = await receiver.got(2);
    if (one === undefined) throw new Error('nothing came');
    expect([isSignedWith(before, one), isSignedWith(body.secret, one)]).toEqual([false, true]);
  });

  it('waits while it is paused, and what happens meanwhile is not kept', async () => {
    await create();
    receiver.behaviour = () => 503;
    await endedJob();
    await deliveryThat('waits', ({ tookMs }) => tookMs !== null);
    await world.ask('PATCH', '/webhooks/ops', { paused: true });
    await hurry();
    await endedJob();
    expect(await deliveries()).toMatchObject([{ tries: 1, state: 'PENDING' }]);
    receiver.behaviour = () => 200;
    await world.ask('PATCH', '/webhooks/ops', { paused: false });
    await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    expect(await deliveries()).toHaveLength(1);
  });

  it('is nothing, and costs nothing, where there is no webhook', async () => {
    await endedJob();
    expect((await world.pool.query('SELECT FROM webhook_delivery')).rowCount).toBe(0);
  });
});

describe('private addresses', () => {
  beforeAll(() => world.startDispatcher());
  afterAll(() => world.stopDispatchers());

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])('are refused as %s', async (host) => {
    await create({ url: `http://${host}:${receiver.port}/hook` });
    await world.ask('POST', '/webhooks/ops/test');
    const refused = await deliveryThat('has ended', ({ state }) => state === 'FAILED');
    expect(refused.detail).toMatch(/^not sent: .+ a private address, and LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES/);
    expect(receiver.received).toEqual([]);
  });
});

describe('a dispatcher that dies', () => {
  it.each(WEBHOOK_FAILPOINTS)('at %s loses nothing that was to be told', async (failpoint) => {
    const { secret } = await create();
    const doomed = spawnDispatcher({ LONGSHORE_FAILPOINT: failpoint });
    // Its end is committed with the job’s; the dispatcher dies before it is told, or before it knows that it was.
    const agent = await world.playedAgent('lives', { onApply: succeed }).start();
    const id = await world.submit();
    await until(() => doomed.signalCode, 'the dispatcher was killed');
    expect(doomed.signalCode).toBe('SIGKILL');
    expect((await world.job(id)).state).toBe('SUCCEEDED');
    const sent = failpoint === 'dispatcher.before-webhook-send' ? 0 : 1;
    expect(receiver.received).toHaveLength(sent);
    await agent.stop();
    await start();
    await hurry();
    await deliveryThat('is delivered', ({ state }) => state === 'DELIVERED');
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(sent + 1);
    expect(new Set(ids).size).toBe(1);
    expect(receiver.received.every((request) => isSignedWith(secret, request))).toBe(true);
    await world.stopDispatchers();
  });
});
