import { setImmediate } from 'node:timers/promises';
import { CLASSIC_COOK_MS, classicCity, erlangC, settingsFor, simulate } from '@longshore/kitchens';
import { type Aim, judge, type Verdict } from '../aims.ts';
import type { TailedDistribution } from '../distribution.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { timeDecisions } from './time-decisions.ts';
import { WAYS, type Way, type WayName } from './ways.ts';

const LOAD = 0.9;
/** Among so many kitchens a choice is timed. */
const KITCHENS_TO_CHOOSE_FROM = 1_000;

export interface BalanceSettings {
  orders: number;
  seeds: number;
  kitchens: number;
  cooks: number;
  decisions: number;
}

export interface BalanceBenchmarkOptions {
  settings: BalanceSettings;
  /** The repository. */
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** Means over all seeds, in milliseconds of the virtual clock. */
export interface WayFigures {
  name: WayName;
  meanWaitMs: number;
  p99WaitMs: number;
  meanResponseMs: number;
  balanceIndex: number;
}

export interface BalanceBenchmark extends Occasion {
  benchmark: 'balance';
  settings: BalanceSettings & { load: number; cookMs: number; kitchensToChooseFrom: number };
  /** Erlang C for one line before all cooks. */
  bound: { meanWaitMs: number; p99WaitMs: number };
  ways: WayFigures[];
  /** Milliseconds of this machine's clock. */
  decisionMs: TailedDistribution;
  verdicts: Verdict[];
}

/** Runs the same orders in every way, on a virtual clock, and times choices on the real one. */
export async function runBalanceBenchmark({
  settings,
  root,
  onStep,
  onProgress,
  signal,
}: BalanceBenchmarkOptions): Promise<BalanceBenchmark> {
  const occasion = describeOccasion(root);
  onStep(`choosing among ${KITCHENS_TO_CHOOSE_FROM} kitchens, ${settings.decisions} times`);
  const decisionMs = timeDecisions(KITCHENS_TO_CHOOSE_FROM, settings.decisions);
  onStep(`${settings.orders} orders, ${settings.seeds} times, each in ${WAYS.length} ways`);
  const ways: WayFigures[] = [];
  for (const way of WAYS) {
    const runs: WayFigures[] = [];
    for (let seed = 1; seed <= settings.seeds; seed += 1) {
      // Lets an interruption be heard: a run takes seconds.
      await setImmediate();
      signal.throwIfAborted();
      runs.push(runOnce(way, seed, settings));
      onProgress(ways.length * settings.seeds + seed, WAYS.length * settings.seeds);
    }
    ways.push(meansOf(way.name, runs));
  }
  const { kitchens, cooks } = settings;
  const theory = erlangC((LOAD * kitchens * cooks) / CLASSIC_COOK_MS, CLASSIC_COOK_MS, kitchens * cooks);
  return {
    benchmark: 'balance',
    ...occasion,
    settings: { ...settings, load: LOAD, cookMs: CLASSIC_COOK_MS, kitchensToChooseFrom: KITCHENS_TO_CHOOSE_FROM },
    bound: { meanWaitMs: theory.meanWaitMs, p99WaitMs: theory.waitPercentileMs(0.99) },
    ways,
    decisionMs,
    verdicts: judge(aimsOf(ways, decisionMs)),
  };
}

function runOnce(way: Way & { name: WayName }, seed: number, { orders, kitchens, cooks }: BalanceSettings): WayFigures {
  const { railPerCook, specialties, policy, name } = way;
  const { scenario, untilMs } = classicCity({ seed, kitchens, cooks, railPerCook, load: LOAD, orders, specialties });
  const settings = settingsFor(scenario.city, policy);
  const { waitMs, responseMs, balanceIndex } = simulate({
    scenario,
    settings: { ...settings, silence: null, migration: { ...settings.migration, movesMax: 0 } },
    world: { messageMs: 0, measureFromMs: untilMs / 20 },
  });
  return { name, meanWaitMs: waitMs.mean, p99WaitMs: waitMs.p99, meanResponseMs: responseMs.mean, balanceIndex };
}

function meansOf(name: WayName, runs: readonly WayFigures[]): WayFigures {
  const mean = (of: (figures: WayFigures) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    name,
    meanWaitMs: mean(({ meanWaitMs }) => meanWaitMs),
    p99WaitMs: mean(({ p99WaitMs }) => p99WaitMs),
    meanResponseMs: mean(({ meanResponseMs }) => meanResponseMs),
    balanceIndex: mean(({ balanceIndex }) => balanceIndex),
  };
}

/** What is aimed at. */
export function aimsOf(ways: readonly WayFigures[], decisionMs: Pick<TailedDistribution, 'p99'>): Aim[] {
  const none = { meanWaitMs: Number.NaN, p99WaitMs: Number.NaN, balanceIndex: Number.NaN };
  const of = (name: WayName) => ways.find((way) => way.name === name) ?? none;
  const ours = of('the balancer’s rule');
  const shortest = of('join the shortest queue');
  const wait = { bound: 'at most' as const, aim: 1.05, unit: '', digits: 3 };
  return [
    { ...wait, what: 'mean wait, of that in the shortest queue', measured: ours.meanWaitMs / shortest.meanWaitMs },
    { ...wait, what: 'p99 of wait, of that in the shortest queue', measured: ours.p99WaitMs / shortest.p99WaitMs },
    { what: 'balance index', measured: ours.balanceIndex, bound: 'at least', aim: 0.95, unit: '', digits: 3 },
    { what: 'p99 of a decision', measured: decisionMs.p99, bound: 'at most', aim: 5, unit: 'ms', digits: 2 },
  ];
}
