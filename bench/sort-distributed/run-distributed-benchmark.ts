import { type Bus, createKafkaBus } from '@longshore/kafka';
import { newId, type SortReport, type SortSpec, sortInputSchema } from '@longshore/schemas';
import { generatedShares } from '../../control-plane/src/sorts/decide/plan-shares.ts';
import { planSort } from '../../control-plane/src/sorts/decide/plan-sort.ts';
import { reportSort } from '../../control-plane/src/sorts/decide/report-sort.ts';
import { askForSort, readSort, removeSort } from '../../test/fakes/sorts/play-sort.ts';
import { type SortProcess, startSortProcess } from '../../test/fakes/sorts/sort-process.ts';
import { startServices } from '../../test/stack/services.ts';
import { abortable } from '../abortable.ts';
import { judge, type Verdict } from '../aims.ts';
import { describeDistribution } from '../distribution.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { turns } from '../turns.ts';

export interface DistributedSettings {
  /** Numbers of 32 bits. */
  count: number;
  /** Of each of these many sorters, in turn. */
  sorters: readonly number[];
  rounds: number;
}

export interface DistributedOptions {
  settings: DistributedSettings;
  /** The repository. */
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** One sort. */
export interface SortRun {
  sorters: number;
  distribution: Distribution;
  tookMs: number;
  maxOverMean: number;
  /** Bytes read and written by sorters for each byte that is sorted. */
  movedPerByte: number;
}

export interface DistributedBenchmark extends Occasion {
  benchmark: 'sort-distributed';
  settings: DistributedSettings;
  runs: SortRun[];
  verdicts: Verdict[];
}

type Distribution = Extract<SortSpec['input'], { from: 'generated' }>['distribution'];

const UNIFORM_AIM = 1.05;
const SKEWED_AIM = 1.1;

/**
 * Sorts generated numbers with a real broker and sorters in processes of their own: from when the sort is asked for, all
 * of them waiting, until its log tells that it is proven.
 */
export async function runDistributedBenchmark(options: DistributedOptions): Promise<DistributedBenchmark> {
  const { settings, root, onStep, onProgress, signal } = options;
  const occasion = describeOccasion(root);
  onStep('starting a broker');
  const services = await startServices({ services: ['kafka'] });
  const bootstrapServers = services.kafkaBootstrapServers;
  const bus = createKafkaBus({ bootstrapServers: bootstrapServers.split(','), clientId: 'bench' });
  try {
    const runs: SortRun[] = [];
    const wanted = runsOf(settings);
    for (const [index, run] of wanted.entries()) {
      onStep(`${settings.count} ${run.distribution} numbers, ${run.sorters} sorters`);
      runs.push(await abortable(sortOnce(bus, bootstrapServers, settings.count, run), signal));
      onProgress(index + 1, wanted.length);
    }
    return { benchmark: 'sort-distributed', ...occasion, settings, runs, verdicts: judge(aimsOf(runs)) };
  } finally {
    await bus.close();
    await services.stop();
  }
}

type Wanted = Pick<SortRun, 'sorters' | 'distribution'>;

/** Uniform numbers with each number of sorters, in turn; then what is skewed with the most of them. */
function runsOf({ sorters, rounds }: DistributedSettings): Wanted[] {
  const uniform = Array.from({ length: rounds }, (_, round) =>
    turns(sorters, round).map((count): Wanted => ({ sorters: count, distribution: 'uniform' })),
  );
  const most = Math.max(...sorters);
  const skewed = (['zipf', 'all-equal'] as const).map((distribution): Wanted => ({ sorters: most, distribution }));
  return [...uniform.flat(), ...skewed];
}

async function sortOnce(
  bus: Bus,
  bootstrapServers: string,
  count: number,
  { sorters, distribution }: Wanted,
): Promise<SortRun> {
  const id = newId();
  const spec = sortInputSchema.parse({
    order: { type: 'int32' },
    input: { from: 'generated', distribution, count },
    workers: sorters,
  });
  const shares = spec.input.from === 'generated' ? generatedShares(spec.input, sorters) : [];
  const plan = planSort(id, spec, { shares, count, bytes: null });
  const asking = await askForSort(bus, plan, 'later');
  const processes = Array.from({ length: sorters + 1 }, (_, index) =>
    startSortProcess({ KAFKA_BOOTSTRAP_SERVERS: bootstrapServers, SORT_ID: id, LONGSHORE_TASK_INDEX: String(index) }),
  );
  try {
    await allHaveBegun(bus, id, sorters);
    const begunMs = performance.now();
    await asking();
    const end = await processes[0]?.ended;
    const tookMs = performance.now() - begunMs;
    if (end?.exitCode !== 0) throw new Error(`the sort failed: ${end?.stderr}`);
    return figuresOf(reportSort(await readSort(bus, id)), { sorters, distribution, tookMs });
  } finally {
    await endAll(processes);
    await removeSort(bus, id);
  }
}

async function allHaveBegun(bus: Bus, id: string, sorters: number): Promise<void> {
  const deadlineMs = performance.now() + 60_000;
  while (Object.keys((await readSort(bus, id)).sorters).length < sorters) {
    if (performance.now() > deadlineMs) throw new Error('the sorters did not start within a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function endAll(processes: readonly SortProcess[]): Promise<void> {
  for (const process of processes) process.kill('SIGTERM');
  await Promise.all(processes.map(({ ended }) => ended));
}

function figuresOf(
  { balance, exchange, proof }: SortReport,
  run: Omit<SortRun, 'maxOverMean' | 'movedPerByte'>,
): SortRun {
  if (balance === null || proof?.equal !== true) throw new Error('the sort was not proven');
  return { ...run, maxOverMean: balance.maxOverMean, movedPerByte: exchange.perByte ?? 0 };
}

/** What so many sorters took, at the median. */
export function tookMs(runs: readonly SortRun[], sorters: number): number {
  const those = runs.filter((run) => run.distribution === 'uniform' && run.sorters === sorters);
  return describeDistribution(those.map((run) => run.tookMs)).median;
}

function aimsOf(runs: readonly SortRun[]) {
  const worst = (fits: (run: SortRun) => boolean) =>
    runs.filter(fits).reduce((most, { maxOverMean }) => Math.max(most, maxOverMean), 0);
  const common = { bound: 'at most', unit: '', digits: 3 } as const;
  return [
    {
      ...common,
      what: 'largest part over the mean, uniform',
      measured: worst(({ distribution }) => distribution === 'uniform'),
      aim: UNIFORM_AIM,
    },
    {
      ...common,
      what: 'largest part over the mean, Zipf and all equal',
      measured: worst(({ distribution }) => distribution !== 'uniform'),
      aim: SKEWED_AIM,
    },
  ];
}
