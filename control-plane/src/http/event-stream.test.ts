import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamEvent } from '../live/event-hub.ts';
import { eventStream } from './event-stream.ts';

const url = 'http://localhost/api/v1/events';
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A stream whose hub is the test, over a real connection; a client reads it only when the test does. */
async function openStream(request = { url, headers: new Headers() }) {
  let tell: ((event: StreamEvent) => void) | null = null;
  let askedSince: string | null = null;
  let open = 0;
  let lose: () => void = () => undefined;
  const heard: string[] = [];
  let watching = true;
  const stopping = new AbortController();
  const answer = eventStream(request, {
    hub: {
      subscribe: (each, lastId) => {
        tell = each;
        askedSince = lastId;
        return () => {
          tell = null;
        };
      },
    },
    metrics: {
      eventStreams: {
        inc: () => {
          open += 1;
        },
        dec: () => {
          open -= 1;
        },
      },
    },
    stopping,
    watch: (onLost) => {
      lose = onLost;
      return {
        hear: ({ id }) => {
          heard.push(id);
        },
        stop: () => {
          watching = false;
        },
      };
    },
  });
  const server = http.createServer((_incoming, outgoing) => {
    outgoing.writeHead(answer.status, answer.headers);
    (answer.body as (outgoing: ServerResponse) => void)(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => server.close().closeAllConnections());
  const gone = new AbortController();
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal: gone.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    tell: (event: Partial<StreamEvent>) => tell?.({ id: 'p.1', type: 'changed', subjects: [], at: '', ...event }),
    subscribed: () => tell !== null,
    read: async () => (await reader?.read())?.value ?? null,
    leave: () => gone.abort(),
    askedSince: () => askedSince,
    open: () => open,
    stop: () => stopping.abort(),
    takeRights: () => lose(),
    heard,
    watching: () => watching,
  };
}

describe('an event stream', () => {
  it('gives each event with the id from which a client goes on', async () => {
    const stream = await openStream();
    expect(await stream.read()).toBe('retry: 1000\n\n');
    stream.tell({ id: 'p.7', subjects: ['jobs'] });
    expect(await stream.read()).toBe('id: p.7\ndata: {"type":"changed","subjects":["jobs"],"at":""}\n\n');
    expect(stream.heard).toEqual(['p.7']);
  });

  it.each([
    { url, headers: new Headers({ 'last-event-id': 'p.3' }) },
    { url: `${url}?lastEventId=p.3`, headers: new Headers() },
  ])('asks for what was missed since the last event heard (%#)', async (request) => {
    expect((await openStream(request)).askedSince()).toBe('p.3');
  });

  it('keeps one event for a client that reads nothing, however much changes, and gives it all that changed', async () => {
    const stream = await openStream();
    for (let n = 1; n <= 10_000; n += 1) {
      stream.tell({ id: `p.${n}`, subjects: [n % 2 === 0 ? 'jobs' : 'agents'] });
    }
    let seen = '';
    while (!seen.includes('id: p.10000\n')) seen += (await stream.read()) ?? '';
    const events = seen.split('\n\n').filter((event) => event.startsWith('id: '));
    expect(events.length).toBeLessThan(5);
    expect(events.at(-1)).toContain('"subjects":["jobs","agents"]');
    expect(stream.heard).toHaveLength(10_000);
  });

  it('ends when the program stops, and is counted while it lasts', async () => {
    const stream = await openStream();
    expect(stream.open()).toBe(1);
    await stream.read();
    stream.stop();
    expect(await stream.read()).toBeNull();
    expect(stream.open()).toBe(0);
  });

  it('ends when whoever listens may no longer, and then watches no more whether they may', async () => {
    const stream = await openStream();
    await stream.read();
    expect(stream.watching()).toBe(true);
    stream.takeRights();
    expect(await stream.read()).toBeNull();
    expect([stream.open(), stream.watching(), stream.subscribed()]).toEqual([0, false, false]);
  });

  it('is over when its client has gone', async () => {
    const stream = await openStream();
    stream.leave();
    await expect.poll(() => [stream.open(), stream.watching(), stream.subscribed()]).toEqual([0, false, false]);
  });
});
