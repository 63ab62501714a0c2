import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobDetail, JobSummary, LogLineView } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { type Services, startServices } from '../stack/services.ts';

const entry = join(import.meta.dirname, '../../cli/src/main.ts');
const patiently = { timeout: 30_000, interval: 50 };
/** An image that is there, with Node in it. */
const IMAGE = ['--image', 'longshore/base:24', '--pull', 'never', '--entrypoint', 'node'];

let services: Services;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-cli-test-'));
  services = await startServices({
    services: ['kafka', 'registry', 'postgres', 'engine', 'images', 'dispatcher', 'web', 'agent'],
  });
  await vi.waitFor(async () => {
    const agents = JSON.parse((await longshore('agent', 'list', '--json')).stdout) as { state: string }[];
    expect(agents.map(({ state }) => state)).toEqual(['READY']);
  }, patiently);
}, 600_000);

afterAll(async () => {
  await services?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  ended: Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
}

const start = (...args: string[]): Running => startWith(services.ownerKey, args);

/** The command line, with this key or, where it is empty, with one that it kept. */
function startWith(key: string, args: readonly string[], stdin = ''): Running {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, XDG_CONFIG_HOME: folder, LONGSHORE_URL: services.webUrl, LONGSHORE_API_KEY: key };
  const child = spawn(process.execPath, [entry, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ exitCode: code as number | null, stdout, stderr }));
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

const longshore = (...args: string[]) => start(...args).ended;

/** What stands on a terminal of its own: `script` makes one, whose lines end with a carriage return. */
async function onTerminal(...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, LONGSHORE_URL: services.webUrl, LONGSHORE_API_KEY: services.ownerKey, TERM: 'xterm' };
  const command = [process.execPath, entry, ...args].join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    shown += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  return shown.replaceAll('\r\n', '\n');
}

async function logOf(name: string): Promise<LogLineView[]> {
  const url = `${services.webUrl}/api/v1/jobs/${(await showJob(name)).id}/logs`;
  const response = await fetch(url, { headers: showing(services.ownerKey) });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: LogLineView[] }).items;
}

async function showJob(name: string): Promise<JobDetail> {
  return JSON.parse((await longshore('job', 'show', name, '--json')).stdout) as JobDetail;
}

/** Runs until it is told to stop, and ends well when it is. */
const WAITS = 'process.on("SIGTERM", () => process.exit(0)); console.log("waiting"); setInterval(() => {}, 1000)';

describe('job run against the real system', () => {
  it('passes on what the program writes, stream by stream, and ends with 0', async () => {
    const script = 'console.log("hello"); console.error("careful")';
    const { exitCode, stdout, stderr } = await longshore(
      'job',
      'run',
      ...IMAGE,
      '--name',
      'speaks',
      '--',
      '-e',
      script,
    );
    expect(stderr).toContain('careful\n');
    expect(stderr).toContain('✓ Succeeded · speaks');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'hello\n' });
    expect((await longshore('job', 'logs', 'speaks')).stdout).toBe('hello\n');
  });

  it('ends with the exit code of the container', async () => {
    const { exitCode, stderr } = await longshore(
      'job',
      'run',
      ...IMAGE,
      '--name',
      'sevens',
      '--',
      '-e',
      'process.exit(7)',
    );
    expect(exitCode).toBe(7);
    expect(stderr).toContain('✗ Failed · sevens');
    expect(stderr).toContain('Look at the last lines of its log');
  });

  it('generates records that are all there when they are read back', async () => {
    const run = await longshore(
      'job',
      'run',
      '--topic',
      'cli.people',
      '--count',
      '500',
      '--field',
      'name=person.fullName',
    );
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stderr).toContain('500 of 500 records · 100 %');
    const { stdout } = await longshore('topic', 'consume', 'cli.people', '-n', '10000', '--json');
    const keys = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key);
    expect(new Set(keys).size).toBe(500);
    expect((await longshore('topic', 'list')).stdout).toMatch(/^cli\.people +\d+/m);
  });

  it('bounds a line of 10 MB, says how much is left out, and goes on with the next', async () => {
    const script = 'process.stdout.write("x".repeat(1e7) + "\\nafter it\\n")';
    const { exitCode, stdout } = await longshore('job', 'run', ...IMAGE, '--name', 'long-line', '--', '-e', script);
    expect(exitCode).toBe(0);
    const kept = `${'x'.repeat(65_536)} … (9934464 more characters)`;
    expect(stdout === `${kept}\nafter it\n`, `${stdout.length} characters`).toBe(true);
    expect((await logOf('long-line')).map(({ text }) => text.length)).toEqual([kept.length, 8]);
    const [agent] = JSON.parse((await longshore('agent', 'list', '--json')).stdout) as { state: string }[];
    expect(agent?.state).toBe('READY');
  });

  it('takes binary output; on a terminal nothing of it but colours is obeyed, elsewhere it is as it was kept', async () => {
    // NUL and bytes of no text; title, clipboard, clearing, the cursor, a string without an end; C1 in UTF-8; colour.
    const written = [
      `nul \0 end`,
      `title \u001b]0;owned\u0007 clipboard \u001b]52;c;b3duZWQ=\u0007 end`,
      `clear \u001b[2J\u001b[H up \u001b[3A back \r over \u0008 bell \u0007 end`,
      `c1 \u009b2J \u009d0;owned\u009c right-to-left \u202e end`,
      `open \u001b]0;no end`,
      `\u001b[31mred\u001b[0m and \u001b[1;38;5;9mbold`,
      'after it',
    ];
    const bytes = Buffer.concat([
      Buffer.from(`${written.join('\n')}\n`),
      Buffer.from('text \xff\xfe\x80 end\n', 'latin1'),
    ]);
    const script = `process.stdout.write(Buffer.from("${bytes.toString('base64')}","base64"))`;
    const run = await longshore('job', 'run', ...IMAGE, '--name', 'binary', '--', '-e', script);
    expect(run.exitCode, run.stderr).toBe(0);

    const kept = [...written.map((line) => line.replaceAll('\0', '\ufffd')), 'text \ufffd\ufffd\ufffd end'];
    expect(run.stdout).toBe(`${kept.join('\n')}\n`);
    expect((await logOf('binary')).map(({ text }) => text)).toEqual(kept);
    expect((await longshore('job', 'logs', 'binary')).stdout).toBe(run.stdout);

    const shown = await onTerminal('job', 'logs', 'binary');
    expect(shown.split('\n')).toEqual([
      'nul \ufffd end',
      'title  clipboard  end',
      String.raw`clear  up  back \x0d over \x08 bell \x07 end`,
      String.raw`c1 \x9b2J \x9d0;owned\x9c right-to-left \u202e end`,
      String.raw`open \x1b]0;no end`,
      '\u001b[31mred\u001b[0m and \u001b[1;38;5;9mbold\u001b[0m',
      'after it',
      'text \ufffd\ufffd\ufffd end',
      '',
    ]);
  });

  it('stops the job at an interrupt and ends with 130', async () => {
    const running = start('job', 'run', ...IMAGE, '--name', 'interrupted', '--', '-e', WAITS);
    await vi.waitFor(() => expect(running.stdout()).toBe('waiting\n'), patiently);
    running.child.kill('SIGINT');
    const { exitCode, stderr } = await running.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('■ Stopped · interrupted');
    expect((await showJob('interrupted')).state).toBe('STOPPED');
  });

  it('leaves the job at a second interrupt, and can be attached to it again', async () => {
    const stubborn = `process.on("SIGTERM", () => {}); ${WAITS}`;
    const args = [...IMAGE, '--name', 'left', '--grace', '4s', '--', '-e', stubborn.replace('process.exit(0)', '0')];
    const running = start('job', 'run', ...args);
    await vi.waitFor(() => expect(running.stdout()).toBe('waiting\n'), patiently);
    running.child.kill('SIGINT');
    await vi.waitFor(() => expect(running.stderr()).toContain('asking for a stop'), patiently);
    running.child.kill('SIGINT');
    const { exitCode, stderr } = await running.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('detached');
    const again = await longshore('job', 'attach', 'left');
    expect(again.stderr).toContain('■ Stopped · left');
    expect(again.stdout).toBe('waiting\n');
  });

  it('stays attached while the web process is away', async () => {
    const script = 'let n = 0; setInterval(() => { console.log(++n); if (n === 60) process.exit(3) }, 200)';
    const running = start('job', 'run', ...IMAGE, '--name', 'survivor', '--', '-e', script);
    await vi.waitFor(() => expect(running.stdout()).toContain('2\n'), patiently);
    await services.signal('web', 'SIGKILL');
    await services.stopService('web');
    await vi.waitFor(() => expect(running.stderr()).toContain('does not answer'), patiently);
    await services.startService('web');
    const { exitCode, stdout, stderr } = await running.ended;
    expect(stdout).toBe(Array.from({ length: 60 }, (_, index) => `${index + 1}\n`).join(''));
    expect(stderr.match(/does not answer/g)).toHaveLength(1);
    expect(stderr.match(/answers again/g)).toHaveLength(1);
    expect(exitCode).toBe(3);
  });

  it('does not wait for pages that listen when the web process is stopped', async () => {
    const response = await fetch(`${services.webUrl}/api/v1/events`, { headers: showing(services.ownerKey) });
    const reader = response.body?.getReader();
    await reader?.read();
    const startedAt = performance.now();
    await services.stopService('web');
    const tookMs = performance.now() - startedAt;
    await services.startService('web');
    expect(tookMs).toBeLessThan(2_000);
    let last = await reader?.read();
    while (last?.done === false) last = await reader?.read();
    expect(last?.done).toBe(true);
  });

  it('submits and stops from a script', async () => {
    const { stdout, exitCode } = await longshore('job', 'run', ...IMAGE, '--detach', '--', '-e', WAITS);
    expect(exitCode).toBe(0);
    const id = stdout.trim();
    const stopped = await longshore('job', 'stop', id, '--wait');
    expect(stopped.exitCode, stopped.stderr).toBe(0);
    expect(stopped.stdout).toContain('■ Stopped');
    const listed = JSON.parse((await longshore('job', 'list', '--state', 'stopped', '--json')).stdout) as JobSummary[];
    expect(listed.map((job) => job.id)).toContain(id);
  });
});

describe('who asks', () => {
  const withKey = (key: string, ...args: string[]) => startWith(key, args).ended;

  it('is somebody with a key that was made, kept and revoked here, and nobody without one', async () => {
    const nobody = await withKey('', 'job', 'list');
    expect(nobody.exitCode).toBe(4);
    expect(nobody.stderr).toContain(' · longshore login keeps a key for this control plane, or set LONGSHORE_API_KEY');

    const { stdout } = await longshore('key', 'create', 'reader', '--scope', 'jobs:read', '--days', '1');
    const key = stdout.trim();
    expect(key).toMatch(/^lsk_/);
    const login = await startWith('', ['login', '--key-stdin'], `${key}\n`).ended;
    expect(login.exitCode, login.stderr).toBe(0);
    expect((await withKey('', 'job', 'list')).exitCode).toBe(0);
    expect((await withKey('', 'whoami')).stdout).toMatch(/\nMay +jobs:read\n/);
    const refused = await withKey('', 'topic', 'list');
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('it needs topics:read');
    expect((await withKey('', 'key', 'create', 'another')).stderr).toContain('--as with your e-mail signs in for it');

    expect((await longshore('key', 'revoke', 'reader')).stdout).toBe('reader revoked\n');
    const revoked = await withKey('', 'job', 'list');
    expect(revoked.exitCode).toBe(4);
    expect(revoked.stderr).toContain('longshore login keeps another');
    expect(revoked.stderr).not.toContain(key);
    expect((await withKey('', 'logout')).exitCode).toBe(0);
  });

  it('is let in to the pages by a link, once', async () => {
    const link = new URL((await longshore('open')).stdout.trim());
    expect(link.pathname).toBe('/sign-in');
    const follow = () =>
      fetch(`${services.webUrl}/api/v1/session/link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: link.hash.slice(1) }),
      });
    expect((await follow()).status).toBe(200);
    expect((await follow()).status).toBe(401);
  });

  it('is made, changed, signed out and deleted by administrators', async () => {
    const made = await longshore('user', 'create', 'ben@example.org', '--name', 'Ben', '--role', 'viewer');
    expect(made.stdout).toMatch(/^\S{20,}\n$/);
    expect((await longshore('user', 'change', 'ben@example.org', '--role', 'operator')).stdout).toContain('operator');
    expect((await longshore('user', 'password', 'ben@example.org')).stdout).not.toBe(made.stdout);
    expect((await longshore('session', 'end', '--user', 'ben@example.org')).exitCode).toBe(0);
    expect((await longshore('user', 'list')).stdout).toContain('ben@example.org');
    expect((await longshore('user', 'delete', 'ben@example.org')).stdout).toBe('ben@example.org deleted\n');
    expect((await longshore('session', 'list')).stdout).toMatch(/ here /);
  });
});

describe('placement', () => {
  it('is planned with candidates, scores and the winner', async () => {
    const { exitCode, stdout } = await longshore('job', 'plan', ...IMAGE);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('✓ fits now: 1 task placed');
    expect(stdout).toMatch(/✓ chosen +\d\.\d{3}/);
  });

  it('is refused with 2 when no agent could ever hold the job, and says what was required and what there is', async () => {
    const { exitCode, stderr } = await longshore('job', 'run', ...IMAGE, '--name', 'huge', '--memory', '15TiB');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/✗ excluded.*memory: needs 15/);
    expect(stderr).toContain('✗ cannot be placed: no registered agent could ever hold it');
    expect((await longshore('job', 'show', 'huge')).exitCode).toBe(1);
  });
});

describe('bad input', () => {
  async function file(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  it('an unknown image fails the job in words', async () => {
    const { exitCode, stderr } = await longshore('job', 'run', '--image', 'longshore/nowhere:1', '--pull', 'never');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/The image was not found.* · Check name and tag/);
  });

  it.each([
    [['--image', 'Not An Image'], '--image: not an image name'],
    [['--topic', 'a topic'], '--topic: Kafka takes letters'],
    [['--topic', 't', '--rate', '-5'], '--rate (generator.ratePerSecond): more than 0'],
    [['--topic', 't', '--rate', '1e12'], '--rate (generator.ratePerSecond): at most'],
    [['--topic', 't', '--count', '-1'], '--count (generator.count): at least 1'],
    [['--topic', 't', '--count', '1e15'], '--count (generator.count): at most'],
    [['--topic', 't', '--field', 'name=person.fulName'], '--field (generator.template.name): unknown method'],
    [['--image', 'tool:1', '--memory', '-1GiB'], '--memory (resources.memoryBytes): at least 6 MiB'],
    [['--image', 'tool:1', '--memory', '100TiB'], '--memory (resources.memoryBytes): at most 16 TiB'],
    [['--image', 'tool:1', '--env', '1X=y'], '--env (environment'],
  ])('%j is refused by the control plane, field by field', async (args, expected) => {
    const { exitCode, stdout, stderr } = await longshore('job', 'run', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(expected);
  });

  it('an unknown field is named', async () => {
    const { exitCode, stderr } = await longshore(
      'job',
      'run',
      '-f',
      await file('job.yaml', 'image: tool:1\nimge: x\n'),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('imge');
  });

  it('malformed JSON and a file over the limit are refused before they are sent', async () => {
    const malformed = await longshore('job', 'run', '-f', await file('job.json', '{"image": }'));
    expect(malformed.exitCode).toBe(2);
    expect(malformed.stderr).toContain('malformed JSON');
    const large = await longshore('job', 'run', '-f', await file('large.yaml', `name: ${'x'.repeat(2 ** 21)}`));
    expect(large.exitCode).toBe(2);
    expect(large.stderr).toContain('2 MiB, and at most 1 MiB is accepted');
  });

  it('a job that is not there, and one that has ended, are said so', async () => {
    const missing = await longshore('job', 'show', '01900000-0000-7000-8000-000000000000');
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).not.toBe('');
    await longshore('job', 'run', ...IMAGE, '--name', 'over', '--', '-e', '0');
    const stopped = await longshore('job', 'stop', 'over');
    expect(stopped.exitCode).toBe(1);
    expect(stopped.stderr).toMatch(/ended|over|finished/);
    const deleted = await longshore('job', 'delete', 'over');
    expect(deleted.exitCode, deleted.stderr).toBe(0);
    expect((await longshore('job', 'show', 'over')).stderr).toContain('no job has the id or the name "over"');
  });

  it('a topic that is not there is said so', async () => {
    const { exitCode, stderr } = await longshore('topic', 'consume', 'nowhere');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('nowhere');
  });
});
