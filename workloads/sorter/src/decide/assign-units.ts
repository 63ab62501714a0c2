import type { RecordOf, SortState, Unit, UnitTry } from '@longshore/schemas/sort';
import type { CoordinatorView } from './coordinator-view.ts';

/** A try is slow that has taken longer than this many times the median of its kind, and longer than `slowAfterMs`. */
const SLOW_FACTOR = 2;
/** More than two of one unit would only add to the load that may be the reason. */
const TRIES_AT_ONCE = 2;

type Assigned = RecordOf<'assigned'>;

/** A sorter that can be given something: heard of lately, and without a try of its own. */
interface IdleSorter {
  worker: number;
  boot: string;
}

/**
 * Hands out units that nobody who is heard works on, then second tries of slow ones, to idle sorters. Whoever sampled a
 * share parts it, as it may still hold it in memory; only who has none left takes another's.
 *
 * @param newId - gives a new id with each call
 */
export function assignUnits(state: SortState, view: CoordinatorView, newId: () => string): Assigned[] {
  const openTries = Object.values(state.tries).filter(
    (one) => one.state === 'open' && state.units[one.unit]?.acceptedTry === null,
  );
  const { untouched, slow } = unitsToGive(state, view, openTries);
  const failedBy = workersThatFailed(state);
  const heard = heardWorkers(state, view);
  const given: Assigned[] = [];
  for (const sorter of idleSorters(state, view, openTries)) {
    const isOthers = (unit: Unit) => isForOthers(failedBy.get(unit.id), sorter.worker, heard);
    const unit = takeUntouched(sorter, untouched, isOthers, state, view) ?? takeSlow(sorter, slow, openTries);
    if (unit === null) continue;
    const { generation } = state;
    given.push({ kind: 'assigned', generation, unit: unit.id, try: newId(), ...sorter, at: view.at });
  }
  return given;
}

function isHeard(view: CoordinatorView, boot: string): boolean {
  const heardAtMs = view.heardAtMs.get(boot);
  return heardAtMs !== undefined && view.nowMs - heardAtMs <= view.silentAfterMs;
}

function idleSorters(state: SortState, view: CoordinatorView, openTries: readonly UnitTry[]): IdleSorter[] {
  const busy = new Set(openTries.map(({ boot }) => boot));
  return Object.entries(state.sorters)
    .filter(([boot]) => !busy.has(boot) && isHeard(view, boot))
    .map(([boot, { worker }]) => ({ worker, boot }));
}

/** What nobody works on, in the order in which it came to be; and what is slow, the longest first. */
function unitsToGive(state: SortState, view: CoordinatorView, openTries: readonly UnitTry[]) {
  const tried = Map.groupBy(
    openTries.filter(({ boot }) => isHeard(view, boot)),
    ({ unit }) => unit,
  );
  const untouched: Unit[] = [];
  const slow: Array<{ unit: Unit; forMs: number }> = [];
  for (const id of state.openUnits) {
    const unit = state.units[id];
    if (unit === undefined) continue;
    const tries = tried.get(id) ?? [];
    if (tries.length === 0) {
      untouched.push(unit);
      continue;
    }
    const forMs = Math.max(...tries.map((one) => view.nowMs - (view.seenAtMs.get(one.id) ?? view.nowMs)));
    const medianMs = view.medianMs.get(unit.kind);
    const isSlow = medianMs !== undefined && forMs > Math.max(view.slowAfterMs, SLOW_FACTOR * medianMs);
    if (isSlow && tries.length < TRIES_AT_ONCE) slow.push({ unit, forMs });
  }
  return { untouched, slow: slow.sort((a, b) => b.forMs - a.forMs).map(({ unit }) => unit) };
}

/** Who has failed at which unit. */
function workersThatFailed(state: SortState): Map<string, Set<number>> {
  const failed = Object.values(state.tries).filter((one) => one.state === 'failed');
  const byUnit = Map.groupBy(failed, ({ unit }) => unit);
  return new Map(Array.from(byUnit, ([unit, tries]) => [unit, new Set(tries.map(({ worker }) => worker))]));
}

function heardWorkers(state: SortState, view: CoordinatorView): Set<number> {
  const heard = Object.entries(state.sorters).filter(([boot]) => isHeard(view, boot));
  return new Set(heard.map(([, { worker }]) => worker));
}

/** A full disk is one host's: who failed at a unit has it again only when all others have failed at it too. */
function isForOthers(failed: ReadonlySet<number> | undefined, worker: number, heard: ReadonlySet<number>): boolean {
  return failed?.has(worker) === true && [...heard].some((other) => !failed.has(other));
}

/** Its own share first, then what is nobody's, then the last that is another's. */
function takeUntouched(
  sorter: IdleSorter,
  units: Unit[],
  isOthers: (unit: Unit) => boolean,
  state: SortState,
  view: CoordinatorView,
): Unit | null {
  const open = units.filter((unit) => !isOthers(unit));
  const holders = open.map((unit) => holderOf(unit, state));
  const own = holders.indexOf(sorter.boot);
  const free = holders.findIndex((boot) => boot === null || !isHeard(view, boot));
  const index = [own, free].find((one) => one >= 0) ?? open.length - 1;
  const taken = open[index];
  if (taken !== undefined) units.splice(units.indexOf(taken), 1);
  return taken ?? null;
}

/** Who may still hold the share that is to be parted. */
function holderOf(unit: Unit, state: SortState): string | null {
  if (unit.kind !== 'part') return null;
  return state.tries[state.nodes[unit.node]?.sampled[unit.share]?.try ?? '']?.boot ?? null;
}

/** A second try by the same worker would be no help. */
function takeSlow({ worker }: IdleSorter, units: Unit[], openTries: readonly UnitTry[]): Unit | null {
  const index = units.findIndex((unit) => !openTries.some((one) => one.unit === unit.id && one.worker === worker));
  return index < 0 ? null : (units.splice(index, 1)[0] ?? null);
}
