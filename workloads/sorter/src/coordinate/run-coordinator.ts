import type { ControlRecord, SortOutcome } from '@longshore/schemas/sort';
import { ROOT } from '@longshore/schemas/sort';
import type { ControlLog } from '../control/control-log.ts';
import type { PulseReader } from '../control/pulses.ts';
import { decide } from '../decide/decide.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { type DeliveryOptions, deliverResult } from './deliver-result.ts';
import { DeliveryError } from './delivery-error.ts';
import { type Clockwork, Watch } from './watch.ts';

/** Another coordinator has taken over: this one decides nothing any more. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

export interface CoordinatorOptions {
  /** Of this process alone. */
  coordinator: string;
  log: ControlLog;
  pulses: PulseReader;
  newId: () => string;
  nowMs: () => number;
  reach: ReachFailpoint;
  stop: AbortSignal;
  say: (line: string) => void;
  /** Elements that are in the result, of how many; null: not known yet. */
  progress: (done: number, total: number | null) => void;
  clockwork: Clockwork;
  /** What an output topic is written with, where one was asked for. */
  output: Pick<DeliveryOptions, 'bus' | 'resultTopic' | 'retry'>;
}

/** An idle look at the log, which also paces the search for slow tries. */
const WAIT_MS = 200;

/**
 * Coordinates a sort until it has ended: takes the lead, then decides again whenever all that was written has been read.
 *
 * @throws SupersededError when another coordinator leads
 */
export async function runCoordinator(options: CoordinatorOptions): Promise<SortOutcome> {
  const { log, pulses, stop } = options;
  const watch = new Watch(options.clockwork);
  let generation: number | null = null;
  for (let waitMs = 0; ; waitMs = WAIT_MS) {
    stop.throwIfAborted();
    await log.catchUp(waitMs);
    const { state } = log;
    if (state.ended !== null) return state.ended;
    if (state.plan === null) continue;
    if (generation === null) {
      generation = await takeLead(options);
      continue;
    }
    if (state.generation !== generation) throw new SupersededError(`${state.coordinator} coordinates this sort now`);
    const nowMs = options.nowMs();
    await pulses.read(nowMs);
    const view = watch.look(state, pulses, { nowMs, at: new Date().toISOString() });
    const decided = decide(state, view, options.newId);
    const records = decided.length === 0 && state.delivery !== null ? await deliver(options) : decided;
    options.progress(sortedCount(options), state.nodes[ROOT]?.count ?? null);
    if (records.length === 0) continue;
    options.reach('coordinator.before-append');
    await log.append(records);
    options.reach('coordinator.after-append');
  }
}

/** Writes the result to its output topic. @returns what ends the sort, where that cannot be */
async function deliver(options: CoordinatorOptions): Promise<ControlRecord[]> {
  const { log, nowMs, reach, say, output } = options;
  const { generation, plan } = log.state;
  say(`writing the result to ${plan?.output?.topic}`);
  try {
    await deliverResult({ ...output, log, nowMs, reach });
    return [];
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return [{ kind: 'ended', generation, outcome: 'failed', code: error.code, message: error.message }];
  }
}

/** Says that it leads, and reads on until it does: everything that another decided before is known then. */
async function takeLead({ log, coordinator, reach, say, stop }: CoordinatorOptions): Promise<number> {
  for (;;) {
    stop.throwIfAborted();
    const generation = log.state.generation + 1;
    await log.append([{ kind: 'led', generation, coordinator }]);
    reach('coordinator.after-led');
    await log.catchUp(0);
    if (log.state.generation === generation && log.state.coordinator === coordinator) {
      say(`coordinating in generation ${generation}`);
      return generation;
    }
  }
}

function sortedCount({ log }: CoordinatorOptions): number {
  return Object.values(log.state.nodes).reduce((sum, node) => sum + (node.sorted?.count ?? 0), 0);
}
