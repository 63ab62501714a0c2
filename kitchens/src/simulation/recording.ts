import type { BalancerSettings } from '../balancer/balancer-settings.ts';
import type { Scenario } from '../city/scenarios.ts';
import type { RunResult } from './run-measures.ts';
import { type RunEvent, simulate, WORLD_DEFAULTS, type World } from './simulate.ts';

/** A run with all that it came from: plain data, to be kept, shown again and compared. */
export interface Recording {
  format: 1;
  scenario: Scenario;
  settings: BalancerSettings;
  world: World;
  events: RunEvent[];
  result: RunResult;
}

/** Runs a scenario and keeps what happened. */
export function record(scenario: Scenario, settings: BalancerSettings, world: Partial<World> = {}): Recording {
  const events: RunEvent[] = [];
  const whole = { ...WORLD_DEFAULTS, ...world };
  const result = simulate({ scenario, settings, world: whole, onEvent: (event) => events.push(event) });
  return { format: 1, scenario, settings, world: whole, events, result };
}

/** Runs it again from what it came from. Where {@link firstDifference} finds none, it is the same run. */
export function replay({ scenario, settings, world }: Recording): Recording {
  return record(scenario, settings, world);
}

/** Where two recordings part: the number of the first event that differs, null when all are the same. */
export function firstDifference(a: Recording, b: Recording): number | null {
  const most = Math.max(a.events.length, b.events.length);
  for (let index = 0; index < most; index += 1) {
    if (JSON.stringify(a.events[index]) !== JSON.stringify(b.events[index])) return index;
  }
  return null;
}

/** One measure of several runs beside each other. */
export interface ComparedRow {
  measure: string;
  unit: 'ms' | 'orders' | 'orders a minute' | 'share';
  better: 'less' | 'more';
  /** One for each run; null where it has none. */
  values: (number | null)[];
  /** The runs that did best. */
  best: number[];
}

/** What is compared of a run, whether it was simulated or of a real network. */
export interface ComparedResult extends Pick<RunResult, 'readyPerMinute' | 'balanceIndex' | 'failed' | 'wastedDishes'> {
  responseMs: Pick<RunResult['responseMs'], 'mean' | 'p95' | 'p99'>;
  waitMs: Pick<RunResult['waitMs'], 'mean' | 'p99'>;
  moved: Pick<RunResult['moved'], 'efficiency'>;
}

/** A run with what its orders came from. */
export interface ComparedRun {
  scenario: unknown;
  result: ComparedResult;
}

type Read = (result: ComparedResult) => number | null;

const ROWS: readonly [measure: string, unit: ComparedRow['unit'], better: ComparedRow['better'], read: Read][] = [
  ['throughput', 'orders a minute', 'more', ({ readyPerMinute }) => readyPerMinute],
  ['mean response', 'ms', 'less', ({ responseMs }) => responseMs.mean],
  ['p95 of response', 'ms', 'less', ({ responseMs }) => responseMs.p95],
  ['p99 of response', 'ms', 'less', ({ responseMs }) => responseMs.p99],
  ['mean wait', 'ms', 'less', ({ waitMs }) => waitMs.mean],
  ['p99 of wait', 'ms', 'less', ({ waitMs }) => waitMs.p99],
  ['balance index', 'share', 'more', (result) => result.balanceIndex],
  ['migration efficiency', 'share', 'more', ({ moved }) => moved.efficiency],
  ['failed', 'orders', 'less', ({ failed }) => failed],
  ['cooked for nothing', 'orders', 'less', ({ wastedDishes }) => wastedDishes],
];

/**
 * Puts runs beside each other. Only runs of the same orders can be compared.
 *
 * @throws RangeError when their cities or orders differ
 */
export function compareRuns(recordings: readonly ComparedRun[]): ComparedRow[] {
  const cameFrom = ({ scenario }: ComparedRun): string => JSON.stringify(scenario);
  const first = recordings[0];
  if (first !== undefined && recordings.some((other) => cameFrom(other) !== cameFrom(first))) {
    throw new RangeError('runs of different scenarios or seeds cannot be compared');
  }
  return ROWS.map(([measure, unit, better, read]) => {
    const values = recordings.map(({ result }) => read(result));
    const known = values.filter((value) => value !== null);
    const bestValue = better === 'less' ? Math.min(...known) : Math.max(...known);
    const best = values.flatMap((value, index) => (value === bestValue ? [index] : []));
    return { measure, unit, better, values, best };
  });
}
