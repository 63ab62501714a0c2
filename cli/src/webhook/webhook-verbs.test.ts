import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleDelivery, sampleWebhook } from '../../../test/fakes/control-plane/fake-webhooks.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';

const options = { nowMs: Date.parse('2026-03-01T12:05:00Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

const run = (...args: string[]) => runCli(plane, ['webhook', ...args], options);

describe('webhook create', () => {
  it('prints the secret alone on stdout, and what is told by default', async () => {
    const { stdout, stderr, exitCode } = await run('create', 'ops', '--url', 'https://example.org/hook');
    expect(exitCode).toBe(0);
    expect(plane.requests[0]?.body).toEqual({
      name: 'ops',
      url: 'https://example.org/hook',
      events: ['job.failed', 'agent.lost'],
    });
    expect(plane.requests[0]?.idempotencyKey).toBeDefined();
    expect(stdout).toMatch(/^whsec_\S+\n$/);
    expect(stderr).toContain('it is not shown again');
  });

  it('takes several events, and no other than there are', async () => {
    const line = ['create', 'ci', '--url', 'https://example.org/', '--event', 'job.succeeded'];
    await run(...line, 'job.stopped');
    expect(plane.requests[0]?.body).toMatchObject({ events: ['job.succeeded', 'job.stopped'] });
    expect((await run(...line, 'job.exploded')).exitCode).toBe(2);
  });
});

describe('webhook list and show', () => {
  it('says where to and how the last delivery went', async () => {
    const { event, state, detail, triedAt, createdAt } = sampleDelivery({ event: 'job.failed', state: 'FAILED' });
    plane.webhooks.items.push(
      sampleWebhook({ lastDelivery: { event, state, detail, triedAt, createdAt }, waiting: 3 }),
    );
    plane.deliveries.push(sampleDelivery({ detail: 'answered 500', state: 'PENDING', tries: 2 }));
    const { stdout } = await run('list');
    expect(stdout.split('\n')[1]).toMatch(/^ops +✓ Active +https:\/\/example.org\/hook +✗ Given up, 5 min ago +3/);
    const shown = await run('show', 'ops');
    expect(shown.stdout).toMatch(/^ops {2}✓ Active\n/);
    expect(shown.stdout).toMatch(/7 +· Waiting +webhook.test +2 +answered 500/);
  });

  it('says how to make the first, and how to get a key', async () => {
    expect((await run('list')).stderr).toContain('longshore webhook create');
    plane.webhooks.ready = false;
    expect((await run('list')).stderr).toContain('LONGSHORE_SECRET_KEY');
  });
});

describe('webhook test', () => {
  it('waits for what comes of it, and ends by it', async () => {
    plane.webhooks.items.push(sampleWebhook());
    plane.deliveries.push(sampleDelivery({ subjectId: plane.webhooks.items[0]?.id ?? '' }));
    const good = await run('test', 'ops');
    expect([good.exitCode, good.stdout]).toEqual([0, '✓ Delivered: answered 204, 12 ms\n']);
    Object.assign(plane.deliveries[0] ?? {}, { state: 'FAILED', detail: 'nothing listens there' });
    const bad = await run('test', 'ops');
    expect([bad.exitCode, bad.stdout]).toEqual([1, '✗ Given up: nothing listens there, 12 ms\n']);
  });
});

describe('the other verbs of webhook', () => {
  it('pause, resume, rotate, try again and delete', async () => {
    plane.webhooks.items.push(sampleWebhook());
    plane.deliveries.push(sampleDelivery());
    expect((await run('pause', 'ops')).stdout).toBe('ops: ■ Paused\n');
    expect((await run('resume', 'ops')).stdout).toBe('ops: ✓ Active\n');
    expect((await run('rotate', 'ops')).stdout).toMatch(/^whsec_/);
    expect((await run('deliveries', 'ops', '--retry', '7')).stdout).toBe('delivery 7 is tried now\n');
    expect(plane.requests.at(-1)?.path).toBe('/webhooks/ops/deliveries/7/retry');
    await run('deliveries', 'ops', '--state', 'FAILED', '--limit', '5');
    expect(plane.requests.at(-1)?.query.toString()).toBe('state=FAILED&limit=5');
    expect((await run('delete', 'ops', 'nobody')).stdout).toBe('ops deleted\n');
    expect(plane.webhooks.items).toEqual([]);
  });
});
