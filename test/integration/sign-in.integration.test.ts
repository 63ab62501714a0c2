import { randomBytes } from 'node:crypto';
import type { AuditEntry, NewPassword, OneTimeLink, Problem, Session, Sessions, Users } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asBrowser } from '../control-plane/as-browser.ts';
import { serveApi } from '../control-plane/serve-api.ts';
import { World } from '../control-plane/world.ts';

type Headers = Record<string, string>;
const NOBODY: Headers = { authorization: '' };

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterAll(() => world.close());

async function createPerson(role: string): Promise<NewPassword> {
  const word = randomBytes(4).toString('hex');
  const answer = await world.ask<NewPassword>('POST', '/users', { name: word, email: `${word}@example.org`, role });
  expect(answer.status).toBe(201);
  return answer.body;
}

const trySignIn = (email: string, password: string) =>
  world.ask<Problem>('POST', '/session', { email, password }, NOBODY);

async function signIn({ user, password }: NewPassword): Promise<Headers> {
  const answer = await trySignIn(user.email, password);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return asBrowser(answer.headers);
}

const statusOf = async (headers: Headers, path = '/session') =>
  (await world.ask('GET', path, undefined, headers)).status;
const lastAudit = async (action: string) =>
  (await world.ask<{ items: AuditEntry[] }>('GET', `/audit?action=${action}&limit=1`)).body.items[0];

describe('a one-time link', () => {
  it('makes the first administrator, signs in once and never again, and stands in no row', async () => {
    expect((await world.ask<Users>('GET', '/users')).body.items).toEqual([]);
    const [one, two] = await Promise.all([
      world.ask<OneTimeLink>('POST', '/session/links'),
      world.ask<OneTimeLink>('POST', '/session/links'),
    ]);
    expect(one.status).toBe(201);
    expect(one.body.path).toMatch(/^\/sign-in#\S{20,}$/);
    const token = one.body.path.split('#')[1] ?? '';
    const users = (await world.ask<Users>('GET', '/users')).body.items;
    expect(users.map(({ role, email }) => ({ role, email }))).toEqual([{ role: 'admin', email: two.body.email }]);
    const { rows } = await world.pool.query('SELECT identifier, value FROM verification');
    expect(JSON.stringify(rows)).not.toContain(token);
    const made = await lastAudit('SignInLinkMade');
    expect(made).toMatchObject({
      actor: 'owner key',
      subjectId: users[0]?.id,
      detail: { email: two.body.email, minutes: 10 },
    });
    expect(JSON.stringify(made)).not.toContain(token);

    const answer = await world.ask<Session>('POST', '/session/link', { token }, NOBODY);
    expect(answer.body.user).toMatchObject({ role: 'admin' });
    const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('longshore.session_token='));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(await statusOf(asBrowser(answer.headers))).toBe(200);

    const again = await world.ask<Problem>('POST', '/session/link', { token }, NOBODY);
    expect(again).toMatchObject({ status: 401, body: { code: 'link_used' } });
    expect((await world.ask('POST', '/session/link', { token: 'never-made' }, NOBODY)).status).toBe(401);
    expect(await lastAudit('SignedIn')).toMatchObject({ detail: { by: 'link' } });
  });

  it('is too old after ten minutes', async () => {
    const { body } = await world.ask<OneTimeLink>('POST', '/session/links');
    await world.pool.query(`UPDATE verification SET expires_at = now() - interval '1 second'`);
    const answer = await world.ask<Problem>('POST', '/session/link', { token: body.path.split('#')[1] }, NOBODY);
    expect(answer).toMatchObject({ status: 401, body: { code: 'link_used' } });
  });
});

describe('a password', () => {
  it('signs in; a wrong one and nobody’s e-mail are answered alike', async () => {
    const person = await createPerson('operator');
    const answer = await world.ask<Session>(
      'POST',
      '/session',
      { email: person.user.email.toUpperCase(), password: person.password },
      NOBODY,
    );
    expect(answer).toMatchObject({ status: 200, body: { by: 'session', user: { role: 'operator' } } });
    expect(answer.body.permissions).toContain('jobs:write');
    expect(answer.body.permissions).not.toContain('users:read');
    const wrong = await trySignIn(person.user.email, 'not the password');
    const unknown = await trySignIn('nobody@example.org', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    expect(unknown.body).toEqual(wrong.body);
    expect(await lastAudit('SignedIn')).toMatchObject({ actor: person.user.email, detail: { by: 'password' } });
  });

  it('that is guessed a thousand times is slowed, then locked with a reason, also for the right one', async () => {
    const person = await createPerson('viewer');
    const { email } = person.user;
    const seen = new Map<string, number>();
    let tries = 0;
    // Whoever guesses has time: what would be waited for is taken off the clock of the failures.
    for (let guess = 0; guess < 1_000; guess += 1) {
      const { status, body, headers } = await trySignIn(email, `guess ${guess}`);
      seen.set(body.code, (seen.get(body.code) ?? 0) + 1);
      if (status === 401) tries += 1;
      if (status === 423) break;
      if (status === 429) {
        const seconds = Number(headers.get('retry-after'));
        expect(seconds).toBeGreaterThan(0);
        expect(body.detail).toContain(`${seconds} s`);
        await world.pool.query(`UPDATE sign_in_failure SET last_at = last_at - make_interval(secs => $1)`, [seconds]);
      }
    }
    expect(tries).toBe(12);
    expect(seen.get('sign_in_slowed')).toBeGreaterThan(0);
    const locked = await trySignIn(email, person.password);
    expect(locked).toMatchObject({ status: 423, body: { code: 'sign_in_locked' } });
    expect(locked.body.detail).toMatch(/until 20\d\d-/);
    expect(await lastAudit('SignInRefused')).toMatchObject({ subjectId: email, detail: { locked: 'account' } });

    // An administrator's new password unlocks it.
    const { body: renewed } = await world.ask<NewPassword>('POST', `/users/${person.user.id}/password`);
    await world.pool.query(`DELETE FROM sign_in_failure WHERE subject LIKE 'address/%'`);
    expect((await trySignIn(email, renewed.password)).status).toBe(200);
    expect((await trySignIn(email, person.password)).status).toBe(401);
  }, 120_000);

  it('that is guessed a hundred times at once, at two web programs, is looked at no more often than one by one', async () => {
    const person = await createPerson('viewer');
    await world.pool.query('DELETE FROM sign_in_failure');
    const other = await serveApi();
    try {
      const startedAt = performance.now();
      const guesses = await Promise.all(
        Array.from({ length: 100 }, async (_, guess) => {
          const response = await fetch(`${[world.url, other.url][guess % 2]}/api/v1/session`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ email: person.user.email, password: `guess ${guess}` }),
          });
          return ((await response.json()) as Problem).code;
        }),
      );
      const seconds = (performance.now() - startedAt) / 1000;
      // Only a password that was looked at is answered as wrong: five at once, then one after each wait of 1, 2, 4 … s.
      const lookedAt = guesses.filter((code) => code === 'wrong_credentials').length;
      expect(lookedAt).toBeGreaterThanOrEqual(5);
      expect(lookedAt).toBeLessThanOrEqual(5 + Math.floor(Math.log2(seconds + 1)));
      expect(guesses.filter((code) => code === 'sign_in_slowed')).toHaveLength(100 - lookedAt);
      const { rows } = await world.pool.query('SELECT DISTINCT failures FROM sign_in_failure');
      expect(rows).toEqual([{ failures: lookedAt }]);
    } finally {
      await other.close();
    }
  });

  it('that is right takes back what it counted while it was looked at, of the address too', async () => {
    const person = await createPerson('viewer');
    await world.pool.query('DELETE FROM sign_in_failure');
    expect((await trySignIn(person.user.email, 'wrong')).status).toBe(401);
    const before = await world.pool.query(`SELECT * FROM sign_in_failure WHERE subject LIKE 'address/%'`);
    await signIn(person);
    const after = await world.pool.query('SELECT * FROM sign_in_failure');
    expect(after.rows).toEqual(before.rows);
    expect(after.rows).toMatchObject([{ failures: 1 }]);
  });

  it('is changed by who has it, which signs out everywhere else; it stands nowhere as it is', async () => {
    const person = await createPerson('viewer');
    const [here, there] = [await signIn(person), await signIn(person)];
    const change = (current: string, next: string) =>
      world.ask<Problem>('POST', '/session/password', { current, next }, here);
    expect(await change('wrong', 'quite a long password')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'current' }] },
    });
    expect(await change(person.password, 'short')).toMatchObject({ status: 422, body: { errors: [{ path: 'next' }] } });
    expect((await change(person.password, 'quite a long password')).status).toBe(204);
    expect(await statusOf(here)).toBe(200);
    expect(await statusOf(there)).toBe(401);
    expect((await trySignIn(person.user.email, person.password)).status).toBe(401);
    expect((await trySignIn(person.user.email, 'quite a long password')).status).toBe(200);
    const { rows } = await world.pool.query('SELECT password FROM user_credential');
    expect(JSON.stringify(rows)).not.toContain('quite a long password');
  });
});

describe('a session', () => {
  it('is no more after signing out, wherever its cookie was copied to', async () => {
    const person = await createPerson('viewer');
    const [here, there] = [await signIn(person), await signIn(person)];
    const { body } = await world.ask<Sessions>('GET', '/sessions', undefined, here);
    expect(body.items.map((place) => place.here).sort()).toEqual([false, true]);
    const out = await world.ask('DELETE', '/session', undefined, here);
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().join()).toMatch(/longshore\.session_token=;[^,]*Max-Age=0/i);
    expect(await statusOf(here)).toBe(401);
    expect(await statusOf(there)).toBe(200);
    expect((await world.ask('DELETE', '/sessions', undefined, there)).status).toBe(204);
    expect(await statusOf(there)).toBe(401);
  });

  it('ends when its user is disabled or deleted, or is signed out by an administrator', async () => {
    const person = await createPerson('operator');
    const first = await signIn(person);
    expect((await world.ask('DELETE', `/users/${person.user.id}/sessions`)).status).toBe(204);
    expect(await statusOf(first)).toBe(401);
    const second = await signIn(person);
    await world.ask('PATCH', `/users/${person.user.id}`, { disabled: true });
    expect(await statusOf(second)).toBe(401);
    expect(await trySignIn(person.user.email, person.password)).toMatchObject({
      status: 403,
      body: { code: 'user_disabled' },
    });
    await world.ask('PATCH', `/users/${person.user.id}`, { disabled: false });
    const third = await signIn(person);
    expect((await world.ask('DELETE', `/users/${person.user.id}`)).status).toBe(204);
    expect(await statusOf(third)).toBe(401);
  });

  it('whose role is lowered may less with its next request', async () => {
    const person = await createPerson('admin');
    const session = await signIn(person);
    expect(await statusOf(session, '/users')).toBe(200);
    await world.ask('PATCH', `/users/${person.user.id}`, { role: 'viewer' });
    expect(await statusOf(session, '/users')).toBe(403);
    expect(await statusOf(session, '/jobs')).toBe(200);
  });

  it.each([
    ['signed out', (id: string) => world.ask('DELETE', `/users/${id}/sessions`)],
    ['disabled', (id: string) => world.ask('PATCH', `/users/${id}`, { disabled: true })],
  ])('that is %s has its event stream ended at once', async (_, end) => {
    const person = await createPerson('viewer');
    const session = await signIn(person);
    const response = await fetch(`${world.url}/api/v1/events`, { headers: { cookie: session.cookie ?? '' } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('retry:');
    await end(person.user.id);
    const endedAt = Date.now();
    for (;;) if ((await reader?.read())?.done !== false) break;
    expect(Date.now() - endedAt).toBeLessThan(5_000);
  });
});

describe('people', () => {
  it('are made once by e-mail, and the last administrator stays one', async () => {
    const person = await createPerson('viewer');
    const twice = await world.ask('POST', '/users', { name: 'x', email: person.user.email, role: 'viewer' });
    expect(twice).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    const admins = (await world.ask<Users>('GET', '/users')).body.items.filter(
      ({ role, disabled }) => role === 'admin' && !disabled,
    );
    const [last, ...others] = admins;
    for (const { id } of others) await world.ask('DELETE', `/users/${id}`);
    for (const [method, body] of [
      ['PATCH', { role: 'viewer' }],
      ['PATCH', { disabled: true }],
      ['DELETE', undefined],
    ] as const) {
      expect(await world.ask(method, `/users/${last?.id}`, body)).toMatchObject({
        status: 409,
        body: { code: 'last_administrator' },
      });
    }
  });
});
