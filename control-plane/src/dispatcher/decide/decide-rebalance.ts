import { formatShare } from '@longshore/schemas/words';
import { choosePlace } from '../../placement/choose-place.ts';
import type { Place, PlacementRequest, Quantities, Weights } from '../../placement/place.ts';

/** When work moves from full places to empty ones. */
export interface RebalanceSettings {
  /** A place above this share of any of its capacities may give. */
  highPercent: number;
  /** A place below this share of all of them may take. */
  lowPercent: number;
  /** Those of placement, so that it would choose the same. */
  weights: Weights;
  /** Most moves in one cycle; 0: none ever. */
  movesMax: number;
  /** For so long a place must have been above, and the work not have started, before it is moved. */
  settleMs: number;
  /** A task that was moved stays where it went for at least so long. */
  moveAgainAfterMs: number;
}

/** An attempt that has not started, as far as was reported, and may go elsewhere. */
export interface MovableAttempt {
  id: string;
  taskId: string;
  agentId: string;
  request: PlacementRequest;
}

/** Room that comes free as soon as an attempt that was asked to stop has ended. */
export interface Leaving {
  agentId: string;
  needs: Quantities;
}

/** What a decision looks at. */
export interface RebalanceSnapshot {
  places: readonly Place[];
  /** That have not started; ids rise with time. */
  attempts: readonly MovableAttempt[];
  leaving: readonly Leaving[];
}

/** What is remembered from one cycle to the next, all of it by the dispatcher's monotonic clock. */
export interface RebalanceMemory {
  /** Since when each place has been above. */
  aboveSince: ReadonlyMap<string, number>;
  /** Since when each attempt has been known not to have started. */
  notStartedSince: ReadonlyMap<string, number>;
  /** When each task was last moved. */
  movedAt: ReadonlyMap<string, number>;
}

export const EMPTY_MEMORY: RebalanceMemory = {
  aboveSince: new Map(),
  notStartedSince: new Map(),
  movedAt: new Map(),
};

export interface RebalanceMove {
  attemptId: string;
  taskId: string;
  from: string;
  /** Where placement would put it now. */
  to: string;
  /** For the timeline. */
  because: string;
}

const NAMES = { cpuMillis: 'cpu', memoryBytes: 'memory', slots: 'slots' } as const satisfies Record<
  keyof Quantities,
  string
>;
const KINDS = Object.keys(NAMES) as (keyof Quantities)[];

/** The share of the scarcest capacity that is reserved, and which one that is. */
export function loadOf({ capacity, reserved }: Pick<Place, 'capacity' | 'reserved'>): { share: number; of: string } {
  return KINDS.filter((kind) => capacity[kind] > 0)
    .map((kind) => ({ share: reserved[kind] / capacity[kind], of: NAMES[kind] }))
    .reduce((most, next) => (next.share > most.share ? next : most), { share: 0, of: NAMES.slots });
}

function changed(place: Place, needs: Quantities, sign: 1 | -1): Place {
  const { cpuMillis, memoryBytes, slots } = place.reserved;
  return {
    ...place,
    reserved: {
      cpuMillis: cpuMillis + sign * needs.cpuMillis,
      memoryBytes: memoryBytes + sign * needs.memoryBytes,
      slots: slots + sign * needs.slots,
    },
  };
}

function whenLeft(place: Place, leaving: readonly Leaving[]): Place {
  return leaving
    .filter(({ agentId }) => agentId === place.id)
    .reduce((rest, { needs }) => changed(rest, needs, -1), place);
}

/** Keeps what is still so, and notes since now what is so for the first time. */
function since(before: ReadonlyMap<string, number>, ids: readonly string[], nowMs: number): Map<string, number> {
  return new Map(ids.map((id) => [id, before.get(id) ?? nowMs]));
}

/**
 * Decides which work that has not started leaves places above `highPercent` for places below `lowPercent`.
 *
 * A move is only decided where placement would put the work on such a place now, and where that place does not come
 * above `highPercent` by it: so no move is ever answered by another one back. The newest attempts go first: the oldest
 * are nearest to their start. A full place whose work is leaving already gives only what it will still have too much of.
 */
export function decideRebalance(
  { places: known, attempts, leaving }: RebalanceSnapshot,
  memory: RebalanceMemory,
  nowMs: number,
  settings: RebalanceSettings,
): { moves: RebalanceMove[]; memory: RebalanceMemory } {
  const high = settings.highPercent / 100;
  const low = settings.lowPercent / 100;
  const places = known.map((place) => (loadOf(place).share > high ? whenLeft(place, leaving) : place));
  const above = places.filter((place) => loadOf(place).share > high).map(({ id }) => id);
  const aboveSince = since(memory.aboveSince, above, nowMs);
  const notStartedSince = since(
    memory.notStartedSince,
    attempts.map(({ id }) => id),
    nowMs,
  );
  const movedAt = new Map([...memory.movedAt].filter(([, atMs]) => nowMs - atMs < settings.moveAgainAfterMs));
  const settled = (sinceMs: number | undefined): boolean =>
    sinceMs !== undefined && nowMs - sinceMs >= settings.settleMs;

  const current = new Map(places.map((place) => [place.id, place]));
  const moves: RebalanceMove[] = [];
  const givers = attempts
    .filter(({ id, agentId, taskId }) => {
      return settled(aboveSince.get(agentId)) && settled(notStartedSince.get(id)) && !movedAt.has(taskId);
    })
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  for (const attempt of givers) {
    if (moves.length >= settings.movesMax) break;
    const from = current.get(attempt.agentId);
    if (from === undefined || loadOf(from).share <= high) continue;
    const without = changed(from, attempt.request.needs, -1);
    const candidates = [...current.values()].map((place) => (place.id === from.id ? without : place));
    const winner = choosePlace(attempt.request, candidates, settings.weights).winner;
    const to = winner === null || winner === from.id ? undefined : current.get(winner);
    if (to === undefined || loadOf(to).share >= low) continue;
    const after = changed(to, attempt.request.needs, 1);
    if (loadOf(after).share > high) continue;
    const full = loadOf(from);
    moves.push({
      attemptId: attempt.id,
      taskId: attempt.taskId,
      from: from.id,
      to: to.id,
      because: `${formatShare(full.share)} of the ${full.of} of ${from.id} is reserved, ${formatShare(loadOf(to).share)} on ${to.id}; it had not started`,
    });
    movedAt.set(attempt.taskId, nowMs);
    current.set(from.id, without);
    current.set(to.id, after);
  }
  return { moves, memory: { aboveSince, notStartedSince, movedAt } };
}
