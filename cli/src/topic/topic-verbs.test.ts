import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeControlPlane, sampleMessage } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli, startCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { batches } from './produce.ts';

/** Nothing here waits long, but the machine may be busy with other things. */
vi.setConfig({ testTimeout: 30_000 });

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  for (const [name, internal] of [
    ['people', false],
    ['Job_Status', true],
  ] as const) {
    const partitionOffsets = [{ partition: 0, start: 0, end: 25, leader: 1 }];
    plane.topics.push({ name, partitions: 1, replication: 1, records: 25, internal, partitionOffsets });
  }
  fill(25);
});
afterEach(() => plane.stop());

function fill(upTo: number): void {
  const records = Array.from({ length: upTo }, (_, offset) =>
    sampleMessage({ offset, key: `0:${offset}`, value: `{"n":${offset}}` }),
  );
  plane.messages.set('people', records);
}

describe('topic list and show', () => {
  it('leave out the topics of the protocol unless they are asked for', async () => {
    expect((await runCli(plane, ['topic', 'list'])).stdout.split('\n')).toEqual([
      'Topic   Records  Partitions  Replication',
      'people       25           1            1',
      '',
    ]);
    expect((await runCli(plane, ['topic', 'list', '--internal'])).stdout).toContain('Job_Status');
  });

  it('show the offsets of each partition', async () => {
    const { stdout } = await runCli(plane, ['topic', 'show', 'people']);
    expect(stdout).toMatch(/Partition {2}Records {2}First offset {2}Next offset {2}Leader\n +0 +25 +0 +25 +1\n/);
  });

  it('say that a topic is not there', async () => {
    const { exitCode, stderr } = await runCli(plane, ['topic', 'consume', 'gone']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^There is no topic gone · GET .* · longshore topic list shows what there is\n$/);
  });
});

describe('topic create', () => {
  it('creates a topic as it was asked for', async () => {
    const { stdout } = await runCli(plane, ['topic', 'create', 'fresh', '--partitions', '3']);
    expect(stdout).toBe('fresh created with 3 partitions\n');
    expect(plane.requests[0]).toMatchObject({ path: '/topics', body: { name: 'fresh', partitions: 3 } });
  });
});

describe('topic consume', () => {
  it('prints the first records, one a line, and says that there are more', async () => {
    const { stdout, stderr } = await runCli(plane, ['topic', 'consume', 'people']);
    expect(stdout).toBe(Array.from({ length: 10 }, (_, n) => `{"n":${n}}\n`).join(''));
    expect(stderr).toContain('the first 10 records');
  });

  it('prints the last ones, with keys and offsets', async () => {
    const { stdout } = await runCli(plane, ['topic', 'consume', 'people', '--from', 'end', '-n', '2', '-k', '-o']);
    expect(stdout).toBe('0:23\t0:23\t{"n":23}\n0:24\t0:24\t{"n":24}\n');
  });

  it.each([true, false])(
    'reads page by page to the end, each record once (a next page also at the end: %s)',
    async (next) => {
      plane.messagesAlwaysHaveNext = next;
      plane.pageSize = 7;
      const { stdout } = await runCli(plane, ['topic', 'consume', 'people', '-n', '1000', '--json']);
      const records = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(records.map(({ offset }) => offset)).toEqual(Array.from({ length: 25 }, (_, n) => n));
    },
  );

  it.each(['beginning', 'end'])(
    'follows from the %s what comes, each record once, until it is interrupted',
    async (from) => {
      const { terminal, ended } = startCli(plane, ['topic', 'consume', 'people', '--follow', '--from', from]);
      const last = () => terminal.out.lines.at(-1);
      await vi.waitFor(() => expect(last()).toBe('{"n":24}'), 15_000);
      fill(40);
      await vi.waitFor(() => expect(last()).toBe('{"n":39}'), 15_000);
      terminal.interrupt();
      expect(await ended).toBe(130);
      expect(new Set(terminal.out.lines).size).toBe(terminal.out.lines.length);
      expect(terminal.out.lines).toHaveLength(from === 'end' ? 25 : 40);
    },
  );

  it('lets no record play with the terminal', async () => {
    plane.messages.set('people', [sampleMessage({ value: '\u001b[2Jx\ny' })]);
    expect((await runCli(plane, ['topic', 'consume', 'people'], { columns: 80 })).stdout).toBe('x y\n');
    expect((await runCli(plane, ['topic', 'consume', 'people'])).stdout).toBe('\u001b[2Jx\ny\n');
  });
});

describe('topic produce', () => {
  it('writes values, or lines with keys, in requests that are small enough', async () => {
    const one = await runCli(plane, ['topic', 'produce', 'people', 'a', 'b', '--key', 'k', '--header', 'h=1']);
    expect(one.stdout).toBe('2 records written to people\n');
    expect(plane.requests[0]?.body).toEqual({
      messages: [
        { key: 'k', value: 'a', headers: { h: '1' } },
        { key: 'k', value: 'b', headers: { h: '1' } },
      ],
    });
    plane.requests.length = 0;
    const stdin = Array.from({ length: 2_500 }, (_, n) => `k${n}:v:${n}`).join('\n');
    const many = await runCli(plane, ['topic', 'produce', 'people', '--key-separator', ':', '--json'], { stdin });
    expect(JSON.parse(many.stdout)).toEqual({ topic: 'people', produced: 2_500 });
    expect(plane.requests).toHaveLength(3);
    expect(plane.messages.get('people')?.at(-1)).toMatchObject({ key: 'k2499', value: 'v:2499' });
    expect(new Set(plane.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });

  it('refuses to write nothing', async () => {
    const { exitCode, stderr } = await runCli(plane, ['topic', 'produce', 'people']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe('no records to write · stdin · give values as arguments, or one a line\n');
  });

  it('cuts any records into requests within the bounds, losing none and keeping their order', () => {
    const message = fc.record({
      key: fc.constant(null),
      value: fc.integer({ min: 0, max: 300_000 }).map((length) => 'x'.repeat(length)),
      headers: fc.constant({}),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const cutUp = [...batches(messages)];
        expect(cutUp.flat()).toEqual(messages);
        for (const batch of cutUp) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length === 1 || JSON.stringify(batch).length < 600_000).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
