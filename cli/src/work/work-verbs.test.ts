import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleWorker, sampleWorkItem, sampleWorkQueue } from '../../../test/fakes/control-plane/fake-work.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';

const options = { nowMs: Date.parse('2026-03-01T12:05:00Z') };
const DIGEST = '{"operation":"digest","input":"abc"}';

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-work-'));
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(plane, args, options);
const completes = () => {
  plane.work.onSubmit = (item) => Object.assign(item, { status: 'completed', tries: 1, result: { digest: 'ba78' } });
};

describe('work submit', () => {
  it('prints the id alone, and sends the payload once', async () => {
    const { stdout, exitCode } = await run('work', 'submit', 'compute', DIGEST, '--max-tries', '2');
    expect({ stdout, exitCode }).toEqual({ stdout: `${plane.work.items[0]?.id}\n`, exitCode: 0 });
    expect(plane.requests[0]).toMatchObject({
      body: { type: 'compute', payload: { operation: 'digest', input: 'abc' }, maxTries: 2 },
      idempotencyKey: expect.any(String),
    });
  });

  it('waits for the result, and ends with 1 when there is none', async () => {
    completes();
    const done = await run('work', 'submit', 'compute', DIGEST, '--wait');
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"digest": "ba78"') });
    plane.work.onSubmit = (item) =>
      Object.assign(item, { status: 'failed', failure: { code: 'FETCH_FAILED', message: 'example.org answered 500' } });
    const failed = await run('work', 'submit', 'file', '--url', 'https://example.org/', '--wait');
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain('The file could not be fetched: example.org answered 500');
  });

  it('reads the payload from a file, and uploads another', async () => {
    const path = join(folder, 'payload.yaml');
    await writeFile(path, 'operation: prime-count\nlimit: 100\n');
    await run('work', 'submit', 'compute', '--file', path);
    expect(plane.work.items[0]?.payload).toEqual({ operation: 'prime-count', limit: 100 });
    await run('work', 'submit', 'file', '--upload', path);
    expect(plane.requests.map(({ path: at }) => at)).toContain('/work-files');
    expect(plane.work.items[1]?.payload).toMatchObject({ file: expect.any(String) });
  });

  it.each([
    [['compute'], 'nothing to work on'],
    [['compute', '{'], 'no JSON'],
    [['compute', '[1]'], 'no JSON object'],
    [['compute', DIGEST, '--url', 'https://example.org/'], 'more than one payload'],
    [['compute', '--url', 'https://example.org/'], 'for file items'],
    [['file', '--upload', '/nowhere/at/all'], 'ENOENT'],
    [['knitting', '{}'], 'knitting'],
  ])('refuses %j in words', async (args, words) => {
    const { exitCode, stderr } = await run('work', 'submit', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('work list, show, dead and redrive', () => {
  it('list items, and the dead letters among them', async () => {
    plane.work.items.push(
      sampleWorkItem({
        status: 'completed',
        startedAt: '2026-03-01T12:00:00.000Z',
        endedAt: '2026-03-01T12:00:02.000Z',
      }),
      sampleWorkItem({ status: 'failed', tries: 5, failure: { code: 'HANDLER_FAILED', message: 'no luck' } }),
    );
    const { stdout } = await run('work', 'list');
    expect(stdout).toMatch(/✗ Failed +5\/5/);
    expect(stdout).toMatch(/✓ Completed +0\/5 +5 min ago +2\.0 s/);
    const dead = await run('work', 'dead');
    expect(dead.stdout).toContain('✗ Failed');
    expect(dead.stdout).not.toContain('Completed');
  });

  it('show what went in, what came out, and the life', async () => {
    const item = sampleWorkItem({ status: 'completed', tries: 1, result: { digest: 'ba78' } });
    plane.work.items.push(item);
    const { stdout } = await run('work', 'show', item.id.slice(0, 13));
    expect(stdout).toContain(`${item.id}  ✓ Completed`);
    expect(stdout).toContain('{"operation":"digest","input":"abc"}');
    expect(stdout).toMatch(/submitted +By anna@example.org/);
  });

  it('redrive what is named, or all of a type, and one of the two', async () => {
    const failed = () => sampleWorkItem({ status: 'failed' });
    plane.work.items.push(failed(), failed(), failed());
    const first = plane.work.items[0]?.id ?? '';
    expect((await run('work', 'redrive', first)).stdout).toBe(`${first}: · Queued\n`);
    expect((await run('work', 'redrive', first)).exitCode).toBe(1);
    expect((await run('work', 'redrive', '--type', 'compute')).stdout).toBe('2 items redriven\n');
    expect((await run('work', 'redrive')).exitCode).toBe(2);
  });
});

describe('work queues and scale', () => {
  it('say how deep, who works, and what is wrong', async () => {
    plane.work.queues.items = [
      sampleWorkQueue({ queued: 1_200, oldestAgeMs: 61_000, trouble: { jobId: 'j1', message: 'no such image' } }),
    ];
    plane.work.queues.ready = false;
    const { stdout, stderr } = await run('work', 'queues');
    expect(stdout).toMatch(/compute +1,200 +0 +1 min 1 s/);
    expect(stderr).toContain('compute: its last worker failed: no such image');
    expect(stderr).toContain('LONGSHORE_SECRET_KEY');
  });

  it('change only the limits that are given', async () => {
    await run('work', 'scale', 'compute', '--maximum', '8', '--idle', '5m');
    expect(plane.requests[0]).toMatchObject({ path: '/work-queues/compute', body: { maximum: 8, idleMs: 300_000 } });
    expect((await run('work', 'scale', 'compute', '--minimum', '-1')).exitCode).toBe(2);
  });
});

describe('worker list, start and stop', () => {
  it('say who takes what, and steer it', async () => {
    const worker = sampleWorker({ completed: 1_234 });
    plane.work.workers.push(worker);
    expect((await run('worker', 'list')).stdout).toMatch(/worker a +✓ Idle +compute +0 +1,234/);
    const stopped = await run('worker', 'stop', worker.id.slice(0, 13), '--type', 'compute');
    expect(stopped.stdout).toBe('worker a: ~ Draining\n');
    expect(plane.requests.at(-1)).toMatchObject({ body: { types: ['compute'] } });
    expect((await run('worker', 'start', worker.id)).stdout).toBe('worker a: ✓ Idle\n');
    expect((await run('worker', 'stop', 'ffff')).exitCode).not.toBe(0);
  });

  it('say that there is none', async () => {
    expect((await run('worker', 'list')).stderr).toContain('the fleet starts them when items wait');
  });
});
