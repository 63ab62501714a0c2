import { PERMISSIONS } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleApiKey, samplePlace, sampleUser } from '../../../test/fakes/control-plane/fake-access.ts';
import { FakeControlPlane, problem } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { CommandHost } from '../command/command-host.ts';
import { createProgram } from '../command-line.ts';

const options = { nowMs: Date.parse('2026-03-01T12:04:00Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

const run = (...args: string[]) => runCli(plane, args, options);

describe('user', () => {
  it('create prints the password alone on stdout', async () => {
    const line = ['user', 'create', 'ben@example.org', '--name', 'Ben Ross', '--role', 'viewer'];
    const { stdout, stderr, exitCode } = await run(...line);
    expect({ stdout, exitCode }).toEqual({ stdout: 'made-at-random\n', exitCode: 0 });
    expect(stderr).toBe('the password of ben@example.org, viewer · it is not shown again\n');
    expect(plane.requests[0]).toMatchObject({
      method: 'POST',
      path: '/users',
      body: { name: 'Ben Ross', email: 'ben@example.org', role: 'viewer' },
      idempotencyKey: expect.any(String),
    });
    expect(JSON.parse((await run(...line, '--json')).stdout)).toMatchObject({ password: 'made-at-random' });
    expect((await run(...line.slice(0, -1), 'owner')).exitCode).toBe(2);
    expect((await run('user', 'create', 'ben@example.org', '--name', 'Ben')).stderr).toContain('--role');
  });

  it('list says how each stands', async () => {
    expect((await run('user', 'list')).stderr).toContain('longshore user create');
    plane.access.users.push(
      sampleUser(),
      sampleUser({
        email: 'ben@example.org',
        name: 'Ben',
        role: 'admin',
        disabled: true,
        lastSeenAt: null,
        sessions: 0,
      }),
    );
    const [, anna, ben] = (await run('user', 'ls')).stdout.split('\n');
    expect(anna).toMatch(/^anna@example\.org {2}Anna {2}✓ Active {4}operator {9}1 {5}2 {2}4 min ago$/);
    expect(ben).toMatch(/^ben@example\.org {3}Ben {3}■ Disabled {2}admin {12}0 {5}2 {2}never$/);
    expect(JSON.parse((await run('user', 'list', '--json')).stdout)).toEqual({ items: plane.access.users });
  });

  it('change takes the user by address, name or start of the id, and says how they stand then', async () => {
    const anna = sampleUser();
    plane.access.users.push(anna, sampleUser({ email: 'ben@example.org', name: 'Ben' }));
    expect((await run('user', 'change', 'Anna@Example.org', '--role', 'admin')).stdout).toBe(
      'anna@example.org: Anna, admin  ✓ Active\n',
    );
    expect((await run('user', 'change', 'Anna', '--disable', '--name', 'Anna B')).stdout).toBe(
      'anna@example.org: Anna B, admin  ■ Disabled\n',
    );
    expect((await run('user', 'change', anna.id, '--enable')).stdout).toContain('✓ Active');
    expect(plane.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
      { role: 'admin' },
      { name: 'Anna B', disabled: true },
      { disabled: false },
    ]);
    expect(await run('user', 'change', 'Anna B')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('nothing to change · longshore user change'),
    });
    expect((await run('user', 'change', 'Anna B', '--disable', '--enable')).exitCode).toBe(2);
  });

  it('says so when nobody fits, or several do', async () => {
    plane.access.users.push(
      sampleUser({ id: 'u-1', email: 'a@example.org', name: 'Sam' }),
      sampleUser({ id: 'u-2', email: 'b@example.org', name: 'Sam' }),
    );
    expect(await run('user', 'password', 'Eve')).toMatchObject({
      exitCode: 1,
      stderr: `no user fits "Eve" · ${plane.url} · longshore user list shows what there is\n`,
    });
    for (const several of ['Sam', 'u-']) {
      expect((await run('user', 'password', several)).stderr).toContain(
        `2 users fit "${several}" · ${plane.url} · give more of the id\n  u-1  a@example.org  Sam\n`,
      );
    }
    expect(plane.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('password prints another one, and delete forgets them', async () => {
    const anna = sampleUser();
    plane.access.users.push(anna);
    const { stdout, stderr } = await run('user', 'password', 'anna@example.org');
    expect(stdout).toBe('made-at-random\n');
    expect(stderr).toContain('their sessions are ended\n');
    expect(plane.requests.at(-1)).toMatchObject({ method: 'POST', path: `/users/${anna.id}/password` });
    const deleted = await run('user', 'delete', 'anna@example.org', 'nobody');
    expect(deleted).toMatchObject({ exitCode: 1, stdout: 'anna@example.org deleted\n' });
    expect(plane.access.users).toEqual([]);
  });
});

describe('key', () => {
  it('create prints the key alone on stdout', async () => {
    const made = await run('key', 'create', 'ci', '--scope', 'jobs:read', 'jobs:write', '--days', '90');
    expect(made.stdout).toBe('lsk_4fA99mXw\n');
    expect(made.stderr).toBe('the key ci of anna@example.org, for jobs:read, jobs:write · it is not shown again\n');
    expect(plane.requests[0]?.body).toEqual({ name: 'ci', scope: ['jobs:read', 'jobs:write'], expiresInDays: 90 });
    expect((await run('key', 'create', 'mine')).stderr).toContain('for all that its owner may');
    expect(plane.requests[1]?.body).toEqual({ name: 'mine' });
    expect((await run('key', 'create', 'ci', '--scope', 'jobs:burn')).exitCode).toBe(2);
  });

  it('offers every permission there is', () => {
    const key = createProgram(new CommandHost(new FakeTerminal())).commands.find((noun) => noun.name() === 'key');
    const scope = key?.commands[0]?.options.find(({ long }) => long === '--scope');
    expect(scope?.argChoices).toEqual(PERMISSIONS);
  });

  it('list says what each may be used for, and revoke ends it', async () => {
    expect((await run('key', 'list')).stderr).toContain('longshore key create');
    plane.access.keys.push(
      sampleApiKey({ expiresAt: '2026-03-03T12:04:00.000Z', lastUsedAt: '2026-03-01T12:00:00.000Z' }),
      sampleApiKey({ name: 'old', state: 'expired', expiresAt: '2026-02-27T12:04:00.000Z', scope: null }),
    );
    const [, ci, old] = (await run('key', 'ls')).stdout.split('\n');
    expect(ci).toMatch(
      /^ci {4}lsk_4fA9… {2}✓ Active {3}anna@example\.org {2}in 2 d {3}4 min ago {2}jobs:read, jobs:write$/,
    );
    expect(old).toMatch(
      /^old {3}lsk_4fA9… {2}! Expired {2}anna@example\.org {2}2 d ago {2}never {6}all that its owner may$/,
    );
    expect((await run('key', 'revoke', 'ci', '--json')).stdout).toMatch(
      /^\{"id":"[^"]+","name":"ci","revoked":true\}\n$/,
    );
    expect(plane.access.keys.map(({ name }) => name)).toEqual(['old']);
  });
});

describe('session', () => {
  it('list says where one is signed in', async () => {
    expect((await run('session', 'list')).stderr).toBe('you are signed in nowhere\n');
    plane.access.places.push(
      samplePlace({ id: 'session-1', here: true }),
      samplePlace({ id: 'session-2', client: null, address: null }),
    );
    const [, here, other] = (await run('session', 'ls')).stdout.split('\n');
    expect(here).toMatch(/^session-1 {2}192\.0\.2\.7 {2}Firefox 148 on Linux {2}here {7}4 min ago {2}in 6 d$/);
    expect(other).toMatch(/^session-2 {2}– {10}– {21}4 min ago {2}4 min ago {2}in 6 d$/);
  });

  it('end ends single ones, all of them, or all of a user', async () => {
    const anna = sampleUser();
    plane.access.users.push(anna);
    plane.access.places.push(samplePlace({ id: 'session-1' }), samplePlace({ id: 'session-2' }));
    expect((await run('session', 'end', 'session-1')).stdout).toBe('session-1 ended\n');
    expect((await run('session', 'end', '--all')).stdout).toBe('you are signed out everywhere\n');
    expect((await run('session', 'end', '--user', 'anna@example.org')).stdout).toBe(
      'anna@example.org is signed out everywhere\n',
    );
    expect(plane.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
      '/sessions/session-1',
      '/sessions',
      `/users/${anna.id}/sessions`,
    ]);
    for (const args of [[], ['session-1', '--all'], ['--all', '--user', 'Anna']]) {
      expect((await run('session', 'end', ...args)).exitCode).toBe(2);
    }
  });
});

describe('what no key may do', () => {
  const asked = () => plane.requests.map(({ method, path }) => `${method} ${path}`);
  const anna = ['key', 'create', 'mine', '--as', 'anna@example.org'];

  it('is done signed in by a password that is asked for, and signed out again', async () => {
    plane.access.key = 'lsk_of-nobody-here';
    const { stdout, stderr, exitCode } = await runCli(plane, anna, { typed: 'right horse' });
    expect({ stdout, exitCode }).toEqual({ stdout: 'lsk_4fA99mXw\n', exitCode: 0 });
    expect(stderr).toContain(`Password of anna@example.org at ${plane.url}: \n`);
    expect(plane.requests[0]?.body).toEqual({ email: 'anna@example.org', password: 'right horse' });
    expect(asked()).toEqual(['POST /session', 'POST /api-keys', 'DELETE /session']);
    expect(plane.access.signedIn).toBe(false);
  });

  it('is not done with a wrong password, or when the person leaves', async () => {
    expect(await runCli(plane, anna, { typed: 'wrong horse' })).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('E-mail and password do not go together · POST '),
    });
    expect(await runCli(plane, anna, { typed: 'Ctrl-C' })).toMatchObject({ exitCode: 130, stdout: '' });
    expect(await runCli(plane, anna)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('there is no terminal to ask for the password at'),
    });
    expect(asked()).toEqual(['POST /session']);
  });

  it('is done with the owner key by a one-time link', async () => {
    plane.access.key = 'lso_of-the-web-program';
    const environment = { LONGSHORE_API_KEY: plane.access.key };
    expect((await runCli(plane, ['key', 'create', 'mine'], { environment })).stdout).toBe('lsk_4fA99mXw\n');
    expect(asked()).toEqual(['POST /session/links', 'POST /session/link', 'POST /api-keys', 'DELETE /session']);
  });

  it('signs out also when it went wrong, and does not mind being signed out everywhere', async () => {
    const signedIn = (...args: string[]) =>
      runCli(plane, [...args, '--as', 'anna@example.org'], { typed: 'right horse' });
    expect((await signedIn('session', 'end', 'not-there')).exitCode).toBe(1);
    expect(plane.access.signedIn).toBe(false);
    plane.access.key = 'lsk_of-nobody-here';
    expect((await signedIn('session', 'end', '--all')).stdout).toBe('you are signed out everywhere\n');
  });

  it('says with a key how to do it', async () => {
    plane.broken = problem(403, 'not_permitted', 'This is not for API keys.', 'Sign in on the page.');
    expect(await run('key', 'create', 'mine')).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining(' · --as with your e-mail signs in for it; or do it on the settings page\n'),
    });
  });
});

describe('completion of who and what may ask', () => {
  it('gives addresses, names of keys and ids of sessions', async () => {
    plane.access.users.push(sampleUser());
    plane.access.keys.push(sampleApiKey());
    plane.access.places.push(samplePlace({ id: 'session-1' }));
    expect((await run('__complete', 'user')).stdout).toBe('anna@example.org\n');
    expect((await run('__complete', 'key')).stdout).toBe('ci\n');
    expect((await run('__complete', 'session')).stdout).toBe('session-1\n');
  });
});
