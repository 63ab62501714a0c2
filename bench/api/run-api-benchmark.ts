import { isDeepStrictEqual } from 'node:util';
import { abortable } from '../abortable.ts';
import { judge, type Verdict } from '../aims.ts';
import { startBare } from '../bare/start-bare.ts';
import { realisticJobs } from '../jobs/realistic-jobs.ts';
import { writeJobs } from '../jobs/write-jobs.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { makeApiKey, signIn } from '../sign-in.ts';
import { startPlane } from '../start-plane.ts';
import { turns } from '../turns.ts';
import { type LoadResult, runLoad } from './load.ts';
import { compareRates, describeRate, type Rate, type RateRatio } from './read-rates.ts';

/** What is measured. */
export interface ApiSettings {
  /** In the database. */
  jobs: number;
  /** At once, at each server. */
  connections: number;
  /** Of each server for each read; they take turns. */
  rounds: number;
  seconds: number;
}

export interface ApiBenchmarkOptions {
  settings: ApiSettings;
  /** The repository, for the commit. */
  root: string;
  /** Told what is being done. */
  onStep: (words: string) => void;
  /** Told after each round. */
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

/** One read of the API. */
export interface ReadFigures {
  read: string;
  bare: Rate;
  longshore: Rate;
  ratio: RateRatio;
}

export interface ApiBenchmark extends Occasion {
  benchmark: 'api';
  settings: ApiSettings;
  reads: ReadFigures[];
  verdicts: Verdict[];
}

/** The share of the bare server's rate that should be left. */
const SHARE = 0.6;
/** So many different jobs are asked for one by one. */
const JOBS_ASKED = 500;
const WARM_UP_MS = 3_000;

/** Starts web, PostgreSQL and a bare server over the same jobs, and asks both the same in turn. */
export async function runApiBenchmark(options: ApiBenchmarkOptions): Promise<ApiBenchmark> {
  const { settings, root, onStep, signal } = options;
  const occasion = describeOccasion(root);
  onStep('starting Kafka, registry, PostgreSQL and web');
  await using started = await startPlane({ parts: ['web'], signal });
  const { plane, services } = started;
  const key = await makeApiKey(plane, await signIn(plane), ['jobs:read']);
  onStep(`writing ${settings.jobs} jobs`);
  const rows = realisticJobs({ count: settings.jobs, nowMs: Date.now(), seed: 1 });
  await abortable(writeJobs(services.databaseUrl, rows), signal);
  await using bare = await startBare({ DATABASE_URL: services.databaseUrl });
  const servers: Servers = {
    bare: { url: `${bare.url}/api/v1`, headers: {} },
    // As a program asks.
    longshore: { url: `${plane.url}/api/v1`, headers: { authorization: `Bearer ${key}` } },
  };
  // The newest and the oldest alike, in an order that has nothing to do with their age.
  const ids = rows.jobs.map(({ id }) => id).filter((_, index) => index % Math.ceil(settings.jobs / JOBS_ASKED) === 0);
  const reads = [
    { read: 'GET /jobs?limit=50', paths: ['/jobs?limit=50'] },
    { read: 'GET /jobs/{id}', paths: shuffled(ids).map((id) => `/jobs/${id}`) },
  ];
  const figures = await abortable(measureReads(servers, reads, options), signal);
  return {
    benchmark: 'api',
    ...occasion,
    settings,
    reads: figures,
    verdicts: judge(
      figures.map(({ read, ratio }) => ({
        what: `${read}, of the bare server`,
        measured: ratio.overall,
        bound: 'at least',
        aim: SHARE,
        unit: '',
        digits: 2,
      })),
    ),
  };
}

interface Server {
  url: string;
  headers: Record<string, string>;
}

type Servers = Record<'bare' | 'longshore', Server>;

interface Read {
  read: string;
  paths: readonly string[];
}

async function measureReads(
  servers: Servers,
  reads: readonly Read[],
  { settings, onStep, onProgress, signal }: ApiBenchmarkOptions,
): Promise<ReadFigures[]> {
  const { rounds, connections } = settings;
  const figures: ReadFigures[] = [];
  for (const { read, paths } of reads) {
    for (const path of paths.slice(0, 20)) await refuseIfDifferent(servers, path);
    onStep(`measuring ${read}: ${rounds} rounds of ${settings.seconds} s at each server, ${connections} connections`);
    const done: Record<keyof Servers, LoadResult[]> = { bare: [], longshore: [] };
    const load = (server: Server, durationMs: number) => runLoad({ ...server, paths, connections, durationMs, signal });
    for (const server of Object.values(servers)) await load(server, WARM_UP_MS);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of turns(['bare', 'longshore'] as const, round))
        done[name].push(await load(servers[name], settings.seconds * 1_000));
      onProgress(round + 1, rounds);
    }
    figures.push({
      read,
      bare: describeRate(done.bare),
      longshore: describeRate(done.longshore),
      ratio: compareRates(done.longshore, done.bare),
    });
  }
  return figures;
}

/** @throws when the two do not answer the same: then their rates compare nothing */
async function refuseIfDifferent({ bare, longshore }: Servers, path: string): Promise<void> {
  const [one, other] = await Promise.all([bare, longshore].map((server) => answerOf(server, path)));
  if (!isDeepStrictEqual(one, other))
    throw new Error(`${path} is answered differently by Longshore and the bare server`);
}

async function answerOf({ url, headers }: Server, path: string): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${url}${path}: ${answer.status} ${await answer.text()}`);
  const { next: _cursor, ...body } = (await answer.json()) as Record<string, unknown>;
  return body;
}

/** The same order each time: by the last figures of their ids, which are chance. */
function shuffled(ids: readonly string[]): string[] {
  return ids.toSorted((a, b) => a.slice(-12).localeCompare(b.slice(-12)));
}
