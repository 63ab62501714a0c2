import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaticFiles } from './static-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'longshore-static-'));
const chunks = join(directory, '.next/static/chunks');
const SCRIPT = `console.log(${JSON.stringify('row '.repeat(1_000))});`;
let server: http.Server;

beforeAll(async () => {
  mkdirSync(chunks, { recursive: true });
  writeFileSync(join(chunks, 'a-1.js'), SCRIPT);
  writeFileSync(join(chunks, 'b-2.css'), 'p { color: red }');
  writeFileSync(join(chunks, 'c-3.woff2'), 'a font');
  writeFileSync(join(directory, '.next/secret.js'), 'secret');
  const files = new StaticFiles(directory);
  server = http.createServer((incoming, outgoing) => {
    void files.answer(incoming, outgoing).then((answered) => {
      if (!answered) outgoing.writeHead(404).end('left to the pages');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

/** As it came over the wire, and no path made shorter before it is sent. */
async function ask(path: string, { method = 'GET', encoding = 'gzip, br' } = {}) {
  const { port } = server.address() as AddressInfo;
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const headers = { 'accept-encoding': encoding };
  http.request({ host: '127.0.0.1', port, path, method, headers }, resolve).on('error', reject).end();
  const response = await promise;
  const bytes = await buffer(response);
  return { status: response.statusCode, headers: response.headers, bytes };
}

describe('a script or style sheet of the build', () => {
  it('comes compressed, to be kept for ever', async () => {
    for (const path of ['/_next/static/chunks/a-1.js', '/_next/static/chunks/a-1.js?dpl=1']) {
      const { status, headers, bytes } = await ask(path);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'application/javascript; charset=UTF-8',
        'content-encoding': 'gzip',
        'content-length': String(bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
      });
      expect(bytes.length).toBeLessThan(SCRIPT.length / 10);
      expect(gunzipSync(bytes).toString()).toBe(SCRIPT);
    }
    expect((await ask('/_next/static/chunks/b-2.css')).headers['content-type']).toBe('text/css; charset=UTF-8');
  });

  it('comes as it is to whoever takes nothing compressed', async () => {
    const { headers, bytes } = await ask('/_next/static/chunks/a-1.js', { encoding: 'identity' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toBe(SCRIPT);
  });

  it('has its headers alone told to HEAD', async () => {
    const { status, headers, bytes } = await ask('/_next/static/chunks/a-1.js', { method: 'HEAD' });
    expect([status, bytes.length]).toEqual([200, 0]);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
  });

  it.each([
    '/_next/static/chunks/none.js',
    '/_next/static/chunks/c-3.woff2',
    '/_next/static/../secret.js',
    '/_next/static/chunks/../../secret.js',
    '/_next/static/chunks/%2e%2e/%2e%2e/secret.js',
    '/_next/static/',
    '/jobs',
  ])('is no other path: %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('is only read', async () => {
    expect((await ask('/_next/static/chunks/a-1.js', { method: 'POST' })).status).toBe(404);
  });

  it('is read again where it could not be read', async () => {
    const files = new StaticFiles(directory);
    const sent: (Buffer | undefined)[] = [];
    const incoming = { method: 'GET', url: '/_next/static/chunks/b-2.css', headers: { 'accept-encoding': 'gzip' } };
    const outgoing = { writeHead: () => undefined, end: (bytes?: Buffer) => sent.push(bytes) };
    const answer = () => files.answer(incoming as http.IncomingMessage, outgoing as unknown as http.ServerResponse);
    rmSync(join(chunks, 'b-2.css'));
    await expect(answer()).rejects.toThrow('ENOENT');
    writeFileSync(join(chunks, 'b-2.css'), 'p { color: blue }');
    expect(await answer()).toBe(true);
    expect(gunzipSync(sent[0] ?? '').toString()).toBe('p { color: blue }');
  });
});
