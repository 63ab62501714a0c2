import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Policy } from '@longshore/schemas';
import type { Command } from 'commander';
import { POLICIES } from '../cli/src/kitchen/register-network-verbs.ts';
import { KITCHEN_PARTS, type KitchenPart } from './kitchen/kitchen-figures.ts';
import type { PagesModule } from './pages/pages-result.ts';

const root = dirname(import.meta.dirname);

interface StartOptions {
  url: string;
  engine: string;
  hosts?: number;
  runs: number;
  containers: number;
  concurrency: number;
  rounds: number;
  slots?: number;
  json: boolean;
}

/** Registers `longshore bench`. Each benchmark prints a table and keeps its figures under bench/results. */
export function registerBench(program: Command): void {
  const bench = program.command('bench').description('Measure on this machine.');
  const start = bench
    .command('start')
    .description(
      'What Longshore adds to the start of a container, against the engine’s own API; with --hosts also what it leaves of the engines’ throughput.',
    )
    .option('--hosts <number>', 'start so many hosts and all of Longshore for it (root only)', wholeNumber(6))
    .option('--runs <number>', 'measurements of each way', wholeNumber(10_000), 50)
    .option('--containers <number>', 'with --hosts: containers of each way in each round', wholeNumber(1_000), 60)
    .option('--concurrency <number>', 'with --hosts: containers at once on each host', wholeNumber(100), 4)
    .option('--rounds <number>', 'with --hosts: rounds, all ways in turn', wholeNumber(100), 4)
    .option('--slots <number>', 'with --hosts: slots of each agent (default: the concurrency)', wholeNumber(1_000))
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action((options: StartOptions) =>
      options.hosts === undefined ? runStart(options) : runOnHosts({ ...options, hosts: options.hosts }),
    );
  start.addOption(
    start
      .createOption('--url <url>', 'without --hosts: the control plane')
      .env('LONGSHORE_URL')
      .default('http://127.0.0.1:3000'),
  );
  start.addOption(
    start
      .createOption('--engine <socket>', 'without --hosts: the engine that the agent uses')
      .env('LONGSHORE_ENGINE_SOCKET')
      .default('/var/run/docker.sock'),
  );
  registerApi(bench);
  registerStreams(bench);
  registerPages(bench);
  registerSort(bench);
  registerBalance(bench);
  registerWork(bench);
  registerKitchen(bench);
}

interface ApiOptions {
  jobs: number;
  connections: number;
  rounds: number;
  seconds: number;
  json: boolean;
}

function registerApi(bench: Command): void {
  bench
    .command('api')
    .description('How fast the API is read, against a bare Node server that answers the same from the same database.')
    .option('--jobs <number>', 'jobs in the database', wholeNumber(1_000_000), 10_000)
    .option('--connections <number>', 'connections that ask at once', wholeNumber(1_000), 10)
    .option('--rounds <number>', 'rounds at each server for each read, in turn', wholeNumber(100), 6)
    .option('--seconds <number>', 'length of a round', wholeNumber(600), 5)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: ApiOptions) => {
      const { runApiBenchmark } = await import('./api/run-api-benchmark.ts');
      const { formatApiTable } = await import('./api/api-table.ts');
      const result = await runOwn((run) => runApiBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatApiTable(result));
    });
}

interface StreamsOptions {
  streams: number;
  changes: number;
  rounds: number;
  json: boolean;
}

function registerStreams(bench: Command): void {
  bench
    .command('streams')
    .description('What many event streams at one web process take and how soon they tell, against a bare Node server.')
    .option('--streams <number>', 'streams that are open at once', wholeNumber(20_000), 2_000)
    .option('--changes <number>', 'changes that each stream hears of in a round', wholeNumber(10_000), 30)
    .option('--rounds <number>', 'rounds at each server, in turn, each with a new process', wholeNumber(100), 3)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: StreamsOptions) => {
      const { runStreamsBenchmark } = await import('./streams/run-streams-benchmark.ts');
      const { formatStreamsTable } = await import('./streams/streams-table.ts');
      const result = await runOwn((run) => runStreamsBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatStreamsTable(result));
    });
}

interface WorkOptions {
  items: number;
  rounds: number;
  concurrency: number;
  singles: number;
  json: boolean;
}

function registerWork(bench: Command): void {
  bench
    .command('work')
    .description('How many texts work items hash a second, end to end, against a bare consumer that only hashes.')
    .option('--items <number>', 'items of a round', wholeNumber(1_000_000), 5_000)
    .option('--rounds <number>', 'rounds each way, in turn', wholeNumber(100), 3)
    .option('--concurrency <number>', 'items that the worker works on at once', wholeNumber(64), 2)
    .option('--singles <number>', 'items that are submitted one by one', wholeNumber(10_000), 100)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: WorkOptions) => {
      const { runWorkBenchmark } = await import('./work/run-work-benchmark.ts');
      const { formatWorkTable } = await import('./work/work-table.ts');
      const result = await runOwn((run) => runWorkBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatWorkTable(result));
    });
}

interface PagesOptions {
  jobs: number;
  loads: number;
  filters: number;
  live: number;
  json: boolean;
}

/** Said apart from where it is imported: its types are those of a browser, which nothing here may have. */
const pages = './pages';

function registerPages(bench: Command): void {
  bench
    .command('pages')
    .description('How soon the page of jobs is there, filters, answers and shows what happens, in a real browser.')
    .option('--jobs <number>', 'jobs in the database', wholeNumber(1_000_000), 10_000)
    .option(
      '--loads <number>',
      'first pages in a browser that has never seen it, and as many in one that has',
      wholeNumber(1_000),
      20,
    )
    .option('--filters <number>', 'filters that are typed, each another', wholeNumber(200), 40)
    .option('--live <number>', 'jobs that end while the page is looked at', wholeNumber(10_000), 80)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: PagesOptions) => {
      const { runPagesBenchmark } = (await import(`${pages}/run-pages-benchmark.ts`)) as PagesModule;
      const { formatPagesTable } = await import('./pages/pages-table.ts');
      const result = await runOwn((run) => runPagesBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatPagesTable(result));
    });
}

interface SortBenchOptions {
  distributed: boolean;
  sorters: number[];
  millions?: number[];
  rounds: number;
  folder: string;
  json: boolean;
}

function registerSort(bench: Command): void {
  const million = wholeNumber(1_000);
  bench
    .command('sort')
    .description('How fast numbers are sorted on this machine, against GNU sort and what a process does by itself.')
    .option(
      '--millions <numbers>',
      'how many to sort, with commas (default: 10,100; distributed the first, or 4)',
      (given) => given.split(',').map(million),
    )
    .option('--distributed', 'by coordinator and sorters over a real broker instead', false)
    .option(
      '--sorters <numbers>',
      'with --distributed: how many sorters, with commas',
      (given) => given.split(',').map(wholeNumber(64)),
      [1, 2, 4, 8],
    )
    .option('--rounds <number>', 'rounds of all ways, in turn', wholeNumber(100), 3)
    .option('--folder <folder>', 'for texts: needs 60 bytes for each number', tmpdir())
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, distributed, sorters, millions, rounds, folder }: SortBenchOptions) => {
      if (distributed) {
        const count = (millions?.[0] ?? 4) * 1_000_000;
        const { runDistributedBenchmark } = await import('./sort-distributed/run-distributed-benchmark.ts');
        const { formatDistributedTable } = await import('./sort-distributed/distributed-table.ts');
        const result = await runOwn((run) => runDistributedBenchmark({ settings: { count, sorters, rounds }, ...run }));
        tellResult(result, json ? null : formatDistributedTable(result));
        return;
      }
      const { runSortBenchmark } = await import('./sort/run-sort-benchmark.ts');
      const { formatSortTable } = await import('./sort/sort-table.ts');
      const settings = { counts: (millions ?? [10, 100]).map((count) => count * 1_000_000), rounds, folder };
      const result = await runOwn((run) => runSortBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatSortTable(result));
    });
}

interface BalanceOptions {
  orders: number;
  seeds: number;
  kitchens: number;
  cooks: number;
  decisions: number;
  json: boolean;
}

function registerBalance(bench: Command): void {
  bench
    .command('balance')
    .description(
      'How long orders wait at 90 % load under each way of choosing a kitchen, against queueing theory, on a virtual clock; and how long a choice among 1,000 kitchens takes.',
    )
    .option('--orders <number>', 'orders of each run', wholeNumber(10_000_000), 100_000)
    .option('--seeds <number>', 'runs of each way, each with other orders', wholeNumber(1_000), 5)
    .option('--kitchens <number>', 'kitchens of the city', wholeNumber(1_000), 10)
    .option('--cooks <number>', 'cooks in each kitchen', wholeNumber(100), 3)
    .option('--decisions <number>', 'choices that are timed', wholeNumber(1_000_000), 20_000)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: BalanceOptions) => {
      const { runBalanceBenchmark } = await import('./balance/run-balance-benchmark.ts');
      const { formatBalanceTable } = await import('./balance/balance-table.ts');
      const result = await runOwn((run) => runBalanceBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatBalanceTable(result));
    });
}

interface KitchenOptions {
  parts: KitchenPart[];
  orders: number;
  users: number;
  seconds: number;
  kills: number;
  decisions: number;
  policy: Policy;
  json: boolean;
}

function registerKitchen(bench: Command): void {
  const kitchen = bench
    .command('kitchen')
    .description(
      'How many orders a minute the kitchen network takes to ready, how soon it answers many users, and how soon orders of a kitchen that died are elsewhere.',
    )
    .option('--orders <number>', 'orders that are placed as fast as they are taken', wholeNumber(200_000), 30_000)
    .option('--users <number>', 'users at once, each with an API key and an event stream', wholeNumber(10_000), 1_000)
    .option('--seconds <number>', 'for which users place orders', wholeNumber(3_600), 60)
    .option('--kills <number>', 'kitchens that are killed under load, one after the other', wholeNumber(1_000), 20)
    .option('--decisions <number>', 'choices that are timed', wholeNumber(1_000_000), 20_000)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(async ({ json, ...settings }: KitchenOptions) => {
      const { runKitchenBenchmark } = await import('./kitchen/run-kitchen-benchmark.ts');
      const { formatKitchenTable } = await import('./kitchen/kitchen-table.ts');
      const result = await runOwn((run) => runKitchenBenchmark({ settings, ...run }));
      tellResult(result, json ? null : formatKitchenTable(result));
    });
  kitchen.addOption(
    kitchen
      .createOption('--parts <names>', `what is measured, with commas: ${KITCHEN_PARTS.join(', ')}`)
      .argParser(someOf(KITCHEN_PARTS))
      .default([...KITCHEN_PARTS], 'all'),
  );
  kitchen.addOption(
    kitchen.createOption('--policy <policy>', 'how kitchens are chosen').choices(POLICIES).default('scored'),
  );
}

async function runStart(options: StartOptions): Promise<void> {
  const { runStartBenchmark } = await import('./start/run-start-benchmark.ts');
  const { formatStartTable } = await import('./start/start-table.ts');
  const url = options.url.replace(/\/+$/, '');
  const result = await runStartBenchmark({
    plane: { url, key: await keyFor(url) },
    socketPath: options.engine.replace(/^unix:\/\//, ''),
    runs: options.runs,
    root,
    onProgress: tellProgress,
  });
  tellResult(result, options.json ? null : formatStartTable(result));
}

/** The key that the command line would use there. */
async function keyFor(url: string): Promise<string | undefined> {
  const { keyFinder } = await import('../cli/src/credentials/find-key.ts');
  const { readConfig } = await import('../cli/src/config.ts');
  const { processTerminal } = await import('../cli/src/terminal/process-terminal.ts');
  const terminal = processTerminal();
  const key = await keyFinder(terminal, { ...readConfig(terminal.environment), url })();
  return key?.secret;
}

async function runOnHosts(options: StartOptions & { hosts: number }): Promise<void> {
  const { hosts, runs, containers, concurrency, rounds, slots = concurrency } = options;
  const { runHostsBenchmark } = await import('./throughput/run-hosts-benchmark.ts');
  const { formatHostsTable } = await import('./throughput/hosts-table.ts');
  const settings = { hosts, runs, containers, concurrency, slots, rounds };
  const result = await runOwn((run) => runHostsBenchmark({ settings, ...run }));
  tellResult(result, options.json ? null : formatHostsTable(result));
}

/** What every benchmark is given that starts what it measures, and ends it, also when it is interrupted. */
interface OwnRun {
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

async function runOwn<Result>(run: (own: OwnRun) => Promise<Result>): Promise<Result> {
  const { interruptible } = await import('../cli/src/stack/terminal/interruption.ts');
  const say = (words: string): void => void process.stderr.write(`${words}\n`);
  return interruptible(
    (signal) => run({ root, onStep: say, onProgress: tellProgress, signal }),
    () => say('\ninterrupted: ending what was started'),
  );
}

function tellProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}${done === total ? '\n' : ''}`);
}

/** Keeps the figures under the benchmark's name, and prints them: as JSON where there is no table. */
function tellResult(result: { benchmark: string }, table: string | null): void {
  const results = join(root, 'bench/results');
  mkdirSync(results, { recursive: true });
  const json = `${JSON.stringify(result, null, 2)}\n`;
  writeFileSync(join(results, `${result.benchmark}.json`), json);
  process.stdout.write(table ?? json);
}

function wholeNumber(most: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw invalid(`a whole number from 1 to ${most} is expected`);
  };
}

/** Names with commas between them, each of those that there are. */
function someOf<Name extends string>(names: readonly Name[]): (given: string) => Name[] {
  return (given) =>
    given.split(',').map((one) => {
      const name = names.find((each) => each === one.trim());
      if (name === undefined) throw invalid(`names of ${names.join(', ')} are expected, with commas`);
      return name;
    });
}

/** What commander looks for, without importing it: the command line's own copy is the one that counts. */
function invalid(expected: string): Error {
  return Object.assign(new Error(expected), { code: 'commander.invalidArgument' });
}
