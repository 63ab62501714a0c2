import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkError } from '../handlers/handler.ts';
import { openInput } from './open-input.ts';
import type { InputSource } from './task.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/broken') response.writeHead(500).end();
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('only this');
      setTimeout(() => response.destroy(), 20);
    } else response.end('x'.repeat(50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(source: InputSource, bytesMax = 1_000): Promise<number> {
  let bytes = 0;
  for await (const part of openInput(source, bytesMax)) bytes += part.length;
  return bytes;
}

const address = (path: string, privateAllowed = true): InputSource => ({
  kind: 'address',
  url: path.startsWith('http') ? path : `${base}${path}`,
  privateAllowed,
});

async function failureOf(source: InputSource, bytesMax?: number): Promise<string> {
  try {
    await read(source, bytesMax);
    return 'none';
  } catch (error) {
    if (!(error instanceof WorkError)) throw error;
    return error.code;
  }
}

describe('the input of an item', () => {
  it('is read from an address, as much as there may be', async () => {
    expect(await read(address('/'))).toBe(50);
    expect(await failureOf(address('/'), 49)).toBe('BAD_PAYLOAD');
    expect(await read({ kind: 'none' })).toBe(0);
  });

  it.each([
    ['a private address', () => address('/', false), 'ADDRESS_REFUSED'],
    ['a name that leads to one', () => address('http://localhost:1/', false), 'ADDRESS_REFUSED'],
    ['the credentials of a cloud', () => address('http://169.254.169.254/', false), 'ADDRESS_REFUSED'],
    ['IPv6 in disguise', () => address('http://[::ffff:127.0.0.1]/', false), 'ADDRESS_REFUSED'],
    ['a redirect', () => address('/moved'), 'ADDRESS_REFUSED'],
    ['what is gone', () => address('/gone'), 'ADDRESS_REFUSED'],
    ['a server in trouble', () => address('/broken'), 'FETCH_FAILED'],
    ['an answer that breaks off', () => address('/cut'), 'FETCH_FAILED'],
    ['nobody who listens', () => address('http://127.0.0.1:1/'), 'FETCH_FAILED'],
    [
      'a control plane that refuses',
      () => ({ kind: 'held', url: `${base}/gone`, headers: {} }) as const,
      'FETCH_FAILED',
    ],
  ] satisfies [string, () => InputSource, string][])('is not had from %s', async (_, source, code) => {
    expect(await failureOf(source())).toBe(code);
  });
});
