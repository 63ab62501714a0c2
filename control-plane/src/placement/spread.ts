import type { Candidate } from '@longshore/schemas';
import type { Place } from './place.ts';

/** Spreads over the places themselves rather than over a label. */
export const SPREAD_OVER_AGENTS = 'agent';

/** What a task is spread over, and where the others of its group are. */
export interface Spread {
  /** A label's name, or {@link SPREAD_OVER_AGENTS}. */
  over: string;
  /** How many tasks of the group each place holds, by its id. */
  held: ReadonlyMap<string, number>;
}

function valueAt(over: string, place: Place): string | null {
  if (over === SPREAD_OVER_AGENTS) return place.id;
  return Object.hasOwn(place.labels, over) ? (place.labels[over] ?? null) : null;
}

/** How many tasks of the group each value of the label holds, over all its places. */
export function tasksByValue({ over, held }: Spread, places: readonly Place[]): Map<string | null, number> {
  const tasks = new Map<string | null, number>();
  for (const place of places) {
    const value = valueAt(over, place);
    tasks.set(value, (tasks.get(value) ?? 0) + (held.get(place.id) ?? 0));
  }
  return tasks;
}

/** What the receipt says of a place. */
export function spreadOf(
  over: string,
  place: Place,
  tasks: ReadonlyMap<string | null, number>,
): NonNullable<Candidate['spread']> {
  const value = valueAt(over, place);
  return { over, value, tasks: tasks.get(value) ?? 0 };
}

/** Orders candidates by their spread: places without the label last, then the fewest tasks first; 0: no difference. */
export function bySpread(a: Candidate, b: Candidate): number {
  if (a.spread === undefined || b.spread === undefined) return 0;
  if ((a.spread.value === null) !== (b.spread.value === null)) return a.spread.value === null ? 1 : -1;
  return a.spread.tasks - b.spread.tasks;
}
