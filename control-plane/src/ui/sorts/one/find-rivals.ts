import type { SortDetail, SortSummary } from '@longshore/schemas';

/** A sort that ended well, and how long it took. */
export interface Rival {
  id: string;
  name: string;
  workers: number;
  tookMs: number;
}

/** A line of the comparison: the fastest with so many sorters. */
export interface Pace extends Rival {
  /** How many times as fast as one sorter; null: nobody sorted this input with one. */
  speedUp: number | null;
  /** Whether it is the sort whose page this is. */
  isThis: boolean;
}

const inWords = (value: unknown) => JSON.stringify(value);

/**
 * Whether two sorts may have sorted the same: as far as what was asked for and the number of elements say. Of what is
 * generated that is certain; of a file or of values the hash of the elements has the last word.
 */
export function mayBeSame(one: SortSummary, other: SortSummary): 'yes' | 'no' | 'ask the hash' {
  if (one.count === null || one.count !== other.count) return 'no';
  if (inWords(one.spec.order) !== inWords(other.spec.order)) return 'no';
  const [mine, its] = [one.spec.input, other.spec.input];
  if (mine.from === 'generated' && its.from === 'generated') return inWords(mine) === inWords(its) ? 'yes' : 'no';
  // Another topic, or a file with what was a topic: the elements may be the same all the same.
  return 'ask the hash';
}

/** Whether two sorts that ended well had the same elements. */
export function hadSameElements(one: SortDetail, other: SortDetail): boolean {
  const [mine, its] = [one.report?.proof, other.report?.proof];
  return mine != null && its != null && mine.inputHash === its.inputHash && mine.count === its.count;
}

function tookMs({ startedAt, endedAt }: SortSummary): number | null {
  return startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
}

/** The fastest with each number of sorters, among sorts of the same elements, this one included whatever it took. */
export function pacesOf(mine: SortSummary, others: readonly SortSummary[]): Pace[] {
  const fastest = new Map<number, Rival>();
  const all = [mine, ...others.filter(({ id }) => id !== mine.id)];
  for (const sort of all) {
    const took = tookMs(sort);
    if (took === null || sort.state !== 'SUCCEEDED') continue;
    const { id, name, spec } = sort;
    const known = fastest.get(spec.workers);
    if (known !== undefined && (known.id === mine.id || known.tookMs <= took)) continue;
    fastest.set(spec.workers, { id, name, workers: spec.workers, tookMs: took });
  }
  const one = fastest.get(1);
  return [...fastest.values()]
    .sort((a, b) => a.workers - b.workers)
    .map((rival) => ({
      ...rival,
      speedUp: one === undefined ? null : one.tookMs / Math.max(1, rival.tookMs),
      isThis: rival.id === mine.id,
    }));
}
