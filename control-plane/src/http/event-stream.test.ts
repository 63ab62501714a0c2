import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../live/event-hub.ts';
import { eventStream } from './event-stream.ts';

/** A stream whose hub is the test, read only when the test reads. */
function openStream(request = new Request('http://127.0.0.1/api/v1/events')) {
  let tell: (event: StreamEvent) => void = () => undefined;
  let askedSince: string | null = null;
  let open = 0;
  const stopping = new AbortController();
  const rights = new AbortController();
  let watching = true;
  const answer = eventStream(request, {
    hub: {
      subscribe: (each, lastId) => {
        tell = each;
        askedSince = lastId;
        return () => {
          tell = () => undefined;
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
    rights: {
      signal: rights.signal,
      stop: () => {
        watching = false;
      },
    },
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    tell: (event: Partial<StreamEvent>) => tell({ id: 'p.1', type: 'changed', subjects: [], at: '', ...event }),
    read: async () => (await reader?.read())?.value ?? null,
    askedSince: () => askedSince,
    open: () => open,
    stop: () => stopping.abort(),
    takeRights: () => rights.abort(),
    watching: () => watching,
  };
}

describe('an event stream', () => {
  it('gives each event with the id from which a client goes on', async () => {
    const stream = openStream();
    expect(await stream.read()).toBe('retry: 1000\n\n');
    stream.tell({ id: 'p.7', subjects: ['jobs'] });
    expect(await stream.read()).toBe('id: p.7\ndata: {"type":"changed","subjects":["jobs"],"at":""}\n\n');
  });

  it.each([
    new Request('http://127.0.0.1/api/v1/events', { headers: { 'last-event-id': 'p.3' } }),
    new Request('http://127.0.0.1/api/v1/events?lastEventId=p.3'),
  ])('asks for what was missed since the last event heard (%#)', (request) => {
    expect(openStream(request).askedSince()).toBe('p.3');
  });

  it('keeps one event for a client that reads nothing, however much changes, and gives it all that changed', async () => {
    const stream = openStream();
    for (let n = 1; n <= 10_000; n += 1) {
      stream.tell({ id: `p.${n}`, subjects: [n % 2 === 0 ? 'jobs' : 'agents'] });
    }
    const seen: string[] = [];
    while (seen.at(-1)?.startsWith('id: p.10000\n') !== true) seen.push((await stream.read()) ?? '');
    expect(seen.length).toBeLessThan(20);
    expect(seen.at(-1)).toContain('"subjects":["agents","jobs"]');
  });

  it('ends when the program stops, and is counted while it lasts', async () => {
    const stream = openStream();
    expect(stream.open()).toBe(1);
    await stream.read();
    stream.stop();
    expect(await stream.read()).toBeNull();
    expect(stream.open()).toBe(0);
  });

  it('ends when whoever listens may no longer, and then watches no more whether they may', async () => {
    const stream = openStream();
    await stream.read();
    expect(stream.watching()).toBe(true);
    stream.takeRights();
    expect(await stream.read()).toBeNull();
    expect(stream.open()).toBe(0);
    expect(stream.watching()).toBe(false);
  });
});
