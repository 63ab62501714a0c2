import { afterEach, describe, expect, it } from 'vitest';
import { type BareServer, startBareServer } from '../bare/bare-server.ts';
import { measureDelivery } from './measure-delivery.ts';
import { StreamCrowd } from './stream-crowd.ts';

const never = new AbortController().signal;
const servers: BareServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(): Promise<BareServer> {
  const nothing = () => Promise.resolve(null);
  const server = await startBareServer({ list: nothing, job: nothing });
  servers.push(server);
  return server;
}

function openAt(server: BareServer, streams: number): Promise<StreamCrowd> {
  return StreamCrowd.open({ url: `http://127.0.0.1:${server.port}/api/v1`, headers: {}, streams, signal: never });
}

describe('a crowd of streams', () => {
  it('hears of every change once, however often it is told', async () => {
    const server = await serve();
    using crowd = await openAt(server, 50);
    expect(crowd.size).toBe(50);
    const change = () => {
      server.tell();
      server.tell();
      return Promise.resolve();
    };
    const delivery = await measureDelivery({ crowd, change, changes: 3, pauseMs: 20, quietMs: 20, signal: never });
    expect(delivery.missing).toBe(0);
    expect(delivery.latenciesMs).toHaveLength(150);
    expect(Math.min(...delivery.latenciesMs)).toBeGreaterThanOrEqual(0);
  });

  it('counts what it did not hear of', async () => {
    const server = await serve();
    using crowd = await openAt(server, 5);
    const measurement = { crowd, changes: 2, pauseMs: 1, quietMs: 10, deadlineMs: 50, signal: never };
    const delivery = await measureDelivery({ ...measurement, change: () => Promise.resolve() });
    expect(delivery).toEqual({ latenciesMs: [], missing: 10 });
  });

  it('fails when the server ends a stream, or refuses one', async () => {
    const server = await serve();
    using crowd = await openAt(server, 3);
    await server.close();
    const change = () => Promise.resolve();
    const measurement = { crowd, change, changes: 1, pauseMs: 1, quietMs: 10, deadlineMs: 50, signal: never };
    await expect(measureDelivery(measurement)).rejects.toThrow(/ended by the server|aborted|hang up/);
    const other = await serve();
    const url = `http://127.0.0.1:${other.port}/elsewhere`;
    await expect(StreamCrowd.open({ url, headers: {}, streams: 2, signal: never })).rejects.toThrow('404');
  });
});
