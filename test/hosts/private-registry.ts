import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { until } from '../control-plane/until.ts';
import { runTool } from './run-tool.ts';
import { unpackDebianPackage } from './unpack-debian-package.ts';

/** Whom the registry lets in; the hash of the password is what `htpasswd -B` makes of it. */
export const allowed = { username: 'someone', password: 'correct-horse-7141' };
const hash = '$2y$05$abcdefghijklmnopqrstuutBKNXxrKVCzxBx79pd0RiAKK5yTajDu';

/** A registry of images that lets in only who signs in. */
export interface PrivateRegistry extends AsyncDisposable {
  /** `127.0.0.1:port`. */
  name: string;
  /** Signs in with the engine's own command line and copies one of the engine's images here; returns its new name. */
  take(image: string, as: string): Promise<string>;
}

/** Starts the registry of the distribution project, as Debian packs it, on this machine's loopback. */
export async function startPrivateRegistry(): Promise<PrivateRegistry> {
  const unpacked = await unpackDebianPackage('docker-registry', 'usr/bin/docker-registry');
  const folder = await mkdtemp(join(tmpdir(), 'longshore-private-registry-'));
  const [port = 0] = await findFreePorts(1);
  const name = `127.0.0.1:${port}`;
  await writeFile(join(folder, 'htpasswd'), `${allowed.username}:${hash}\n`);
  const config = {
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: join(folder, 'images') } },
    http: { addr: name },
    auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } },
  };
  // What is JSON is YAML.
  await writeFile(join(folder, 'config.yml'), JSON.stringify(config));
  const child = spawn(join(unpacked, 'usr/bin/docker-registry'), ['serve', join(folder, 'config.yml')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await answers(name, () => (child.exitCode === null ? null : complaint));
  const login = ['--config', join(folder, 'docker')] as const;
  return {
    name,
    take: async (image, as) => {
      const there = `${name}/${as}`;
      const { username, password } = allowed;
      await runTool('docker', ...login, 'login', '--username', username, '--password', password, name);
      await runTool('docker', 'tag', image, there);
      await runTool('docker', ...login, 'push', '--quiet', there);
      await runTool('docker', 'rmi', there);
      return there;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits until it listens, and sees that it lets nobody in who does not sign in. */
async function answers(name: string, died: () => string | null): Promise<void> {
  const status = await until(async () => {
    const complaint = died();
    if (complaint !== null) throw new Error(`The private registry ended: ${complaint}`);
    try {
      return (await fetch(`http://${name}/v2/`)).status;
    } catch (error) {
      // Refused: it does not listen yet.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }, 'the private registry listens');
  if (status !== 401) throw new Error(`The private registry answered ${status} to somebody who did not sign in`);
}
