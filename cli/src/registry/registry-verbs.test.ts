import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane, problem } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleRegistry } from '../../../test/fakes/control-plane/fake-registries.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';

const login = ['registry', 'login', 'ghcr.io', '--username', 'anna'];
const fromStdin = [...login, '--password-stdin'];

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

describe('registry login', () => {
  it('asks at a terminal, and says the password to the control plane alone', async () => {
    const { stdout, stderr, exitCode } = await runCli(plane, login, { typed: 'h u n t e r 2' });
    expect(exitCode).toBe(0);
    expect(plane.requests).toEqual([
      expect.objectContaining({
        method: 'PUT',
        path: '/registries/ghcr.io',
        body: { username: 'anna', password: 'h u n t e r 2' },
      }),
    ]);
    expect(stderr).toMatch(/^Password or token of anna at ghcr\.io: \n/);
    expect(stdout).toBe('ghcr.io: credentials of anna are kept\n');
    expect(stdout + stderr).not.toContain('h u n t');
  });

  it.each([
    ['token', 'token'],
    ['token\n', 'token'],
    ['token\r\n', 'token'],
    [' to ken \n\n', ' to ken \n'],
  ])('takes %j from standard input without the line break at its end', async (stdin, password) => {
    const { stdout, exitCode } = await runCli(plane, [...fromStdin, '--json'], { stdin });
    expect(exitCode).toBe(0);
    expect(plane.requests[0]?.body).toEqual({ username: 'anna', password });
    expect(JSON.parse(stdout)).toEqual({ registry: 'ghcr.io', username: 'anna' });
  });

  it('shows nothing of what is typed even where standard input was asked for', async () => {
    const { stderr } = await runCli(plane, fromStdin, { typed: 'token' });
    expect(stderr).toContain('Password or token of anna at ghcr.io: \n');
    expect(plane.requests[0]?.body).toEqual({ username: 'anna', password: 'token' });
  });

  it.each([
    [fromStdin, { stdin: '\n' }],
    [login, { typed: '' }],
  ])('refuses an empty password: %j', async (args, options) => {
    const { stderr, exitCode } = await runCli(plane, args, options);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'the password is empty · longshore registry login · give the password of anna, or an access token\n',
    );
    expect(plane.requests).toEqual([]);
  });

  it('says how a script gives the password where there is no terminal', async () => {
    const { stderr, exitCode } = await runCli(plane, login, { stdin: 'token' });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'there is no terminal to ask for the password at · longshore registry login · --password-stdin reads it from standard input\n',
    );
  });

  it('keeps nothing and ends with 130 when the person leaves', async () => {
    const { stdout, stderr, exitCode } = await runCli(plane, login, { typed: 'Ctrl-C' });
    expect(exitCode).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('nothing was kept\n');
    expect(plane.requests).toEqual([]);
  });

  it('refuses what names no registry before it asks for anything', async () => {
    const bad = await runCli(plane, ['registry', 'login', 'acme/tool', '--username', 'anna'], { typed: 'token' });
    expect(bad.exitCode).toBe(2);
    expect(bad.stderr).toMatch(/^"acme\/tool" names no registry · give the host of a registry as images name it/);
    expect(plane.requests).toEqual([]);
  });

  it('takes an address that was pasted for the registry that it names', async () => {
    const args = ['registry', 'login', 'https://index.docker.io/v1/', '-u', 'anna', '--password-stdin'];
    await runCli(plane, args, { stdin: 'token' });
    expect(plane.requests[0]?.path).toBe('/registries/docker.io');
  });

  it('needs a name, takes no password as an argument, and shows examples first', async () => {
    expect((await runCli(plane, ['registry', 'login', 'ghcr.io'])).stderr).toContain('--username');
    const { stdout } = await runCli(plane, ['registry', 'login', '--help']);
    expect(stdout).toMatch(/^Examples:\n/);
    expect(stdout).not.toMatch(/--password\b(?!-stdin)/);
  });

  it('hands on what the control plane says when it has no key', async () => {
    plane.broken = problem(503, 'no_secret_key', 'The control plane has no key.', 'Set LONGSHORE_SECRET_KEY.');
    const { stderr, exitCode } = await runCli(plane, fromStdin, { stdin: 'token\n' });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /^The control plane has no key · PUT .*\/registries\/ghcr\.io · Set LONGSHORE_SECRET_KEY\n$/,
    );
    expect(stderr).not.toContain('token');
  });
});

describe('registry list', () => {
  it('shows who signs in where, since when, and for how many jobs', async () => {
    plane.registries.items.push(
      sampleRegistry({ jobs: 12 }),
      sampleRegistry({ registry: 'registry.example.org:5000', username: 'build', usable: false }),
    );
    const nowMs = Date.parse('2026-03-01T12:04:00Z');
    const { stdout, stderr } = await runCli(plane, ['registry', 'ls'], { nowMs });
    const [, first, second] = stdout.split('\n');
    expect(first).toMatch(/^ghcr\.io {2,}✓ Kept {2,}anna {2,}12 {2}4 min ago$/);
    expect(second).toMatch(/^registry\.example\.org:5000 {2}! Unreadable {2}build {2,}0 {2}4 min ago$/);
    expect(stderr).toBe(
      'registry.example.org:5000: kept under a key that is gone · longshore registry login registry.example.org:5000 --username build\n',
    );
    const json = await runCli(plane, ['registry', 'list', '--json']);
    expect(JSON.parse(json.stdout)).toEqual(plane.registries);
  });

  it('says what keeps the first', async () => {
    const { stdout, stderr, exitCode } = await runCli(plane, ['registry', 'list']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
    expect(stderr).toContain('longshore registry login ghcr.io --username NAME');
  });

  it('says that the control plane has no key, rather than that one should sign in', async () => {
    plane.registries.ready = false;
    const none = await runCli(plane, ['registry', 'list']);
    expect(none.stderr).toMatch(/^the control plane has no key .* LONGSHORE_SECRET_KEY .*openssl rand -base64 32/);
    expect(none.stderr).not.toContain('registry login');
    plane.registries.items.push(sampleRegistry({ usable: false }));
    const one = await runCli(plane, ['registry', 'list']);
    expect(one.stdout).toContain('! Unreadable');
    expect(one.stderr).toBe(none.stderr);
  });
});

describe('registry logout', () => {
  it('forgets several, one after another, and says of which there were none', async () => {
    plane.registries.items.push(sampleRegistry(), sampleRegistry({ registry: 'docker.io' }));
    const args = ['registry', 'logout', 'ghcr.io', 'gone.example.org', 'no registry', 'docker.io'];
    const { stdout, stderr, exitCode } = await runCli(plane, args);
    expect(stdout).toBe('ghcr.io forgotten\ndocker.io forgotten\n');
    expect(stderr).toContain('No credentials are kept for gone.example.org');
    expect(stderr).toContain('longshore registry list shows those that are');
    expect(stderr).toContain('"no registry" names no registry');
    expect(exitCode).toBe(2);
    expect(plane.registries.items).toEqual([]);
  });

  it('speaks JSON, one object a line', async () => {
    plane.registries.items.push(sampleRegistry());
    const { stdout } = await runCli(plane, ['registry', 'logout', 'ghcr.io', '--json']);
    expect(JSON.parse(stdout)).toEqual({ registry: 'ghcr.io', deleted: true });
  });

  it('is completed by the registries that there are', async () => {
    plane.registries.items.push(sampleRegistry({ registry: 'registry.example.org:5000' }));
    expect((await runCli(plane, ['__complete', 'registry'])).stdout).toBe('registry.example.org:5000\n');
  });
});
