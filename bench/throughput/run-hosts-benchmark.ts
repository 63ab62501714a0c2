import { loadavg } from 'node:os';
import { type JobSpecInput, resourcesSchema } from '@longshore/schemas';
import { shellImage } from '../../test/hosts/images.ts';
import { abortable } from '../abortable.ts';
import { ControlGroup } from '../fleet/control-group.ts';
import { type ProcessorUse, readProcesses, useByPart } from '../fleet/processor-time.ts';
import { type BenchFleet, refuseWithoutRoot, startFleet } from '../fleet/start-fleet.ts';
import { describeCommit, describeMachine, type Machine } from '../machine.ts';
import { EngineEvents } from '../start/engine-events.ts';
import { measureStarts, type StartFigures } from '../start/measure-starts.ts';
import { modelRequest } from '../start/model-request.ts';
import { runJobs } from './run-jobs.ts';
import { type RoundTimes, runRaw } from './run-raw.ts';
import { compareThroughput, describeThroughput, type Ratio, type Round, type Throughput } from './throughput.ts';

/** What is measured. */
export interface HostsSettings {
  hosts: number;
  /** Starts measured one after another, of each way. */
  runs: number;
  /** Containers of each way in each round. */
  containers: number;
  /** Containers at once on each host. */
  concurrency: number;
  /** Slots of each agent: as many containers are placed on it at once. */
  slots: number;
  rounds: number;
}

export interface HostsBenchmarkOptions {
  settings: HostsSettings;
  /** The repository, for the commit. */
  root: string;
  /** Told what is being done. */
  onStep: (words: string) => void;
  /** Told after each measurement. */
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

/** By whom the containers of a round are run: workers at the sockets, one job of as many tasks, as many jobs at once. */
export type Way = 'raw' | 'oneJob' | 'manyJobs';

export interface HostsBenchmark {
  benchmark: string;
  at: string;
  commit: string;
  machine: Machine;
  /** The machine's load over the minute before the measurements. */
  loadBefore: number;
  image: string;
  settings: HostsSettings;
  starts: StartFigures;
  throughput: Record<Way, Throughput>;
  /** Longshore's throughput as a share of the engines'. */
  ratio: Record<Exclude<Way, 'raw'>, Ratio>;
  rounds: Record<Way, Round[]>;
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** The name under which the figures for so many hosts are kept. */
export function benchmarkName(hosts: number): string {
  return `start-${words[hosts] ?? hosts}-host${hosts === 1 ? '' : 's'}`;
}

/** Starts a fleet, measures what Longshore adds to a start and what is left of the engines' throughput, and ends it all. */
export async function runHostsBenchmark(options: HostsBenchmarkOptions): Promise<HostsBenchmark> {
  const { settings, onStep, signal } = options;
  refuseWithoutRoot();
  await using group = ControlGroup.enter();
  await using fleet = await startFleet({
    ...settings,
    resources: resourcesSchema.parse({}),
    onStep,
    signal,
  });
  return await abortable(measure(fleet, group, options), signal);
}

type Engine = BenchFleet['hosts'][number] & { events: EngineEvents };

async function measure(
  fleet: BenchFleet,
  group: ControlGroup | null,
  options: HostsBenchmarkOptions,
): Promise<HostsBenchmark> {
  const { settings, root, onStep, onProgress } = options;
  const follow = async (host: BenchFleet['hosts'][number]): Promise<Engine> => ({
    ...host,
    events: await EngineEvents.follow(host.socketPath),
  });
  const [firstHost, ...otherHosts] = fleet.hosts;
  const first = await follow(firstHost);
  const hosts: [Engine, ...Engine[]] = [first, ...(await Promise.all(otherHosts.map(follow)))];
  try {
    const loadBefore = loadavg()[0] ?? 0;
    const onHost = ({ agentId }: Engine) => ({ ...shortJob, placement: { agents: [agentId] } });
    const like = await modelRequest(fleet.plane, first.socketPath, first.events, onHost(first));
    onStep(`measuring ${settings.runs} starts of each way, one after another`);
    const place = (host: Engine) => ({ ...host, spec: onHost(host) });
    const starts = await measureStarts({
      plane: fleet.plane,
      places: [place(hosts[0]), ...hosts.slice(1).map(place)],
      like,
      runs: settings.runs,
      onProgress,
    });
    onStep(`measuring ${settings.rounds} rounds of ${settings.containers} containers of each way`);
    const { concurrency } = settings;
    const rounds = await measureRounds({ fleet, group }, settings, onProgress, {
      raw: (containers, onEnded) => runRaw({ hosts, like, containers, concurrency, onEnded }),
      oneJob: (containers, onEnded) =>
        runJobs({ plane: fleet.plane, hosts, specs: [{ ...shortJob, parallelism: containers }], containers, onEnded }),
      manyJobs: (containers, onEnded) => {
        const specs = Array.from({ length: containers }, () => shortJob);
        return runJobs({ plane: fleet.plane, hosts, specs, containers, onEnded });
      },
    });
    return {
      benchmark: benchmarkName(settings.hosts),
      at: new Date().toISOString(),
      commit: describeCommit(root),
      machine: await describeMachine(first.socketPath),
      loadBefore,
      image: shellImage,
      settings,
      starts,
      throughput: {
        raw: describeThroughput(rounds.raw),
        oneJob: describeThroughput(rounds.oneJob),
        manyJobs: describeThroughput(rounds.manyJobs),
      },
      ratio: {
        oneJob: compareThroughput(rounds.oneJob, rounds.raw),
        manyJobs: compareThroughput(rounds.manyJobs, rounds.raw),
      },
      rounds,
    };
  } finally {
    for (const { events } of hosts) events.close();
  }
}

const shortJob = {
  kind: 'container' as const,
  name: 'bench start',
  image: shellImage,
  command: ['true'],
} satisfies JobSpecInput;

interface Measured {
  fleet: BenchFleet;
  /** Null: nothing is known of processor time. */
  group: ControlGroup | null;
}

type RunRound = (containers: number, onEnded: () => void) => Promise<RoundTimes>;

/** Runs every way in turn, in one order and then in the other, so that whatever drifts hits all of them alike. */
async function measureRounds(
  measured: Measured,
  { rounds, containers, concurrency, hosts }: HostsSettings,
  onProgress: HostsBenchmarkOptions['onProgress'],
  ways: Record<Way, RunRound>,
): Promise<Record<Way, Round[]>> {
  const order = Object.keys(ways) as Way[];
  const done: Record<Way, Round[]> = { raw: [], oneJob: [], manyJobs: [] };
  for (const way of order) await ways[way](hosts * concurrency, () => undefined);
  for (let round = 0; round < rounds; round += 1) {
    for (const way of round % 2 === 0 ? order : order.toReversed()) {
      done[way].push(await measureRound(measured, containers, ways[way]));
    }
    onProgress(round + 1, rounds);
  }
  return done;
}

async function measureRound({ fleet, group }: Measured, containers: number, run: RunRound): Promise<Round> {
  const names = fleet.hosts.map(({ name }) => name);
  const read = (): ProcessorUse => {
    const used = group?.usedMs(names) ?? { own: 0, containers: 0 };
    return { allMs: used.own + used.containers, containersMs: used.containers, processes: readProcesses() };
  };
  const parts = await fleet.processes();
  const before = read();
  let after = before;
  const { beganAtMs, endedAtMs, byHost } = await run(containers, () => {
    after = read();
  });
  return {
    containers,
    seconds: (endedAtMs - beganAtMs) / 1_000,
    byHost,
    processorMs: group === null ? {} : useByPart(before, after, parts),
  };
}
