import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OrderState } from '@longshore/schemas';
import { afterEach, describe, expect, it } from 'vitest';
import { KitchenUser } from './kitchen-user.ts';
import { UserLog } from './user-log.ts';

/** A control plane of one user: it tells of a change with each look, and the order is a state further. */
interface Played {
  url: string;
  /** What was asked for, but for the stream. */
  asked: { words: string; key: string | undefined; body: string }[];
  endStreams: () => void;
}

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function play(states: readonly OrderState[], placing = 201): Promise<Played> {
  const streams: http.ServerResponse[] = [];
  const left = [...states];
  const asked: Played['asked'] = [];
  const tell = (type: string): void => {
    for (const stream of streams) stream.write(`id: 1\ndata: ${JSON.stringify({ type })}\n\n`);
  };
  const server = http.createServer((request, response) => {
    if (request.url === '/api/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      streams.push(response);
      return tell('hello');
    }
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({ words: `${request.method} ${request.url}`, key: request.headers.authorization, body });
      const places = request.method === 'POST';
      response.statusCode = places ? placing : 200;
      response.end(JSON.stringify(places ? { id: 'o1' } : { id: 'o1', state: left.shift() ?? 'ready' }));
      tell('changed');
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endStreams = (): void => {
    for (const stream of streams) stream.end();
  };
  return { url: `http://127.0.0.1:${port}/api/v1`, asked, endStreams };
}

const order = { dish: 'soup', place: { latitude: 60.17, longitude: 24.94 } };
const { signal } = new AbortController();

async function arrive(played: Played, log: UserLog, patienceMs = 10_000): Promise<KitchenUser> {
  const temper = { lookMs: 2, lookAnywayMs: 10, patienceMs };
  return KitchenUser.arrive({ url: played.url, key: 'k', log, next: () => order, chance: () => 0, temper, signal });
}

describe('a user', () => {
  it('places an order with their key, and looks at it until it is ready', async () => {
    const played = await play(['received', 'cooking', 'delivered']);
    const log = new UserLog();
    using user = await arrive(played, log);
    await user.stay(performance.now() + 1, 1);
    expect(played.asked.map(({ words }) => words)).toEqual([
      'POST /api/v1/orders',
      ...Array(3).fill('GET /api/v1/orders/o1'),
    ]);
    expect(played.asked[0]).toMatchObject({ key: 'Bearer k', body: JSON.stringify(order) });
    const figures = log.figures();
    expect(log.placed).toEqual(['o1']);
    expect(figures).toMatchObject({ errors: 0, lookMs: { count: 3 }, seenReadyMs: { count: 1 } });
    expect(figures.signs).toBeGreaterThan(0);
    expect(figures.seenReadyMs.min).toBeGreaterThan(figures.postMs.min);
  });

  it('counts as errors an order that fails, is refused, or is not ready for too long', async () => {
    const log = new UserLog();
    for (const played of [await play(['failed']), await play([], 503), await play(Array(1_000).fill('received'))]) {
      using user = await arrive(played, log, 30);
      await user.stay(performance.now() + 1, 1);
    }
    expect(() => log.figures()).toThrow(/an order failed; .*\/orders was answered 503; .*an order was not ready/);
  });

  it('counts a stream that ended as an error', async () => {
    const played = await play([]);
    const log = new UserLog();
    using user = await arrive(played, log);
    played.endStreams();
    await user.stay(performance.now() + 1, 1);
    expect(log.figures().whatFailed).toEqual(['1 × a stream was lost: stream 0 was ended by the server']);
  });
});
