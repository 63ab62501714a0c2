import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { probe } from '../supervisor/probe.ts';
import { readEngine, stopEngine } from './engine-process.ts';

/** Answers a ping at its socket, as the real one does, and ends at SIGTERM. */
const dockerd = `#!${process.execPath}
require('node:fs').appendFileSync('starts', 'x');
const socket = process.argv[process.argv.indexOf('--host') + 1].replace('unix://', '');
require('node:http').createServer((_, response) => response.end('OK')).listen(socket);
process.on('SIGTERM', () => process.exit(0));
`;

let folder: string;
let socketPath: string;
const users: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-engine-'));
  socketPath = join(folder, 'engine.sock');
  writeFileSync(join(folder, 'dockerd'), dockerd);
  chmodSync(join(folder, 'dockerd'), 0o755);
});
afterEach(async () => {
  for (const user of users.splice(0)) user.kill('SIGKILL');
  await stopEngine(folder);
  rmSync(folder, { recursive: true });
});

/** Somebody who uses the engine, from the moment that it can be used. */
async function use(): Promise<ChildProcess> {
  const user = spawn(
    process.execPath,
    [join(import.meta.dirname, 'engine-main.ts'), folder, socketPath, '172.17.0.1/16'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}:${dirname(process.execPath)}` },
    },
  );
  users.push(user);
  const [line] = (await once(user.stdout, 'data')) as [Buffer];
  expect(line.toString()).toBe('the engine answers\n');
  return user;
}

async function leave(user: ChildProcess): Promise<number | null> {
  user.kill('SIGTERM');
  const [code] = (await once(user, 'exit')) as [number | null];
  return code;
}

const answers = async (): Promise<boolean> =>
  (await probe({ kind: 'socket', path: socketPath, target: '/_ping' }, { path: '', startOffset: 0 })) === undefined;

// Each starts several programs, which takes its time on a busy machine.
describe('the engine that stacks share', { timeout: 60_000 }, () => {
  it('is started by the first, outlives whoever leaves, and is stopped by the last', async () => {
    const first = await use();
    const engine = readEngine(folder);
    const second = await use();
    expect(readEngine(folder)).toEqual(engine);
    expect(await leave(first)).toBe(0);
    expect(await answers()).toBe(true);
    expect(await leave(second)).toBe(0);
    expect(await answers()).toBe(false);
    expect(readEngine(folder)).toBeUndefined();
  });

  it('outlives one that was killed, and is stopped by the last all the same', async () => {
    const [killed, second] = [await use(), await use()];
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await answers()).toBe(true);
    await leave(second);
    expect(readEngine(folder)).toBeUndefined();
  });

  it('is one engine, though several come at once', async () => {
    await Promise.all([use(), use(), use()]);
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('x');
  });

  it('ends those who use it when it dies, for their supervisors to start again', async () => {
    const user = await use();
    const ended = once(user, 'exit');
    process.kill(readEngine(folder)?.pid ?? 0, 'SIGKILL');
    expect((await ended)[0]).toBe(1);
    rmSync(socketPath, { force: true });
    await use();
    await vi.waitFor(async () => expect(await answers()).toBe(true));
  });
});
