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
 * Hands out units that nobody who is heard works on, then second tries of slow ones, to idle sorters. A share's parting
 * goes to whoever sampled it, where that one is idle: it may still hold the share.
 *
 * @param newId - gives a new id with each call
 */
export function assignUnits(state: SortState, view: CoordinatorView, newId: () => string): Assigned[] {
  const openTries = Object.values(state.tries).filter(
    (one) => one.state === 'open' && state.units[one.unit]?.acceptedTry === null,
  );
  const idle = idleSorters(state, view, openTries);
  const given: Assigned[] = [];
  for (const unit of unitsToGive(state, view, openTries)) {
    if (idle.length === 0) break;
    const sorter = takeFor(unit, idle, state, openTries);
    if (sorter === null) continue;
    given.push({ kind: 'assigned', generation: state.generation, unit: unit.id, try: newId(), ...sorter });
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

/** First what nobody works on, in the order in which it came to be; then what is slow, the longest first. */
function unitsToGive(state: SortState, view: CoordinatorView, openTries: readonly UnitTry[]): Unit[] {
  const heard = openTries.filter(({ boot }) => isHeard(view, boot));
  const tried = Map.groupBy(heard, ({ unit }) => unit);
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
  return [...untouched, ...slow.sort((a, b) => b.forMs - a.forMs).map(({ unit }) => unit)];
}

function takeFor(unit: Unit, idle: IdleSorter[], state: SortState, openTries: readonly UnitTry[]): IdleSorter | null {
  const others = idle.filter(({ worker }) => !openTries.some((one) => one.unit === unit.id && one.worker === worker));
  const sampledBy = state.nodes[unit.node]?.sampled[unit.share]?.try ?? '';
  const holder = unit.kind === 'part' ? state.tries[sampledBy]?.boot : undefined;
  const sorter = others.find(({ boot }) => boot === holder) ?? others[0];
  if (sorter === undefined) return null;
  idle.splice(idle.indexOf(sorter), 1);
  return sorter;
}
