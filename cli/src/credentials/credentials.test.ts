import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane, problem } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { runCommandLine } from '../command-line.ts';
import { CredentialsFile } from './credentials-file.ts';
import { isLoopback, warnOfOpenWay } from './find-key.ts';

const KEY = 'lsk_4fA9xQ2mWc7Tz';

let plane: FakeControlPlane;
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-credentials-'));
  plane = await new FakeControlPlane().start();
});
afterEach(async () => {
  await plane.stop();
  await rm(home, { recursive: true });
});

const path = () => join(home, 'longshore/credentials.json');
const run = (args: readonly string[], options: { typed?: string; stdin?: string; key?: string } = {}) => {
  const { key, ...others } = options;
  const environment = { XDG_CONFIG_HOME: home, ...(key === undefined ? {} : { LONGSHORE_API_KEY: key }) };
  return runCli(plane, args, { ...others, environment });
};
const shown = () => plane.requests.map(({ authorization }) => authorization);

describe('the key of a request', () => {
  it('is none where none is known', async () => {
    await run(['job', 'list']);
    expect(shown()).toEqual([undefined]);
  });

  it('is that of the environment, before one that is kept', async () => {
    await run(['login', '--key', KEY]);
    await run(['job', 'list']);
    await run(['job', 'list'], { key: 'lsk_of-the-environment' });
    expect(shown()).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`, 'Bearer lsk_of-the-environment']);
  });

  it('is kept for one control plane, and not shown to another', async () => {
    await using other = await new FakeControlPlane().start();
    await run(['login', '--key', KEY]);
    await runCli(other, ['job', 'list'], { environment: { XDG_CONFIG_HOME: home } });
    expect(other.requests.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('goes with streams and exports too', async () => {
    plane.access.key = KEY;
    plane.change('01997f00-0000-7000-8000-000000000001', { name: 'nightly', state: 'SUCCEEDED' });
    const attached = await run(['job', 'attach', '01997f00-0000-7000-8000-000000000001'], { key: KEY });
    expect(attached.exitCode).toBe(0);
    expect((await run(['audit', 'export'], { key: KEY })).exitCode).toBe(0);
    expect(new Set(shown())).toEqual(new Set([`Bearer ${KEY}`]));
  });
});

describe('login', () => {
  it('asks at the terminal, looks whether the key is known, and keeps it for this user alone', async () => {
    plane.access.key = KEY;
    const { stdout, stderr, exitCode } = await run(['login'], { typed: KEY });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${plane.url}: Anna <anna@example.org>, operator\n`);
    expect(stderr).toBe(`Key for ${plane.url}: \nthe key is kept in ${path()}\n`);
    expect(stdout + stderr).not.toContain(KEY);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'longshore'))).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({ controlPlanes: { [plane.url]: { key: KEY } } });
    // Nothing half-written is left beside it.
    expect(await readdir(join(home, 'longshore'))).toEqual(['credentials.json']);
  });

  it('keeps nothing that is not known, and ends with 4', async () => {
    plane.access.key = KEY;
    const { stdout, stderr, exitCode } = await run(['login', '--key-stdin'], { stdin: 'lsk_somebody-elses\n' });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 4 });
    expect(stderr).toBe(
      `The key is not known · GET ${plane.url}/api/v1/session · look whether it was copied whole, is of this control plane, or has ended\n`,
    );
    await expect(stat(path())).rejects.toThrow('ENOENT');
  });

  it.each([
    [['login', '--key', ''], {}, 'the key is empty'],
    [['login'], { typed: 'not a key' }, 'this is no key'],
    [['login'], { stdin: KEY }, 'there is no terminal to ask for the key at'],
    [['login', '--key', KEY, '--key-stdin'], { stdin: KEY }, '--key, --key-stdin and --as exclude each other'],
  ])('refuses %j with %j before it asks the control plane', async (args, options, what) => {
    const { stderr, exitCode } = await run(args, options);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${what} · longshore login · `);
    expect(stderr).not.toContain('not a key ·');
    expect(plane.requests).toEqual([]);
  });

  it('ends with 130 when the person leaves', async () => {
    expect(await run(['login'], { typed: 'Ctrl-C' })).toMatchObject({
      exitCode: 130,
      stderr: expect.stringContaining('nothing was kept\n'),
    });
  });

  it('makes a key for this machine when one signs in instead', async () => {
    const { exitCode, stderr } = await run(['login', '--as', 'anna@example.org'], { typed: 'right horse' });
    expect(exitCode).toBe(0);
    expect(plane.requests[1]).toMatchObject({
      path: '/api-keys',
      body: { name: expect.stringMatching(/^longshore on ./) },
    });
    expect(await new CredentialsFile(path()).keyFor(plane.url)).toBe('lsk_4fA99mXw');
    expect(stderr).not.toContain('horse');
  });

  it('says that the environment goes before it', async () => {
    const { stderr } = await run(['login', '--key', KEY], { key: 'lsk_of-the-environment' });
    expect(stderr).toContain('LONGSHORE_API_KEY is set and goes before it\n');
    expect(shown()).toEqual([`Bearer ${KEY}`]);
  });
});

describe('logout and whoami', () => {
  it('forget the key of one control plane and leave the others', async () => {
    const file = new CredentialsFile(path());
    await file.keep('https://other.example.org/base', 'lsk_of-the-other');
    await run(['login', '--key', KEY]);
    expect((await run(['logout'])).stdout).toBe(`${plane.url}: the key is forgotten here\n`);
    expect((await run(['logout'])).stdout).toBe(`${plane.url}: no key was kept\n`);
    expect(await file.keyFor('https://OTHER.example.org:443/base/')).toBe('lsk_of-the-other');
    expect(await file.forget('https://other.example.org/base')).toBe(true);
    await expect(stat(path())).rejects.toThrow('ENOENT');
  });

  it('say who asks and what they may do', async () => {
    const { stdout } = await run(['whoami'], { key: KEY });
    expect(stdout).toMatch(/^Anna <anna@example\.org>, operator\nControl plane +http/);
    expect(stdout).toMatch(/\nAsks with +an API key\nMay +jobs:read, jobs:write/);
    plane.access.session = { user: null, by: 'owner-key', permissions: ['jobs:read'], expiresAt: null };
    expect((await run(['whoami'])).stdout).toMatch(/^the owner of the control plane\n/);
    expect(JSON.parse((await run(['whoami', '--json'])).stdout)).toEqual(plane.access.session);
  });
});

describe('open', () => {
  it('prints a link that signs in once, alone on stdout', async () => {
    const { stdout, stderr } = await run(['open'], { key: 'lso_of-the-web-program' });
    expect(stdout).toBe(`${plane.url}/sign-in#once\n`);
    expect(stderr).toBe('signs in as owner@longshore.local, once, within ten minutes\n');
    expect(plane.requests[0]).toMatchObject({ method: 'POST', path: '/session/links', body: {} });
    expect(shown()).toEqual(['Bearer lso_of-the-web-program']);
    expect(JSON.parse((await run(['open', '--json'])).stdout)).toMatchObject({ url: `${plane.url}/sign-in#once` });
  });
});

describe('who is not let in', () => {
  it('is told how, by where the key is from, and never the key', async () => {
    plane.access.key = KEY;
    const none = await run(['job', 'list']);
    expect(none).toMatchObject({ exitCode: 4, stdout: '' });
    expect(none.stderr).toContain('Nobody is signed in · GET ');
    expect(none.stderr).toContain(' · longshore login keeps a key for this control plane, or set LONGSHORE_API_KEY');
    const wrong = await run(['job', 'list'], { key: 'lsk_somebody-elses' });
    expect(wrong.stderr).toContain('LONGSHORE_API_KEY does not count here');
    expect(wrong.stderr).not.toContain('somebody');
    await new CredentialsFile(path()).keep(plane.url, 'lsk_that-has-ended');
    expect((await run(['job', 'list'])).stderr).toContain('longshore login keeps another');
  });

  it('is told what they lack, and ends with 4', async () => {
    plane.broken = problem(403, 'not_permitted', 'This needs the role operator.');
    expect(await run(['job', 'list'])).toMatchObject({
      exitCode: 4,
      stderr: `This needs the role operator · GET ${plane.url}/api/v1/jobs?limit=30 · longshore whoami shows who asks, and what they may do\n`,
    });
  });

  it('is told when to ask again', async () => {
    plane.broken = {
      ...problem(429, 'too_many_requests', 'Too many requests.'),
      headers: { 'retry-after': '30' },
    };
    expect(await run(['job', 'list'])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('Too many requests · GET '),
    });
    expect((await run(['job', 'list'])).stderr).toContain(' · ask again in 30 s\n');
  });
});

describe('the file of keys', () => {
  it.each(['', '{', '[]', '{"controlPlanes":{"https://a.example":{"key":"two words"}}}'])(
    'that holds %j is not taken for none, and not repeated',
    async (text) => {
      await mkdir(join(home, 'longshore'));
      await writeFile(path(), text, { mode: 0o600 });
      const { stderr, exitCode } = await run(['job', 'list']);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`· ${path()} · correct or delete it`);
      expect(stderr).not.toContain('two words');
      expect(plane.requests).toEqual([]);
    },
  );

  it('is told to be closed when others can read it', async () => {
    await new CredentialsFile(path()).keep(plane.url, KEY);
    await chmod(path(), 0o644);
    expect((await run(['job', 'list'])).stderr).toContain(`! others can read the keys in ${path()} · chmod 600`);
  });
});

describe('a key on its way', () => {
  it.each([
    ['http://127.0.0.1:3000', true],
    ['http://127.9.9.9', true],
    ['http://localhost:3000/base', true],
    ['http://[::1]:3000', true],
    ['http://127.0.0.1.example.org', false],
    ['http://192.0.2.7:3000', false],
    ['http://localhost.example.org', false],
  ])('to %s stays on this machine: %s', async (url, stays) => {
    expect(isLoopback(url)).toBe(stays);
    const terminal = new FakeTerminal();
    await warnOfOpenWay(terminal, url);
    expect(terminal.err.text === '').toBe(stays);
  });

  it('is said once to go unencrypted over a network, and not where it is encrypted', async () => {
    const terminal = new FakeTerminal({
      // Nobody listens on the discard port.
      environment: { LONGSHORE_URL: 'http://0.0.0.0:9', LONGSHORE_API_KEY: KEY, XDG_CONFIG_HOME: home },
    });
    expect(await runCommandLine(['job', 'list'], terminal)).toBe(3);
    expect(terminal.err.text.split('unencrypted')).toHaveLength(2);
    expect(terminal.err.text).not.toContain(KEY);
    const encrypted = new FakeTerminal();
    await warnOfOpenWay(encrypted, 'https://longshore.example.org');
    expect(encrypted.err.text).toBe('');
  });
});
