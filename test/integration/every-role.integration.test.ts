import {
  type NewApiKey,
  type NewPassword,
  PERMISSIONS,
  type Permission,
  type Problem,
  permissionsOf,
  ROLES,
  type Role,
} from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openApiDocument } from '../../control-plane/src/http/openapi/openapi-document.ts';
import type { Permitted } from '../../control-plane/src/http/openapi/operation.ts';
import { asBrowser } from '../control-plane/as-browser.ts';
import { World } from '../control-plane/world.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  requestBody?: { content?: Record<string, unknown> };
  'x-longshore-permission'?: Permitted;
}

interface Row {
  method: string;
  path: string;
  takesBody: boolean;
  permission: Permitted | undefined;
}

const rows = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method): Row[] => {
    const operation = (item as Partial<Record<string, Operation>>)[method];
    if (operation === undefined) return [];
    const permission = operation['x-longshore-permission'];
    return [
      {
        method: method.toUpperCase(),
        path,
        takesBody: operation.requestBody?.content?.['application/json'] !== undefined,
        permission,
      },
    ];
  }),
);

const absent = '01999999-9999-7999-8999-999999999999';
const guarded = rows.filter(({ permission }) => permission !== 'nobody');
/** After these a session is no more. */
const endsSessions = (row: Row) => row.method === 'DELETE' && /^\/sessions?$/.test(row.path);

type Headers = Record<string, string>;

interface Person {
  id: string;
  email: string;
  password: string;
}

let world: World;
const people = new Map<Role, Person>();
const sessions = new Map<Role, Headers>();

async function signIn({ email, password }: Person): Promise<Headers> {
  const answer = await world.ask('POST', '/session', { email, password }, { authorization: '' });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return asBrowser(answer.headers);
}

async function sessionOf(role: Role): Promise<Headers> {
  const known = sessions.get(role);
  if (known !== undefined) return known;
  const person = people.get(role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  const session = await signIn(person);
  sessions.set(role, session);
  return session;
}

async function createPerson(name: string, role: Role): Promise<Person> {
  const email = `${name}@example.org`;
  const { status, body } = await world.ask<NewPassword>('POST', '/users', { name, email, role });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body.user.id, email, password: body.password };
}

async function createKey(as: Headers, body: Record<string, unknown>): Promise<NewApiKey> {
  const answer = await world.ask<NewApiKey>('POST', '/api-keys', body, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` });

/** What comes of a request; of an answer that lasts only how it begins. */
async function outcome(row: Row, headers: Headers): Promise<{ status: number; code: string | undefined }> {
  const leave = new AbortController();
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  const response = await fetch(`${world.url}/api/v1${row.path.replaceAll(/\{[^}]+\}/g, absent)}`, {
    method: row.method,
    headers: { ...(row.takesBody ? { 'content-type': 'application/json' } : {}), ...given },
    ...(row.takesBody ? { body: '{}' } : {}),
    signal: leave.signal,
  });
  const problem = response.headers.get('content-type') === 'application/problem+json';
  const code = problem ? ((await response.json()) as Problem).code : undefined;
  leave.abort();
  return { status: response.status, code };
}

/** Whoever was let in may be told that there is no such thing, but never that something went wrong within. */
function isRefusedAs({ status, code }: { status: number; code: string | undefined }): string {
  if (status === 401) return 'stranger';
  if (status === 403 && code === 'not_permitted') return 'not permitted';
  return status >= 500 ? `failed: ${status} ${code}` : 'let in';
}

beforeAll(async () => {
  world = await World.create(inject('services'));
  for (const role of ROLES) people.set(role, await createPerson(role, role));
  // Who acts is none of these, so that none is the last administrator.
});
afterAll(() => world.close());

describe('every route', () => {
  it('says who may', () => {
    for (const { method, path, permission } of rows) {
      expect(['nobody', 'signed-in', 'owner', ...PERMISSIONS], `${method} ${path}`).toContain(permission);
    }
    const open = rows
      .filter(({ permission }) => permission === 'nobody')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual(['POST /session', 'POST /session/link']);
  });

  it.each(guarded)('$method $path is closed to who is not signed in, whatever headers they make up', async (row) => {
    for (const headers of [
      {},
      bearer('lsk_made-up'),
      bearer(`lsw_${absent}.made-up`),
      bearer('lso_made-up-made-up-made-up-made-up-made-up'),
      { authorization: 'Basic YWRtaW46YWRtaW4=' },
      { cookie: 'longshore.session_token=made.up' },
      { 'x-middleware-subrequest': 'middleware:middleware:middleware', 'x-longshore-peer': '127.0.0.1' },
      { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost', 'x-original-url': '/healthz' },
      { 'x-http-method-override': 'GET', 'x-longshore-caller': 'owner' },
    ] satisfies Record<string, string>[]) {
      expect(await outcome(row, headers), JSON.stringify(headers)).toMatchObject({
        status: 401,
        code: 'not_signed_in',
      });
    }
  });

  it.each(guarded)('$method $path lets in whose role has $permission, and nobody else', async (row) => {
    for (const role of ROLES) {
      const session = await sessionOf(role);
      if (endsSessions(row)) sessions.delete(role);
      const may =
        row.permission === 'signed-in' ||
        (row.permission !== 'owner' && permissionsOf(role).has(row.permission as Permission));
      expect(isRefusedAs(await outcome(row, session)), role).toBe(may ? 'let in' : 'not permitted');
    }
  });

  it('lets a key do what is in its scope, and nothing else, and only as long as its owner may', async () => {
    const owner = await createPerson('keeper', 'admin');
    const session = await signIn(owner);
    const scope: Permission[] = ['jobs:read', 'topics:write'];
    const { key } = await createKey(session, { name: 'scoped', scope });
    const meant = permissionsOf('admin', scope);
    for (const row of guarded) {
      if (row.permission === 'signed-in' || row.permission === 'owner') continue;
      const refused = isRefusedAs(await outcome(row, bearer(key)));
      expect(refused, `${row.method} ${row.path}`).toBe(
        meant.has(row.permission as Permission) ? 'let in' : 'not permitted',
      );
    }
    await world.ask('PATCH', `/users/${owner.id}`, { role: 'viewer' });
    expect((await world.ask('GET', '/jobs', undefined, bearer(key))).status).toBe(200);
    expect((await world.ask('POST', '/topics', { name: 'x' }, bearer(key))).status).toBe(403);
    await world.ask('PATCH', `/users/${owner.id}`, { disabled: true });
    expect((await world.ask('GET', '/jobs', undefined, bearer(key))).status).toBe(401);
  });

  it('lets no key make keys, passwords or sessions, whoever it belongs to', async () => {
    const { key } = await createKey(await sessionOf('admin'), { name: 'whole' });
    const target = people.get('viewer')?.id ?? '';
    for (const [method, path, body] of [
      ['POST', '/api-keys', { name: 'another' }],
      ['POST', '/session/password', { current: 'x', next: 'a-long-password-of-mine' }],
      ['POST', `/users/${target}/password`, undefined],
      ['POST', '/session/links', undefined],
      ['DELETE', '/sessions', undefined],
    ] as const) {
      const answer = await world.ask(method, path, body, bearer(key));
      expect({ path, status: answer.status, code: answer.body.code }).toEqual({
        path,
        status: 403,
        code: 'not_permitted',
      });
    }
  });

  it('takes no key that was revoked or has expired', async () => {
    const session = await sessionOf('operator');
    const revoked = await createKey(session, { name: 'revoked' });
    expect((await world.ask('GET', '/jobs', undefined, bearer(revoked.key))).status).toBe(200);
    expect((await world.ask('DELETE', `/api-keys/${revoked.apiKey.id}`, undefined, bearer(revoked.key))).status).toBe(
      204,
    );
    expect((await world.ask('GET', '/jobs', undefined, bearer(revoked.key))).status).toBe(401);
    const expired = await createKey(session, { name: 'expired', expiresInDays: 1 });
    await world.pool.query(`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      expired.apiKey.id,
    ]);
    expect((await world.ask('GET', '/jobs', undefined, bearer(expired.key))).status).toBe(401);
  });

  it('keeps what is somebody else’s from who is not an administrator', async () => {
    const { apiKey } = await createKey(await sessionOf('admin'), { name: 'not yours' });
    const viewer = await sessionOf('viewer');
    expect((await world.ask('DELETE', `/api-keys/${apiKey.id}`, undefined, viewer)).status).toBe(404);
    const { rows: places } = await world.pool.query<{ id: string }>('SELECT id FROM user_session WHERE user_id = $1', [
      people.get('admin')?.id,
    ]);
    expect(places.length).toBeGreaterThan(0);
    for (const { id } of places) {
      expect((await world.ask('DELETE', `/sessions/${id}`, undefined, viewer)).status).toBe(404);
    }
    const list = await world.ask<{ items: { name: string }[] }>('GET', '/api-keys', undefined, viewer);
    expect(list.body.items).toEqual([]);
  });
});
