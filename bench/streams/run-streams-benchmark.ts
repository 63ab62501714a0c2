import pg from 'pg';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { notifyStatement } from '../../control-plane/src/database/channels.ts';
import { until } from '../../test/faults/harness/until.ts';
import { abortable } from '../abortable.ts';
import { judge, type Verdict } from '../aims.ts';
import { startBare } from '../bare/start-bare.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { signIn } from '../sign-in.ts';
import { type BenchPlane, startPlane } from '../start-plane.ts';
import { turns } from '../turns.ts';
import { measureDelivery } from './measure-delivery.ts';
import { MemoryProbe, memoryEach } from './memory-probe.ts';
import { StreamCrowd } from './stream-crowd.ts';
import { describeStreams, type StreamFigures, type StreamRound, streamAims } from './stream-figures.ts';

/** What is measured. */
export interface StreamsSettings {
  /** Open at once at one process. */
  streams: number;
  /** Changes that each of them hears of, in each round. */
  changes: number;
  /** Of each server; each begins with a process of its own. */
  rounds: number;
}

export interface StreamsBenchmarkOptions {
  settings: StreamsSettings;
  /** The repository, for the commit. */
  root: string;
  /** Told what is being done. */
  onStep: (words: string) => void;
  /** Told after each round. */
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

export interface StreamsBenchmark extends Occasion {
  benchmark: 'streams';
  settings: StreamsSettings;
  bare: StreamFigures;
  longshore: StreamFigures;
  verdicts: Verdict[];
}

/** Starts web and PostgreSQL, and bare servers beside them, and holds many event streams open at each in turn. */
export async function runStreamsBenchmark(options: StreamsBenchmarkOptions): Promise<StreamsBenchmark> {
  const { settings, root, onStep, onProgress, signal } = options;
  const occasion = describeOccasion(root);
  onStep('starting Kafka, registry, PostgreSQL and web');
  const [inspectWeb = 0, inspectBare = 0] = await findFreePorts(2);
  await using started = await startPlane({ parts: ['web'], web: inspectedAt(inspectWeb), signal });
  const { databaseUrl } = started.services;
  await using database = await connect(databaseUrl);
  const change = async (): Promise<void> => {
    await database.client.query(notifyStatement(['jobs']));
  };
  const cookie = await signIn(started.plane);
  const done: Record<'bare' | 'longshore', StreamRound[]> = { bare: [], longshore: [] };
  const measure = (server: StreamServer) => abortable(measureServer(server, change, settings, signal), signal);
  onStep(
    `measuring ${settings.streams} streams at each server: ${settings.rounds} rounds of ${settings.changes} changes`,
  );
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const way of turns(['bare', 'longshore'] as const, round)) {
      if (way === 'longshore') {
        done.longshore.push(await measure(await freshWeb(started, inspectWeb, cookie)));
        continue;
      }
      await using bare = await startBare({ ...inspectedAt(inspectBare), DATABASE_URL: databaseUrl });
      const probe = new MemoryProbe(inspectBare);
      done.bare.push(await measure({ url: `${bare.url}/api/v1`, headers: {}, probe }));
    }
    onProgress(round + 1, settings.rounds);
  }
  const longshore = describeStreams(done.longshore);
  return {
    benchmark: 'streams',
    ...occasion,
    settings,
    bare: describeStreams(done.bare),
    longshore,
    verdicts: judge(streamAims(longshore)),
  };
}

interface StreamServer {
  url: string;
  headers: Readonly<Record<string, string>>;
  probe: MemoryProbe;
  /** @throws when the server has not as many streams as it should */
  refuseUnless?: (streams: number) => Promise<void>;
}

const warmUp = { streams: 100, changes: 5 };
/** Longer than a web process waits between two looks of its own. */
const QUIET_MS = 3_000;

async function measureServer(
  { url, headers, probe, refuseUnless }: StreamServer,
  change: () => Promise<void>,
  { streams, changes }: StreamsSettings,
  signal: AbortSignal,
): Promise<StreamRound> {
  const common = { change, pauseMs: 200, quietMs: QUIET_MS, signal };
  // What a process needs for its first streams, whatever their number, is none of theirs.
  {
    using few = await StreamCrowd.open({ url, headers, streams: warmUp.streams, signal });
    await measureDelivery({ ...common, crowd: few, changes: warmUp.changes });
  }
  const before = await probe.settled();
  using crowd = await StreamCrowd.open({ url, headers, streams, signal });
  // What opening them has left to be done, such as looking up once more who listens, is none of the delivery.
  await probe.settled();
  const delivery = await measureDelivery({ ...common, crowd, changes });
  await refuseUnless?.(streams);
  return { memoryEach: memoryEach(before, await probe.settled(), streams), delivery };
}

/** The web program in a process that has served nothing yet. */
async function freshWeb({ services, plane }: BenchPlane, inspectPort: number, cookie: string): Promise<StreamServer> {
  await services.stopService('web');
  await services.startService('web');
  await until('web is ready again', () => isReady(plane.url));
  return {
    url: `${plane.url}/api/v1`,
    // As a page of somebody who is signed in.
    headers: { cookie },
    probe: new MemoryProbe(inspectPort),
    async refuseUnless(streams) {
      const text = await (await fetch(`${plane.url}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
      const open = Number(/^longshore_web_event_streams (\d+)$/m.exec(text)?.[1]);
      if (open !== streams) throw new Error(`The web program tells of ${open} streams where ${streams} were opened`);
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch (error) {
    // Nobody listens yet.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return false;
    throw error;
  }
}

/** Lets a Node program be looked into, from this machine alone. */
function inspectedAt(port: number): { NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` };
}

async function connect(databaseUrl: string): Promise<AsyncDisposable & { client: pg.Client }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
