import type { Bus } from '@longshore/kafka';
import type { PatchOutcome, WorkerBeat, WorkerOrders, WorkItemPatchWithId, WorkType } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import { readConfig } from './config.ts';
import type { ControlPlane } from './plane/control-plane.ts';
import { runWorker } from './run-worker.ts';

const WORKER = '01999999-9999-7999-8999-000000000999';
const idOf = (n: number) => `01999999-9999-7999-8999-${String(n).padStart(12, '0')}`;
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** Takes many seconds on any machine. */
const ENDLESS = { operation: 'monte-carlo-pi', samples: 1_000_000_000 };
const ROWS = { rows: [{ city: 'Berlin' }], aggregates: [{ as: 'n', function: 'count' }] };

/** A control plane that gives each item to whoever asks, and says of all that is held whatever the test says. */
class PlayedPlane implements ControlPlane {
  readonly payloads = new Map<string, Record<string, unknown>>();
  readonly claimed: string[] = [];
  readonly ended = new Map<string, WorkItemPatchWithId['status']>();
  holding: readonly string[] = [];
  /** What the worker has lost, as the next answer to its beat says. */
  lost: readonly string[] = [];

  beat = async ({ types, holding }: WorkerBeat): Promise<WorkerOrders> => {
    this.holding = holding;
    return {
      types: types.map(({ type }) => ({ type, topic: `jobs.${type}`, group: `work-${type}`, wanted: 'started' })),
      leaseMs: 15_000,
      heartbeatMs: 3_000,
      lost: holding.filter((id) => this.lost.includes(id)),
    };
  };

  patch = async (items: readonly WorkItemPatchWithId[]): Promise<PatchOutcome[]> =>
    items.map((patch) => {
      const { id } = patch;
      const base = { id, accepted: true, status: 'processing', claimed: null, code: null, detail: null } as const;
      if (!('worker' in patch)) {
        if (patch.status !== 'processing') this.ended.set(id, patch.status);
        return base;
      }
      this.claimed.push(id);
      const payload = this.payloads.get(id) ?? {};
      return { ...base, claimed: { claim: `of ${id}`, leaseMs: 15_000, payload, head: null } };
    });

  inputOf = () => ({ url: '', headers: {} });
}

let bus: Bus;
let plane: PlayedPlane;
let stop: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  stop = new AbortController();
  bus = memoryBrokers().open();
  plane = new PlayedPlane();
  const admin = await bus.admin();
  for (const type of ['compute', 'data']) {
    await admin.ensureTopic({ name: `jobs.${type}`, partitions: 1, replication: 1 });
  }
});
afterEach(async () => {
  plane.lost = plane.claimed;
  stop.abort(new Error('the test is over'));
  await running;
  await bus.close();
});

async function offer(type: WorkType, payload: Record<string, unknown>, ...numbers: number[]): Promise<void> {
  for (const n of numbers) plane.payloads.set(idOf(n), payload);
  const producer = await bus.producer();
  await producer.send(
    numbers.map((n) => ({
      topic: `jobs.${type}`,
      key: null,
      value: Buffer.from(JSON.stringify({ itemId: idOf(n), type })),
    })),
  );
}

function start(types: string, concurrency: string): void {
  const config = readConfig({
    LONGSHORE_URL: 'http://127.0.0.1:1',
    LONGSHORE_WORKER_KEY: 'lsk_mine',
    LONGSHORE_WORKER_ID: WORKER,
    LONGSHORE_WORKER_TYPES: types,
    LONGSHORE_WORKER_CONCURRENCY: concurrency,
    KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1',
  });
  const threadProgram = new URL('./main.ts', import.meta.url);
  running = runWorker({ config, bus, plane, threadProgram, stop: stop.signal, say: () => undefined });
}

describe('a worker holds what it works on', () => {
  it('and long items of one type keep those of another neither waiting nor held', async () => {
    start('compute,data', '2,data=1');
    await offer('compute', ENDLESS, 1, 2, 3);
    await eventually(() => expect(plane.claimed).toEqual([idOf(1), idOf(2)]));
    await offer('data', ROWS, 11, 12);
    await eventually(() => {
      expect([...plane.ended]).toEqual([
        [idOf(11), 'completed'],
        [idOf(12), 'completed'],
      ]);
    });
    // The third has no thread: it is left to others.
    expect(plane.claimed).toEqual([1, 2, 11, 12].map(idOf));
    await eventually(() => expect(plane.holding).toEqual([idOf(1), idOf(2)]));
    // A claim that lapsed ends the try, whichever type it is of; its thread then takes the next item.
    plane.lost = [idOf(1)];
    await eventually(() => expect(plane.claimed).toContain(idOf(3)));
  });

  it('and gives back what it claimed ahead when the items before take longer than those that it knew', async () => {
    start('compute', '1');
    const short = Array.from({ length: 80 }, (_, n) => 1_000 + n);
    await offer('compute', { operation: 'digest', input: 'abc' }, ...short);
    await eventually(() => expect(plane.ended.size).toBe(short.length));
    // More than are ever claimed ahead.
    const long = Array.from({ length: 300 }, (_, n) => n);
    await offer('compute', ENDLESS, ...long);
    await eventually(() => {
      expect(plane.ended.get(idOf(1))).toBe('queued');
      expect(plane.holding).toEqual([idOf(0)]);
    });
    // By then it knows better, and claims no further ahead.
    expect(plane.claimed).not.toContain(idOf(299));
    expect(plane.ended.has(idOf(0))).toBe(false);
  });
});
