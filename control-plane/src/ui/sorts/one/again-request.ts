import type { SortDetail, SortInput } from '@longshore/schemas';
import { inputIsKept } from '../input-is-kept.ts';

/**
 * What asks for the same sort again with so many sorters; null: its elements are not kept any more, or were never given.
 */
export function againRequest(
  sort: Pick<SortDetail, 'id' | 'spec' | 'state' | 'resultUntil'>,
  workers: number,
): SortInput | null {
  // Its output topic is full: whoever wants another names one.
  const { output: _, ...spec } = sort.spec;
  // The same can be generated for ever, and is told apart from all else by its words.
  if (spec.input.from === 'generated') return { ...spec, workers };
  if (inputIsKept(sort)) return { ...spec, input: { from: 'sort', sort: sort.id }, workers };
  return spec.input.from === 'topic' ? { ...spec, workers } : null;
}

/** How many sorters one would try next: twice as many, within the limit. */
export function nextWorkers(workers: number, most: number): number {
  return workers >= most ? Math.max(1, Math.floor(most / 2)) : Math.min(most, workers * 2);
}
