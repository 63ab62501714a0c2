import type { AuditActors, AuditEntry, AuditRecord, NewApiKey, NewPassword } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { forgetAuditEntries } from '../../control-plane/src/dispatcher/forget-audit-entries.ts';
import { asBrowser } from '../control-plane/as-browser.ts';
import { OWNER_KEY, showing } from '../control-plane/owner-key.ts';
import { World } from '../control-plane/world.ts';

interface Page {
  items: AuditEntry[];
  next: string | null;
}

let world: World;
let jobId: string;
let deletedId: string;

beforeAll(async () => {
  world = await World.create(inject('services'));
  jobId = await world.submit({ name: 'nightly orders' });
  await world.ask('PATCH', `/jobs/${jobId}`, { priority: 70 }, { 'user-agent': 'longshore-cli/0.1.0' });
  await world.ask('POST', `/jobs/${jobId}/stop`, undefined, { origin: world.url, 'x-forwarded-for': '203.0.113.9' });
  deletedId = await world.submit({ name: 'gone by now' });
  await world.pool.query(`UPDATE job SET state = 'STOPPED', ended_at = now() WHERE id = $1`, [deletedId]);
  await world.ask('DELETE', `/jobs/${deletedId}`);
  await world.ask('POST', '/schedules', {
    name: 'each-night',
    cron: '30 2 * * *',
    zone: 'UTC',
    job: { kind: 'container', image: 'tool:1' },
  });
  // Old ones, by somebody else: more than one page, and than one batch.
  await world.pool.query(`
    INSERT INTO audit (at, actor, action, subject_type, subject_id, detail)
    SELECT now() - interval '3 days', 'agent:eu-1', 'AgentRestarted', 'agent', 'eu-1', jsonb_build_object('n', n)
    FROM generate_series(1, 1234) n`);
});
afterAll(() => world?.close());

const list = async (query = ''): Promise<Page> => (await world.ask<Page>('GET', `/audit?${query}`)).body;
const actions = ({ items }: Page): string[] => items.map(({ action }) => action);
const exported = (query: string): Promise<Response> =>
  fetch(`${world.url}/api/v1/audit/export?${query}`, { headers: showing(OWNER_KEY) });

describe('the audit log', () => {
  it('tells who did what, when, to what and from where, the newest first', async () => {
    const page = await list('since=1h');
    expect(actions(page)).toEqual([
      'ScheduleCreated',
      'JobDeleted',
      'JobSubmitted',
      'JobStopRequested',
      'JobChanged',
      'JobSubmitted',
    ]);
    expect(page.next).toBeNull();
    const [made, , , stopped, changed, submitted] = page.items;
    expect(submitted).toMatchObject({
      actor: 'owner key',
      subjectType: 'job',
      subjectId: jobId,
      origin: '127.0.0.1 · program',
      detail: { name: 'nightly orders', kind: 'container', image: 'tool:1' },
      now: { name: 'nightly orders', jobId },
    });
    expect(Math.abs(Date.now() - Date.parse(submitted?.at ?? ''))).toBeLessThan(60_000);
    expect(changed).toMatchObject({ origin: '127.0.0.1 · command line 0.1.0', detail: { priority: 70 } });
    expect(stopped?.origin).toBe('127.0.0.1, for 203.0.113.9 · page');
    expect(made).toMatchObject({ subjectType: 'schedule', now: { name: 'each-night', jobId: null } });
  });

  it('keeps the name of what is gone, and says that it is gone', async () => {
    const { items } = await list(`subject=${deletedId}&action=JobDeleted`);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ detail: { name: 'gone by now' }, now: null });
  });

  it.each([
    ['action=JobSubmitted,JobDeleted', 3],
    ['action=JobSubmitted&action=JobDeleted', 3],
    ['actor=agent:eu-1&limit=200', 200],
    ['actor=agent:eu', 0],
    ['subjectType=schedule', 1],
    ['subjectType=agent&subject=eu-2', 0],
    ['since=1h', 6],
    ['until=2d&limit=200', 200],
    ['since=4d&until=2d&limit=1', 1],
    ['since=2000-01-01&until=2000-01-02', 0],
    ['q=NIGHTLY', 2],
    ['q=203.0.113', 1],
    ['q=%25', 0],
    ['q=_', 0],
  ])('is narrowed by %s', async (query, count) => {
    expect((await list(query)).items).toHaveLength(count);
  });

  it('goes on where the page before ended, also while more is written', async () => {
    const first = await list('limit=4');
    await world.pool.query(
      `INSERT INTO audit (actor, action, subject_type, subject_id, detail) VALUES ('test', 'AgentLost', 'agent', 'x', '{}')`,
    );
    const second = await list(`limit=4&cursor=${first.next}`);
    const both = await list('limit=9');
    expect(actions(both)).toEqual(['AgentLost', ...actions(first), ...actions(second)]);
    await world.pool.query(`DELETE FROM audit WHERE actor = 'test'`);
  });

  it.each([
    ['action=MoonLanded', 'action[0]'],
    ['subjectType=moon', 'subjectType'],
    ['since=yesterday', 'since'],
    ['until=2026-02-30', 'until'],
    ['limit=201', 'limit'],
    ['limit=0', 'limit'],
    [`cursor=${Buffer.from('["x"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('[1e30]').toString('base64url')}`, 'cursor'],
    ['q=a%00b', 'q'],
    ['colour=blue', 'colour'],
  ])('refuses %s, naming the field', async (query, path) => {
    const { status, body } = await world.ask('GET', `/audit?${query}`);
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 422, path });
  });
});

describe('who stands in the audit log', () => {
  it('is told once each, whoever did something last first, people with the key that they used', async () => {
    const anna = { name: 'Anna', email: 'anna@example.org', role: 'operator' };
    const { password } = (await world.ask<NewPassword>('POST', '/users', anna)).body;
    const signedIn = await world.ask('POST', '/session', { email: anna.email, password }, { authorization: '' });
    const session = asBrowser(signedIn.headers);
    const { key } = (await world.ask<NewApiKey>('POST', '/api-keys', { name: 'night shift' }, session)).body;
    const topic = { name: 'made-by-a-key', partitions: 1 };
    expect((await world.ask('POST', '/topics', topic, showing(key))).status).toBe(201);
    const { status, body } = await world.ask<AuditActors>('GET', '/audit/actors');
    expect(status).toBe(200);
    const actors = body.items.map(({ actor }) => actor);
    expect(actors.slice(0, 2)).toEqual(['anna@example.org (key night shift)', 'anna@example.org']);
    expect(actors).toEqual(expect.arrayContaining(['owner key', 'agent:eu-1']));
    expect(new Set(actors).size).toBe(actors.length);
    const times = body.items.map(({ lastAt }) => Date.parse(lastAt));
    expect(times[0]).toBeGreaterThan(Date.now() - 60_000);
    // Each finds what it did, as it is told.
    for (const actor of actors) {
      expect((await list(`actor=${encodeURIComponent(actor)}`)).items.length, actor).toBeGreaterThan(0);
    }
  });
});

describe('an export of the audit log', () => {
  it('has every entry that fits, once, a JSON object a line', async () => {
    const response = await exported('actor=agent:eu-1');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="longshore-audit.ndjson"');
    const lines = (await response.text()).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as AuditRecord);
    expect(records.map(({ detail }) => detail.n)).toEqual(Array.from({ length: 1_234 }, (_, index) => 1_234 - index));
    expect(Object.keys(records[0] ?? {})).toEqual([
      'id',
      'at',
      'actor',
      'action',
      'subjectType',
      'subjectId',
      'origin',
      'detail',
    ]);
  });

  it('is CSV with a header where that is wanted, without a formula in it', async () => {
    await world.ask('PATCH', `/jobs/${jobId}`, { name: '=HYPERLINK("http://a.example","b")' });
    const response = await exported('format=csv&since=1h');
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    const [header, newest] = (await response.text()).split('\r\n');
    expect(header).toBe(
      '"id","at","actor","action","what","subject_type","subject_id","subject_name","origin","detail"',
    );
    expect(newest).toContain(`"'=HYPERLINK(""http://a.example"",""b"")"`);
    expect(newest).toContain('"Job changed"');
  });

  it('is empty where nothing fits, but for the header', async () => {
    expect(await (await exported('actor=nobody')).text()).toBe('');
    expect((await (await exported('actor=nobody&format=csv')).text()).split('\r\n')).toHaveLength(2);
  });

  it('refuses what the list refuses, and formats that there are not', async () => {
    for (const query of ['format=xml', 'limit=5', 'since=yesterday']) {
      const response = await exported(query);
      expect(response.status, query).toBe(422);
    }
  });
});

describe('what is done to many jobs at once', () => {
  it('is told of each of them, with where it was asked from', async () => {
    const ids = await Promise.all(['one', 'two'].map((name) => world.submit({ name })));
    await world.ask('POST', '/jobs/stop', { ids });
    await world.pool.query(`UPDATE job SET state = 'STOPPED', ended_at = now() WHERE id = ANY($1)`, [ids]);
    await world.ask('POST', '/jobs/rerun', { ids });
    await world.ask('POST', '/jobs/delete', { ids });
    const { items } = await list('since=1h&q=two');
    expect(items.map(({ action, origin }) => [action, origin])).toEqual([
      ['JobDeleted', '127.0.0.1 · program'],
      ['JobSubmitted', '127.0.0.1 · program'],
      ['JobStopRequested', '127.0.0.1 · program'],
      ['JobSubmitted', '127.0.0.1 · program'],
    ]);
  });
});

describe('old entries of the audit log', () => {
  it('are forgotten, however many, which is told; younger ones stay', async () => {
    const count = async (): Promise<number> =>
      (await world.pool.query(`SELECT count(*)::int AS n FROM audit WHERE actor = 'long-ago'`)).rows[0].n;
    const before = (await world.pool.query('SELECT count(*)::int AS n FROM audit')).rows[0].n;
    await world.pool.query(`
      INSERT INTO audit (at, actor, action, subject_type, subject_id, detail)
      SELECT now() - interval '399 days' - n % 2 * interval '2 days', 'long-ago', 'AgentRestarted', 'agent', 'eu-9', '{}'
      FROM generate_series(1, 12002) n`);
    expect(await forgetAuditEntries(world.pool, 400)).toBe(6_001);
    expect(await count()).toBe(6_001);
    expect(await world.audited('AuditForgotten')).toMatchObject([{ detail: { entries: 6_001, olderThanDays: 400 } }]);
    expect((await world.pool.query('SELECT count(*)::int AS n FROM audit')).rows[0].n).toBe(before + 6_001 + 1);
    expect(await forgetAuditEntries(world.pool, 400)).toBe(0);
    await world.pool.query(`DELETE FROM audit WHERE actor = 'long-ago' OR action = 'AuditForgotten'`);
  });
});
