import { setTimeout as delay } from 'node:timers/promises';
import { createKafkaBus } from '@longshore/kafka';
import { newId } from '@longshore/schemas';
import pg from 'pg';
import { Program } from '../../test/faults/harness/program.ts';
import { until } from '../../test/faults/harness/until.ts';
import { abortable } from '../abortable.ts';
import { callControlPlane } from '../control-plane.ts';
import { describeTail, type TailedDistribution } from '../distribution.ts';
import { readProcesses } from '../fleet/processor-time.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { type BenchPlane, startPlane } from '../start-plane.ts';
import { turns } from '../turns.ts';
import { unlimited } from '../unlimited.ts';
import { type BareConsumer, startBareConsumer } from './start-bare-consumer.ts';
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

const TOPIC = 'bench.bare';
const AT_ONCE = 500;
const LOOK_MS = 20;

/** What a round of either way is measured on. */
interface Rig {
  started: BenchPlane;
  database: pg.Client;
  bus: ReturnType<typeof createKafkaBus>;
  bare: BareConsumer;
  parts: { bare: Record<string, number[]>; longshore: Record<string, number[]> };
  signal: AbortSignal;
}

const inputOf = (round: number, n: number) => `round ${round}, item ${n}: ${'x'.repeat(80)}`;

/** Starts all of Longshore but the fleet, one worker and a bare consumer, and gives both the same to hash, in turn. */
export async function runWorkBenchmark(options: WorkBenchmarkOptions): Promise<WorkBenchmark> {
  const { settings, root, onStep, onProgress, signal } = options;
  const occasion = describeOccasion(root);
  onStep('starting Kafka, registry, PostgreSQL, dispatcher and web');
  const web = { ...unlimited, LONGSHORE_RATE_PER_WORKER: '1000000' };
  await using started = await startPlane({ parts: ['web', 'dispatcher'], web, signal });
  await using rig = await openRig(started, settings, signal);
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

async function openRig(
  started: BenchPlane,
  settings: WorkSettings,
  signal: AbortSignal,
): Promise<Rig & AsyncDisposable> {
  const { services, plane } = started;
  await using parts = new AsyncDisposableStack();
  const database = new pg.Client({ connectionString: services.databaseUrl });
  await database.connect();
  parts.defer(() => database.end());
  // The worker is started here: where there is no fleet, none is to be asked for.
  await database.query('UPDATE work_queue SET maximum = 0');
  const bus = createKafkaBus({ bootstrapServers: services.kafkaBootstrapServers.split(','), clientId: 'bench' });
  parts.defer(() => bus.close());
  await (await bus.admin()).ensureTopic({ name: TOPIC, partitions: 12, replication: 1 });
  const bare = parts.use(
    await startBareConsumer({
      KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
      BENCH_TOPIC: TOPIC,
      BENCH_GROUP: 'bench-bare',
    }),
  );
  const workerId = newId();
  const worker = Program.start('workloads/worker/src/main.ts', plane.url, {
    NODE_ENV: 'production',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
    LONGSHORE_URL: plane.url,
    LONGSHORE_WORKER_KEY: plane.key,
    LONGSHORE_WORKER_ID: workerId,
    LONGSHORE_WORKER_TYPES: 'compute',
    LONGSHORE_WORKER_CONCURRENCY: String(settings.concurrency),
  });
  parts.defer(() => worker.kill());
  await until('the worker takes items', async () => {
    if (!worker.running) throw new Error(`the worker ended by itself:\n${worker.output}`);
    const { rowCount } = await database.query(
      `SELECT 1 FROM worker WHERE id = $1 AND types->0->>'observed' = 'consuming'`,
      [workerId],
    );
    return rowCount === 1;
  });
  const pids = await pidsOf(started);
  const kept = parts.move();
  return {
    started,
    database,
    bus,
    bare,
    signal,
    parts: {
      bare: { kafka: pids.kafka ?? [], consumer: [bare.pid], producer: [process.pid] },
      longshore: {
        kafka: pids.kafka ?? [],
        postgres: pids.postgres ?? [],
        web: pids.web ?? [],
        dispatcher: pids.dispatcher ?? [],
        worker: [worker.pid ?? 0],
      },
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function pidsOf({ services }: BenchPlane): Promise<Record<string, number[]>> {
  const { services: running } = await services.status();
  return Object.fromEntries(running.map(({ name, pid }) => [name, pid === undefined ? [] : [pid]]));
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
              topic: TOPIC,
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
