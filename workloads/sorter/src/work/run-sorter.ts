import { setTimeout as delay } from 'node:timers/promises';
import type { SortOutcome, SortPlan, SortState, UnitTry } from '@longshore/schemas/sort';
import type { ControlLog } from '../control/control-log.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { doUnit } from './do-unit.ts';
import type { Workshop } from './workshop.ts';

export interface SorterOptions {
  worker: number;
  /** Of this process alone. */
  boot: string;
  agentId: string;
  log: ControlLog;
  /** What units are done with; `closed` is aborted when the unit needs no result any more. */
  shopFor: (plan: SortPlan, closed: AbortSignal) => Workshop;
  /** Told what is worked on, null between two. */
  working: (tryId: string | null) => void;
  reach: ReachFailpoint;
  stop: AbortSignal;
}

const WAIT_MS = 200;

/** Takes the units that are handed to it, one after another, until the sort has ended. */
export async function runSorter(options: SorterOptions): Promise<SortOutcome> {
  const { log, worker, boot, agentId, stop } = options;
  await log.append([{ kind: 'began', worker, boot, agentId }]);
  options.reach('sorter.after-began');
  for (;;) {
    stop.throwIfAborted();
    await log.catchUp(WAIT_MS);
    const { state } = log;
    if (state.ended !== null) return state.ended;
    const own = ownTry(state, boot);
    if (own !== null && state.plan !== null) await doOwn(options, state, state.plan, own);
  }
}

/** The oldest try that is this boot's to do. */
function ownTry(state: SortState, boot: string): UnitTry | null {
  const open = Object.values(state.tries).find((one) => one.boot === boot && isWanted(state, one));
  return open ?? null;
}

function isWanted(state: SortState, one: UnitTry | undefined): boolean {
  return state.ended === null && one?.state === 'open' && state.units[one.unit]?.acceptedTry === null;
}

/** Does a try while it is wanted: the log is read meanwhile, which may show that another was first. */
async function doOwn(options: SorterOptions, state: SortState, plan: SortPlan, own: UnitTry): Promise<void> {
  const closed = new AbortController();
  const done = new AbortController();
  const following = follow(options, own.id, closed, done.signal).then(
    () => null,
    (error: unknown) => {
      closed.abort(error);
      return error;
    },
  );
  options.working(own.id);
  try {
    const shop = options.shopFor(plan, AbortSignal.any([options.stop, closed.signal]));
    const record = await doUnit(shop, state, own);
    options.reach(REACHED[record.kind] ?? 'sorter.after-sorted');
    done.abort();
    await following;
    await options.log.append([record]);
  } catch (error) {
    if (!closed.signal.aborted) throw error;
  } finally {
    done.abort();
    options.working(null);
  }
  const failure = await following;
  if (failure !== null) throw failure;
}

const REACHED: Readonly<Record<string, 'sorter.after-sampled' | 'sorter.after-parted'>> = {
  sampled: 'sorter.after-sampled',
  parted: 'sorter.after-parted',
};

/** Reads the log until `done`, and aborts `closed` when the try is not wanted any more, or the log cannot be read. */
async function follow(
  options: SorterOptions,
  tryId: string,
  closed: AbortController,
  done: AbortSignal,
): Promise<void> {
  while (!done.aborted) {
    await options.log.catchUp(0);
    if (!isWanted(options.log.state, options.log.state.tries[tryId])) closed.abort(new Error('the unit is closed'));
    if (closed.signal.aborted) return;
    await pause(WAIT_MS, done);
  }
}

async function pause(ms: number, until: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal: until });
  } catch (error) {
    if (!until.aborted) throw error;
  }
}
