import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { hashKey } from '../access/api-key.ts';
import { json } from '../http/answer.ts';
import { apiRoute } from '../http/api-route.ts';
import type { WebConfig } from '../http/config.ts';
import { TrustedProxies } from '../http/trusted-proxies.ts';
import { openRuntime, type WebRuntime } from '../http/web-runtime.ts';
import { DEFAULT_WEIGHTS } from '../placement/weights.ts';
import { DEADLINES } from './deadlines.ts';
import type { PageHandler } from './open-pages.ts';
import { startWebServer, type WebServer } from './web-server.ts';

const KEY = `lso_${'k'.repeat(40)}`;

/** Nothing of it is asked: whoever shows KEY is known without a database. */
const config: WebConfig = {
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  bootstrapServers: ['127.0.0.1:1'],
  registryUrl: 'http://127.0.0.1:1/apis/ccompat/v7',
  topicPrefix: '',
  topicPartitions: 1,
  topicReplication: 1,
  logLevel: 'silent',
  logFile: null,
  secretKeys: [],
  weights: DEFAULT_WEIGHTS,
  host: '127.0.0.1',
  port: 0,
  pagesDirectory: null,
  publicUrl: null,
  ownerKeyHash: hashKey(KEY),
  rateLimits: { perCaller: 1_000, perWorker: 1_000, perAddress: 1_000 },
  trustedProxies: new TrustedProxies([]),
  agentBootstrapServers: [],
  agentRegistryUrl: '',
};

/** A route that waits: until it may go on. */
let slow = { begun: Promise.withResolvers<void>(), goOn: Promise.withResolvers<void>() };
const routes = {
  '/things': {
    GET: apiRoute('listThings', async ({ ctx, request }) =>
      json({ actor: ctx.actor, origin: ctx.origin, peer: request.headers.get('x-longshore-peer') }),
    ),
    POST: apiRoute('makeThing', async ({ body }) => json(await body(), { status: 201 })),
  },
  '/things/{id}': { GET: apiRoute<{ id: string }>('getThing', async ({ params }) => json(params)) },
  '/things/{id}/broken': {
    GET: apiRoute('breakThing', async () => {
      throw new Error('password=hunter2');
    }),
  },
  '/slow': {
    GET: apiRoute('slow', async () => {
      slow.begun.resolve();
      await slow.goOn.promise;
      return json({ slow: true });
    }),
  },
};

const pages: PageHandler = async (incoming, outgoing) => {
  outgoing.end(`page ${incoming.url}`);
};

let open: { server: WebServer; runtime: WebRuntime } | undefined;
afterEach(() => open?.server.close());

async function start(
  given: PageHandler | null = pages,
  deadlines = DEADLINES,
  changes: Partial<WebConfig> = {},
): Promise<string> {
  const runtime = openRuntime({ ...config, ...changes });
  const server = await startWebServer({ runtime, routes, pages: given, host: '127.0.0.1', port: 0, deadlines });
  open = { server, runtime };
  return `http://127.0.0.1:${server.port}`;
}

const owner = { authorization: `Bearer ${KEY}` };

async function ask(url: string, init: RequestInit = {}) {
  const response = await fetch(url, { headers: owner, redirect: 'manual', ...init });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, json: () => JSON.parse(body) };
}

describe('the web server', () => {
  it('answers at the paths of the API, and tells a route who asks and from where, whatever the client says of it', async () => {
    const url = await start();
    const things = await ask(`${url}/api/v1/things?x=1`, { headers: { ...owner, 'x-longshore-peer': '203.0.113.9' } });
    expect(things.json()).toEqual({ actor: 'owner key', origin: '127.0.0.1 · program', peer: '127.0.0.1' });
    expect(things.headers.get('ratelimit-policy')).toBe('"caller";q=1000;w=60');
    expect((await ask(`${url}/api/v1/things/a%2Fb%20é`)).json()).toEqual({ id: 'a/b é' });
    const made = await ask(`${url}/api/v1/things`, {
      method: 'POST',
      headers: { ...owner, 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect([made.status, made.json()]).toEqual([201, { a: 1 }]);
  });

  it('takes the word of a trusted proxy on whose request it is', async () => {
    const headers = { ...owner, 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    const trusting = await start(pages, DEADLINES, { trustedProxies: new TrustedProxies(['127.0.0.0/8']) });
    const things = await ask(`${trusting}/api/v1/things?x=1`, { headers });
    expect(things.json()).toMatchObject({ origin: '203.0.113.9 · program', peer: '203.0.113.9' });
  });

  it.each([
    ['GET', '/api/v1/things/a/none', 404, 'not_found'],
    ['POST', '/api/v1/none', 404, 'not_found'],
    ['GET', '/api', 404, 'not_found'],
    ['GET', '/api/v2/things', 404, 'not_found'],
    ['DELETE', '/api/v1/things', 405, 'method_not_allowed'],
    ['GET', '/api/v1/things/a/broken', 500, 'internal'],
  ])('answers %s %s with a problem: %i', async (method, path, status, code) => {
    const refused = await ask(`${await start()}${path}`, { method });
    expect([refused.status, refused.json().code]).toEqual([status, code]);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.body).not.toContain('hunter2');
  });

  it('tells only those who are signed in what there is not', async () => {
    const url = await start();
    for (const [method, path] of [['GET', '/api/v1/none'] as const, ['DELETE', '/api/v1/things'] as const]) {
      expect((await ask(`${url}${path}`, { method, headers: {} })).status).toBe(401);
    }
  });

  it('says which methods a path has, and answers HEAD as GET without its body', async () => {
    const url = `${await start()}/api/v1/things`;
    const options = await ask(url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
    expect((await ask(url, { method: 'PATCH' })).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
    const head = await ask(url, { method: 'HEAD' });
    expect([head.status, head.body, head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
  });

  it('answers whoever watches over its health without a sign-in, to reading alone', async () => {
    const url = await start();
    const healthy = await ask(`${url}/healthz?x`, { headers: {} });
    expect([healthy.status, healthy.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await ask(`${url}/readyz`, { headers: {} });
    expect([ready.status, ready.json().status]).toEqual([503, 'not ready']);
    expect((await ask(`${url}/metrics`, { headers: {} })).body).toContain('longshore_web_event_streams 0');
    expect((await ask(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  });

  it('leaves every other path to the pages, as it was asked', async () => {
    const url = await start();
    for (const path of ['/', '/jobs?a=1', '/apis', '/%61pi/v1/things', '/healthz/x']) {
      expect((await ask(`${url}${path}`)).body).toBe(`page ${path}`);
    }
  });

  it('says so where it serves no pages', async () => {
    const { status, body } = await ask(`${await start(null)}/jobs`);
    expect([status, body]).toEqual([404, expect.stringContaining('LONGSHORE_PAGES_DIRECTORY')]);
  });

  it.each(['http://evil.example/api/v1/things', '/api/x/../v1/things', '/api/v1/%2e%2e/v1/things'])(
    'takes %s for the path that it means',
    async (path) => {
      const { port } = new URL(await start());
      const answered = await raw(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
      expect(answered).toMatch(/^HTTP\/1\.1 401 /);
    },
  );

  it('refuses what is no request', async () => {
    const { port } = new URL(await start());
    expect(await raw(port, 'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw(port, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const large = `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(port, large)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each([
    ['its headers', 'GET /healthz HTTP/1.1\r\nHost:'],
    [
      'its body',
      `POST /api/v1/things HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    ],
  ])('cuts off a client that is too slow with %s', async (_, bytes) => {
    const { port } = new URL(await start(pages, { ...DEADLINES, headersMs: 100, bodyMs: 100, checkMs: 50 }));
    expect(await raw(port, bytes)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('cuts off a client that sends a body too slowly after its answer, and none that sends a large one fast enough', async () => {
    const deadlines = { ...DEADLINES, bodyMs: 100, bodyBytesPerSecond: 1_000, checkMs: 50 };
    const { port } = new URL(await start(pages, deadlines));
    const head = (path: string, bytes: number) =>
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;
    const answered = await raw(port, `${head('/api/v1/none', 9)}{`);
    expect(answered).toMatch(/^HTTP\/1\.1 404 /);
    expect(answered).not.toContain('408');
    const body = JSON.stringify({ a: 'x'.repeat(5_000) });
    const socket = net.connect(Number(port), '127.0.0.1');
    const made = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    socket.write(head('/api/v1/things', body.length));
    // Four times as long as a body may take of which nothing comes.
    for (let sent = 0; sent < body.length; sent += 500) {
      await delay(40);
      socket.write(body.slice(sent, sent + 500));
    }
    expect(await made).toMatch(/^HTTP\/1\.1 201 /);
    socket.destroy();
  });

  it('cuts off a client that takes nothing of its answer', async () => {
    const gone = Promise.withResolvers<void>();
    const endless: PageHandler = async (_incoming, outgoing) => {
      outgoing.on('close', () => gone.resolve());
      outgoing.write('x'.repeat(50_000_000));
    };
    const { port } = new URL(await start(endless, { ...DEADLINES, stalledMs: 200 }));
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.pause();
    await gone.promise;
    socket.destroy();
  });

  it('waits no longer for the last answers than it may', async () => {
    const never: PageHandler = async (_incoming, outgoing) => void outgoing.write('begun');
    const url = await start(never, { ...DEADLINES, lastAnswersMs: 100 });
    const begun = await fetch(`${url}/`);
    await open?.server.close();
    await expect(begun.text()).rejects.toThrow();
  });

  it('gives the answers that are under way before it ends, and keeps no connection for more', async () => {
    const url = await start();
    const agent = new http.Agent({ keepAlive: true });
    const kept = await new Promise<string>((resolve, reject) => {
      http.get(`${url}/healthz`, { agent }, (response) => resolve(text(response))).on('error', reject);
    });
    expect(kept).toContain('ok');
    slow = { begun: Promise.withResolvers<void>(), goOn: Promise.withResolvers<void>() };
    const underWay = ask(`${url}/api/v1/slow`);
    await slow.begun.promise;
    open?.runtime.stopping.abort();
    let closed = false;
    const closing = open?.server.close().then(() => {
      closed = true;
    });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    expect(closed).toBe(false);
    slow.goOn.resolve();
    expect((await underWay).json()).toEqual({ slow: true });
    await closing;
    agent.destroy();
  });
});

/** What comes back to bytes that no client would send. */
function raw(port: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    text(socket).then(resolve, reject);
  });
}
