import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { abortable } from '../abortable.ts';
import { callControlPlane } from '../control-plane.ts';
import { describeTail, type TailedDistribution } from '../distribution.ts';
import { readProcesses } from '../fleet/processor-time.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { startPlane } from '../start-plane.ts';
import { turns } from '../turns.ts';
import { unlimited } from '../unlimited.ts';
import { BARE_TOPIC, openRig, type Rig } from './work-rig.ts';
import { describeRounds, usedBetween, type WorkRate, type WorkRound } from './work-round.ts';

/** What is measured. */
export interface WorkSettings {
  /** In a round. */
  items: number;
  /** Of each way; they take turns. */
  rounds: number;
  /** Items of a type that the worker works on at once. */
  concurrency: number;
  /** Items that are submitted one by one, each after the one before was completed. */
  singles: number;
}

export interface WorkBenchmarkOptions {
  settings: WorkSettings;
  /** The repository, for the commit. */
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

export interface WorkBenchmark extends Occasion {
  benchmark: 'work';
  settings: WorkSettings;
  bare: WorkRate;
  longshore: WorkRate;
  /** Longshore's rate over the bare consumer's. */
  share: number;
  /** From submitting an item by itself until its result can be read. */
  singleMs: TailedDistribution;
}

const AT_ONCE = 500;
const LOOK_MS = 20;

const inputOf = (round: number, n: number) => `round ${round}, item ${n}: ${'x'.repeat(80)}`;

/** Starts all of Longshore but the fleet, one worker and a bare consumer, and gives both the same to hash, in turn. */
export async function runWorkBenchmark(options: WorkBenchmarkOptions): Promise<WorkBenchmark> {
  const { settings, root, onStep, onProgress, signal } = options;
  const occasion = describeOccasion(root);
  onStep('starting Kafka, registry, PostgreSQL, dispatcher and web');
  const web = { ...unlimited, LONGSHORE_RATE_PER_WORKER: '1000000' };
  await using started = await startPlane({ parts: ['web', 'dispatcher'], web, signal });
  await using rig = await openRig(started, settings.concurrency, signal);
  const done: Record<'bare' | 'longshore', WorkRound[]> = { bare: [], longshore: [] };
  const ways = { bare: bareRound, longshore: longshoreRound };
  onStep('warming up');
  for (const way of ['bare', 'longshore'] as const) await ways[way](rig, 0, Math.min(500, settings.items));
  onStep(`measuring ${settings.rounds} rounds of ${settings.items} items each way, in turn`);
  for (let round = 1; round <= settings.rounds; round += 1) {
    for (const way of turns(['bare', 'longshore'] as const, round)) {
      done[way].push(await abortable(ways[way](rig, round, settings.items), signal));
    }
    onProgress(round, settings.rounds);
  }
  onStep(`measuring ${settings.singles} items one by one`);
  const singleMs = describeTail(await abortable(measureSingles(rig, settings.singles), signal));
  const [bare, longshore] = [describeRounds(done.bare), describeRounds(done.longshore)];
  const share = longshore.perSecond / bare.perSecond;
  return { benchmark: 'work', ...occasion, settings, bare, longshore, share, singleMs };
}

/** Measures from here until `isDone`, in time and in what each part used. */
async function measured(
  { signal }: Rig,
  items: number,
  parts: Readonly<Record<string, readonly number[]>>,
  handIn: () => Promise<void>,
  isDone: () => Promise<boolean>,
): Promise<WorkRound> {
  const before = readProcesses();
  const sinceMs = performance.now();
  await handIn();
  while (!(await isDone())) await delay(LOOK_MS, undefined, { signal });
  const wallMs = performance.now() - sinceMs;
  return { items, wallMs, usedMs: usedBetween(before, readProcesses(), parts) };
}

async function bareRound(rig: Rig, round: number, items: number): Promise<WorkRound> {
  const { bus, bare, parts } = rig;
  const target = bare.hashed() + items;
  const producer = await bus.producer({ clientId: 'bench-producer' });
  try {
    return await measured(
      rig,
      items,
      parts.bare,
      async () => {
        for (let from = 0; from < items; from += AT_ONCE) {
          const count = Math.min(AT_ONCE, items - from);
          await producer.send(
            Array.from({ length: count }, (_, n) => ({
              topic: BARE_TOPIC,
              key: `${round}:${from + n}`,
              value: Buffer.from(inputOf(round, from + n)),
            })),
          );
        }
      },
      async () => bare.hashed() >= target,
    );
  } finally {
    await producer.close();
  }
}

async function completedBy(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ n: string }>('SELECT coalesce(sum(completed), 0) AS n FROM worker');
  return Number(rows[0]?.n ?? 0);
}

async function longshoreRound(rig: Rig, round: number, items: number): Promise<WorkRound> {
  const { started, database, parts } = rig;
  const target = (await completedBy(database)) + items;
  return measured(
    rig,
    items,
    parts.longshore,
    async () => {
      for (let from = 0; from < items; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, items - from);
        const body = {
          items: Array.from({ length: count }, (_, n) => ({
            type: 'compute',
            payload: { operation: 'digest', input: inputOf(round, from + n) },
          })),
        };
        await callControlPlane(started.plane, '/work-items/many', { method: 'POST', body: JSON.stringify(body) });
      }
    },
    async () => (await completedBy(database)) >= target,
  );
}

async function measureSingles({ started, signal }: Rig, singles: number): Promise<number[]> {
  const { plane } = started;
  const took: number[] = [];
  for (let n = 0; n < singles; n += 1) {
    const sinceMs = performance.now();
    const body = JSON.stringify({ type: 'compute', payload: { operation: 'digest', input: `single ${n}` } });
    const { id } = await callControlPlane<{ id: string }>(plane, '/work-items', { method: 'POST', body });
    for (;;) {
      const { status } = await callControlPlane<{ status: string }>(plane, `/work-items/${id}`);
      if (status === 'completed') break;
      await delay(2, undefined, { signal });
    }
    took.push(performance.now() - sinceMs);
  }
  return took;
}
