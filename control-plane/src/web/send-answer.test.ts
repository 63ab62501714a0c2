import http, { type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, answer, json, noContent, withCookies } from '../http/answer.ts';
import { acceptsGzip, sendAnswer } from './send-answer.ts';

const opened: http.Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close().closeAllConnections();
});

async function serve(given: Answer): Promise<number> {
  const server = http.createServer((incoming, outgoing) => void sendAnswer(given, incoming, outgoing));
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

interface Received {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
  complete: boolean;
}

async function receive(given: Answer, options: RequestOptions = {}): Promise<Received> {
  const port = await serve(given);
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('close', () => {
        const { statusCode: status, headers, complete } = response;
        resolve({ status, headers, complete, body: Buffer.concat(chunks) });
      });
    });
    request.on('error', reject);
    request.end();
  });
}

const long = { words: 'Schiff ⚓ '.repeat(500) };

describe('an answer', () => {
  it('is sent as it was given, with its length, and with the headers of every answer', async () => {
    const { status, headers, body } = await receive(json({ a: 'é' }, { status: 201, headers: { location: '/x' } }));
    expect([status, body.toString()]).toEqual([201, '{"a":"é"}']);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '10',
      location: '/x',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('is compressed where it is long and the client takes that, and says so to what keeps it between', async () => {
    const whole = JSON.stringify(long);
    const small = await receive(json(long), { headers: { 'accept-encoding': 'br, gzip' } });
    expect(small.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(Number(small.headers['content-length'])).toBe(small.body.length);
    expect(small.body.length).toBeLessThan(whole.length / 10);
    expect(gunzipSync(small.body).toString()).toBe(whole);
    const plain = await receive(json(long));
    expect(plain.headers).toMatchObject({ vary: 'accept-encoding' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(whole);
    const short = await receive(json({}), { headers: { 'accept-encoding': 'gzip' } });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['gzip', true],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
    ['deflate, GZIP', true],
    ['gzip;q=0', false],
    ['gzip;q=0.000', false],
    ['br, deflate', false],
    ['notgzip', false],
    [undefined, false],
  ])('may be compressed for %j: %s', (header, allowed) => {
    expect(acceptsGzip(header)).toBe(allowed);
  });

  it('to HEAD has the headers of GET and no body', async () => {
    const { status, headers, body } = await receive(json({ a: 1 }), { method: 'HEAD' });
    expect([status, headers['content-length'], body.length]).toEqual([200, '7', 0]);
  });

  it('has each cookie in a line of its own', async () => {
    const { headers, status } = await receive(withCookies(noContent(), ['a=1; Path=/', 'b=2, 3']));
    expect([status, headers['set-cookie'], headers['content-length']]).toEqual([
      204,
      ['a=1; Path=/', 'b=2, 3'],
      undefined,
    ]);
  });

  it('of pieces is whole when all were made, and broken off when one could not be', async () => {
    async function* pieces(fails: boolean): AsyncGenerator<string> {
      yield 'a'.repeat(200_000);
      if (fails) throw new Error('away');
      yield 'é';
    }
    const whole = await receive(answer(pieces(false)));
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from([0, 255]);
      yield new Uint8Array([10]);
    }
    expect([...(await receive(answer(bytes()))).body]).toEqual([0, 255, 10]);
    expect([whole.complete, whole.body.toString().slice(-2)]).toEqual([true, 'aé']);
    expect((await receive(answer(pieces(true)))).complete).toBe(false);
  });

  it('of pieces lets go of them when its reader has gone or wants no body', async () => {
    let left = 0;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield 'x'.repeat(100_000);
      } finally {
        left += 1;
      }
    }
    await receive(answer(endless()), { method: 'HEAD' });
    expect(left).toBe(1);
    const port = await serve(answer(endless()));
    await new Promise<void>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, agent: false }, (response) => {
        response.once('data', () => {
          request.destroy();
          resolve();
        });
      });
      request.on('error', reject);
    });
    await expect.poll(() => left).toBe(2);
  });

  it('that somebody else writes is theirs', async () => {
    const port = await serve(answer((outgoing) => outgoing.end('theirs'), { headers: { connection: 'close' } }));
    const response = await new Promise<http.IncomingMessage>((resolve) => {
      http.get({ host: '127.0.0.1', port, agent: false }, resolve);
    });
    expect(await text(response)).toBe('theirs');
  });
});
