import type { Bus, OutgoingRecord } from '@longshore/kafka';
import type { PatchOutcome, WorkItemPatchWithId } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import type { Performer } from '../perform/perform-item.ts';
import { LEFT, type Outcome, type Task } from '../perform/task.ts';
import { Consumption } from './consumption.ts';

const TOPIC = 'jobs.compute';
const GROUP = 'workers';
const idOf = (n: number) => `01999999-9999-7999-8999-${String(n).padStart(12, '0')}`;
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

/** A control plane that gives each item once, and remembers what it was told. */
class PlayedPlane {
  readonly results = new Map<string, WorkItemPatchWithId[]>();
  readonly refusals = new Map<string, string>();
  claims = 0;

  patch = async (patch: WorkItemPatchWithId): Promise<PatchOutcome> => {
    const { id } = patch;
    const base = { id, status: 'processing', claimed: null, code: null, detail: null } as const;
    if (!('worker' in patch)) {
      this.results.set(id, [...(this.results.get(id) ?? []), patch]);
      return { ...base, accepted: true };
    }
    this.claims += 1;
    const code = this.refusals.get(id);
    if (code !== undefined) return { ...base, accepted: false, code, detail: code };
    return { ...base, accepted: true, claimed: { claim: `of ${id}`, leaseMs: 15_000, payload: {}, head: null } };
  };
}

let bus: Bus;
let plane: PlayedPlane;
/** Tasks that are being worked on, each ended by the test. */
let working: Map<string, (outcome: Outcome | typeof LEFT) => void>;
let dead: OutgoingRecord[];
let consumption: Consumption;
let performer: Performer;

beforeEach(async () => {
  bus = memoryBrokers().open();
  await (await bus.admin()).ensureTopic({ name: TOPIC, partitions: 2, replication: 1 });
  plane = new PlayedPlane();
  working = new Map();
  dead = [];
  performer = {
    workerId: idOf(999),
    plane: { inputOf: () => ({ url: '', headers: {} }) },
    patcher: { patch: plane.patch },
    pool: { run: (task: Task) => new Promise((resolve) => working.set(task.id, resolve)) },
    holding: new Set(),
    privateAllowed: false,
    say: () => undefined,
    now: () => performance.now(),
  };
  consumption = new Consumption({
    type: 'compute',
    concurrency: 2,
    topic: TOPIC,
    group: GROUP,
    bus,
    deadLetters: {
      send: async (records) => {
        dead.push(...records);
      },
    },
    performer,
    say: () => undefined,
  });
});
afterEach(async () => {
  for (const end of working.values()) end({ result: {} });
  consumption.want('stopped');
  await consumption.close();
  await bus.close();
});

const offer = (...values: (number | string)[]) => offerTo(0, ...values);

async function offerTo(partition: number, ...values: (number | string)[]): Promise<void> {
  const producer = await bus.producer();
  const textOf = (value: number | string) =>
    typeof value === 'string' ? value : JSON.stringify({ itemId: idOf(value), type: 'compute' });
  await producer.send(
    values.map((value) => ({ topic: TOPIC, partition, key: null, value: Buffer.from(textOf(value)) })),
  );
}

const committed = async () => (await bus.admin()).committedOffset(GROUP, { topic: TOPIC, partition: 0 });
const finish = (n: number) => {
  working.get(idOf(n))?.({ result: { n } });
  working.delete(idOf(n));
};

describe('taking offers', () => {
  it('works on as many as it may at once, and commits only what is below all that is open', async () => {
    await consumption.start();
    await offer(1, 2, 3);
    await eventually(() => expect([...working.keys()]).toEqual([idOf(1), idOf(2)]));
    expect(performer.holding).toEqual(new Set([idOf(1), idOf(2)]));
    finish(2);
    await eventually(() => expect(working.has(idOf(3))).toBe(true));
    expect(await committed()).not.toBe(1n);
    finish(1);
    finish(3);
    await eventually(async () => expect(await committed()).toBe(3n));
    expect(plane.results.get(idOf(1))).toMatchObject([
      { status: 'completed', result: { n: 1 }, claim: `of ${idOf(1)}` },
    ]);
    expect(performer.holding.size).toBe(0);
  });

  it('goes on with other partitions while an item of one takes long', async () => {
    await consumption.start();
    await offerTo(0, 1);
    await eventually(() => expect(working.has(idOf(1))).toBe(true));
    await offerTo(1, 2, 3);
    for (const n of [2, 3]) {
      await eventually(() => expect(working.has(idOf(n))).toBe(true));
      finish(n);
    }
    const other = async () => (await bus.admin()).committedOffset(GROUP, { topic: TOPIC, partition: 1 });
    await eventually(async () => expect(await other()).toBe(2n));
    expect(await committed()).not.toBe(1n);
    finish(1);
    await eventually(async () => expect(await committed()).toBe(1n));
  });

  it('commits what is done before it leaves', async () => {
    await consumption.start();
    await offer(1);
    await eventually(() => expect(working.has(idOf(1))).toBe(true));
    consumption.want('stopped');
    finish(1);
    await eventually(() => expect(consumption.observed).toBe('stopped'));
    await consumption.close();
    expect(await committed()).toBe(1n);
  });

  it('goes on past what it is refused, and past what is no offer, which is put aside', async () => {
    plane.refusals.set(idOf(1), 'work_item_held');
    await consumption.start();
    await offer(1, 'poison', 2);
    await eventually(() => expect(working.has(idOf(2))).toBe(true));
    finish(2);
    await eventually(async () => expect(await committed()).toBe(3n));
    expect(dead).toMatchObject([{ topic: `${TOPIC}.dlq` }]);
    expect(plane.results.has(idOf(1))).toBe(false);
  });

  it('hands in as failed a result that the control plane will not have', async () => {
    const patch = plane.patch;
    performer.patcher.patch = async (given) => {
      const outcome = await patch(given);
      return given.status === 'completed' ? { ...outcome, accepted: false, code: 'result_too_large' } : outcome;
    };
    await consumption.start();
    await offer(1);
    await eventually(() => expect(working.has(idOf(1))).toBe(true));
    finish(1);
    await eventually(() => expect(plane.results.get(idOf(1))).toHaveLength(2));
    expect(plane.results.get(idOf(1))?.[1]).toMatchObject({ status: 'failed', failure: { code: 'RESULT_TOO_LARGE' } });
  });

  it('gives back what was not begun, whose offer is dealt with then', async () => {
    await consumption.start();
    await offer(1, 2);
    await eventually(() => expect(working.size).toBe(2));
    working.get(idOf(1))?.(LEFT);
    finish(2);
    await eventually(async () => expect(await committed()).toBe(2n));
    expect(plane.results.get(idOf(1))).toEqual([{ id: idOf(1), status: 'queued', claim: `of ${idOf(1)}` }]);
    expect(performer.holding.size).toBe(0);
  });

  it('finishes what it holds once stopped, commits that, and takes the rest when it is started again', async () => {
    await consumption.start();
    await offer(1, 2, 3, 4);
    await eventually(() => expect(working.size).toBe(2));
    consumption.want('stopped');
    expect(consumption.observed).toBe('draining');
    finish(1);
    finish(2);
    await eventually(() => expect(consumption.observed).toBe('stopped'));
    await eventually(async () => expect(await committed()).toBe(2n));
    expect(working.size).toBe(0);
    consumption.want('started');
    await eventually(() => expect([...working.keys()]).toEqual([idOf(3), idOf(4)]));
    finish(3);
    finish(4);
    await eventually(async () => expect(await committed()).toBe(4n));
    // What was done before was not worked on again.
    expect(plane.results.get(idOf(1))).toHaveLength(1);
  });

  it('leaves an offer where it is that is refused because the worker was told to stop', async () => {
    plane.refusals.set(idOf(1), 'worker_stopped');
    await consumption.start();
    await offer(1);
    await eventually(() => expect(plane.claims).toBeGreaterThan(2));
    expect(await committed()).not.toBe(1n);
    plane.refusals.clear();
    await eventually(() => expect(working.has(idOf(1))).toBe(true));
    finish(1);
    await eventually(async () => expect(await committed()).toBe(1n));
  });
});
