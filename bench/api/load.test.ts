import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startBareServer } from '../bare/bare-server.ts';
import { runLoad } from './load.ts';

const open: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

const never = new AbortController().signal;

describe('a load', () => {
  it('asks for its paths in turn over its connections until the time is over', async () => {
    const asked: string[] = [];
    const server = await startBareServer({
      list: (limit) => Promise.resolve({ items: [], limit }),
      job: (id) => {
        asked.push(id);
        return Promise.resolve({ id });
      },
    });
    open.push(server.close);
    const result = await runLoad({
      url: `http://127.0.0.1:${server.port}/api/v1`,
      headers: {},
      paths: ['/jobs/a', '/jobs/b'],
      connections: 4,
      durationMs: 200,
      signal: never,
    });
    expect(result.requests).toBe(asked.length);
    expect(result.requests).toBeGreaterThan(10);
    expect(result.latenciesMs).toHaveLength(result.requests);
    expect(result.bytes).toBe(result.requests * '{"id":"a"}'.length);
    expect(result.seconds).toBeGreaterThanOrEqual(0.2);
    expect(asked.filter((id) => id === 'a').length).toBeCloseTo(asked.length / 2, -1);
  });

  it('fails at an answer that is none, and ends when it is told to', async () => {
    const server = http.createServer((_request, response) => response.writeHead(429).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(async () => void server.close());
    const { port } = server.address() as AddressInfo;
    const load = { url: `http://127.0.0.1:${port}`, headers: {}, paths: ['/'], connections: 1, durationMs: 200 };
    await expect(runLoad({ ...load, signal: never })).rejects.toThrow('429');
    await expect(runLoad({ ...load, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
