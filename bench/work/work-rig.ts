import { createKafkaBus } from '@longshore/kafka';
import { newId } from '@longshore/schemas';
import pg from 'pg';
import { Program } from '../../test/faults/harness/program.ts';
import { until } from '../../test/faults/harness/until.ts';
import type { BenchPlane } from '../start-plane.ts';
import { type BareConsumer, startBareConsumer } from './start-bare-consumer.ts';

/** Where the bare consumer reads. */
export const BARE_TOPIC = 'bench.bare';

/** What a round of either way is measured on. */
export interface Rig {
  started: BenchPlane;
  database: pg.Client;
  bus: ReturnType<typeof createKafkaBus>;
  bare: BareConsumer;
  parts: { bare: Record<string, number[]>; longshore: Record<string, number[]> };
  signal: AbortSignal;
}

/** Opens what rounds need: a database connection, a bare consumer, and one worker that takes items. */
export async function openRig(
  started: BenchPlane,
  concurrency: number,
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
  await (await bus.admin()).ensureTopic({ name: BARE_TOPIC, partitions: 12, replication: 1 });
  const bare = parts.use(
    await startBareConsumer({
      KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
      BENCH_TOPIC: BARE_TOPIC,
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
    LONGSHORE_WORKER_CONCURRENCY: String(concurrency),
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
