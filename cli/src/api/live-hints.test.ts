import { describe, expect, it, vi } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { ApiClient } from './api-client.ts';
import { LiveHints } from './live-hints.ts';

/** Nothing here waits long, but the machine may be busy with other things. */
vi.setConfig({ testTimeout: 30_000 });

const NEVER_MS = 60_000;

async function timed(promise: Promise<void>): Promise<number> {
  const since = performance.now();
  await promise;
  return performance.now() - since;
}

describe('live hints', () => {
  it('come with the connection, with each event about the subject, and with no other', async () => {
    await using plane = await new FakeControlPlane().start();
    using hints = new LiveHints(new ApiClient(plane.url), {
      subjects: ['jobs'],
      calmPollMs: 2_000,
      blindPollMs: NEVER_MS,
    });
    expect(await timed(hints.next())).toBeLessThan(1_900);
    expect(hints.connected).toBe(true);
    const next = timed(hints.next());
    plane.hint('agents');
    expect(await next).toBeGreaterThan(1_900);
    plane.hint('jobs');
    expect(await timed(hints.next())).toBeLessThan(1_900);
  });

  it('are replaced by polling while the stream is away, and come back with it', async () => {
    await using plane = await new FakeControlPlane().start();
    using hints = new LiveHints(new ApiClient(plane.url), {
      subjects: ['jobs'],
      calmPollMs: NEVER_MS,
      blindPollMs: 20,
    });
    await hints.next();
    await plane.stop();
    await vi.waitFor(() => expect(hints.connected).toBe(false), 10_000);
    await hints.next();
    await hints.next();
    await plane.start();
    await vi.waitFor(() => expect(hints.connected).toBe(true), 10_000);
  });

  it('do not trust a stream that has gone silent', async () => {
    await using plane = await new FakeControlPlane().start();
    using hints = new LiveHints(new ApiClient(plane.url), { subjects: ['jobs'], quietLimitMs: 50 });
    await hints.next();
    await vi.waitFor(() => expect(hints.connected).toBe(false), 10_000);
    await vi.waitFor(() => expect(hints.connected).toBe(true), 10_000);
  });

  it('end when they are no longer wanted', async () => {
    await using plane = await new FakeControlPlane().start();
    const hints = new LiveHints(new ApiClient(plane.url), { subjects: ['jobs'] });
    await hints.next();
    hints[Symbol.dispose]();
    await vi.waitFor(() => expect(plane.listeners).toBe(0), 10_000);
  });
});
