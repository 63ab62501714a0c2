import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { engineRequest } from './engine-request.ts';

/** A shell in two megabytes: enough for jobs that sleep, print or fail, and an engine takes it in no time. */
export const shellImage = 'longshore-test/shell:1';

const busybox = '/bin/busybox';

/** Gives an engine the shell image, made of this machine's static busybox. */
export async function importShellImage(socketPath: string): Promise<void> {
  const [name = '', tag = ''] = shellImage.split(':');
  const query = new URLSearchParams({ fromSrc: '-', repo: name, tag });
  await withShellTree((folder) => {
    const tar = spawn('tar', ['-c', '-C', folder, '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
    return load(socketPath, `/images/create?${query}`, tar.stdout);
  });
}

/** The files of the shell image as one tar archive: its only layer. */
export async function shellImageLayer(): Promise<Buffer> {
  return withShellTree(async (folder) => execFileSync('tar', ['-c', '-C', folder, '.'], { maxBuffer: 100_000_000 }));
}

async function withShellTree<T>(use: (folder: string) => Promise<T>): Promise<T> {
  if (!existsSync(busybox)) {
    throw new Error(`There is no ${busybox}, of which the shell image is made · run "apt-get install busybox-static"`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'longshore-shell-image-'));
  try {
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'tmp'));
    cpSync(busybox, join(folder, 'bin/busybox'), { dereference: true });
    for (const tool of ['sh', 'sleep', 'echo', 'true', 'false', 'cat', 'date', 'seq', 'wget', 'nc', 'id', 'env']) {
      symlinkSync('busybox', join(folder, 'bin', tool));
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Copies an image from one engine to another, layer by layer as they are. */
export async function copyImage(image: string, fromSocketPath: string, toSocketPath: string): Promise<void> {
  const through = new PassThrough();
  const saving = save(fromSocketPath, image, through);
  await Promise.all([saving, load(toSocketPath, '/images/load?quiet=1', through)]);
}

async function save(socketPath: string, image: string, target: PassThrough): Promise<void> {
  const answer = await new Promise<Readable & { statusCode?: number }>((resolve, reject) => {
    const path = `/images/${encodeURIComponent(image)}/get`;
    request({ socketPath, path, agent: false, headers: { host: 'engine' } }, resolve)
      .on('error', reject)
      .end();
  });
  if (answer.statusCode !== 200) {
    const error = new Error(`The engine at ${socketPath} has no image ${image} (${answer.statusCode})`);
    target.destroy(error);
    throw error;
  }
  await pipeline(answer, target);
}

async function load(socketPath: string, path: string, archive: Readable): Promise<void> {
  const { status, body } = await engineRequest(socketPath, 'POST', path, { body: archive, timeoutMs: 120_000 });
  const text = body.toString('utf8');
  // The engine tells of a failure half-way in the stream of an answer that began well.
  if (status !== 200 || text.includes('"errorDetail"')) throw new Error(`POST ${path}: ${status} ${text}`);
}
