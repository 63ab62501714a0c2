import type { SortDetail, SortInput } from '@longshore/schemas';

/**
 * What asks for the same sort again with so many sorters; null: its elements were typed or uploaded, which are not kept
 * for another sort.
 */
export function againRequest({ spec }: Pick<SortDetail, 'spec'>, workers: number): SortInput | null {
  if (spec.input.from === 'values' || spec.input.from === 'upload') return null;
  return { ...spec, workers };
}

/** How many sorters one would try next: twice as many, within the limit. */
export function nextWorkers(workers: number, most: number): number {
  return workers >= most ? Math.max(1, Math.floor(most / 2)) : Math.min(most, workers * 2);
}
