import type { Policy } from '@longshore/schemas';
import { abortable } from '../abortable.ts';
import { judge, type Verdict } from '../aims.ts';
import { timeDecisions } from '../balance/time-decisions.ts';
import { callControlPlane } from '../control-plane.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { startPlane } from '../start-plane.ts';
import { type KitchenFigures, type KitchenPart, kitchenAims } from './kitchen-figures.ts';
import { openRig, type Rig } from './kitchen-rig.ts';
import { measureFailover } from './measure-failover.ts';
import { measureThroughput } from './measure-throughput.ts';
import { measureUsers } from './measure-users.ts';

/** What is measured. */
export interface KitchenSettings {
  parts: readonly KitchenPart[];
  /** Of the throughput. */
  orders: number;
  /** At once. */
  users: number;
  /** For which users place orders. */
  seconds: number;
  kills: number;
  /** That are timed. */
  decisions: number;
  policy: Policy;
}

export interface KitchenBenchmarkOptions {
  settings: KitchenSettings;
  /** The repository, for the commit. */
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

export interface KitchenBenchmark extends Occasion, KitchenFigures {
  benchmark: 'kitchen';
  settings: KitchenSettings;
  verdicts: Verdict[];
}

/** Among so many kitchens a choice is timed. */
export const KITCHENS_TO_CHOOSE_FROM = 1_000;

/** Starts all of Longshore but the fleet, and kitchens as programs, and measures one part after the other. */
export async function runKitchenBenchmark(options: KitchenBenchmarkOptions): Promise<KitchenBenchmark> {
  const { settings, root, onStep, signal } = options;
  const { parts, decisions } = settings;
  const occasion = describeOccasion(root);
  const figures: KitchenFigures = { decisionMs: null, throughput: null, users: null, failover: null };
  if (parts.includes('decisions')) {
    // Before anything else runs.
    onStep(`choosing among ${KITCHENS_TO_CHOOSE_FROM} kitchens, ${decisions} times`);
    figures.decisionMs = timeDecisions(KITCHENS_TO_CHOOSE_FROM, decisions);
  }
  if (parts.some((part) => part !== 'decisions')) {
    onStep('starting Kafka, registry, PostgreSQL, dispatcher and web');
    await using started = await startPlane({ parts: ['web', 'dispatcher'], signal });
    await using rig = openRig(started, signal);
    await abortable(measureParts(rig, options, figures), signal);
  }
  return { benchmark: 'kitchen', ...occasion, settings, ...figures, verdicts: judge(kitchenAims(figures)) };
}

async function measureParts(
  rig: Rig,
  { settings, onStep, onProgress }: KitchenBenchmarkOptions,
  figures: KitchenFigures,
): Promise<void> {
  const { parts, orders, users, seconds, kills, policy } = settings;
  await callControlPlane(rig.started.plane, '/kitchen-network', { method: 'PATCH', body: JSON.stringify({ policy }) });
  if (parts.includes('throughput')) {
    onStep(`${orders} orders as fast as they are taken`);
    figures.throughput = await measureThroughput(rig, orders);
  }
  if (parts.includes('users')) figures.users = await measureUsers(rig, { users, seconds, onStep });
  if (parts.includes('failover')) {
    onStep(`${kills} kitchens die under load`);
    figures.failover = await measureFailover(rig, { kills, onProgress });
  }
}
