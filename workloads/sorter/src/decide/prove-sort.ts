import { leavesInOrder, ROOT, type SortedPart, type SortPlan, type SortState } from '@longshore/schemas/sort';
import { bordersInOrder, combineHashes, EMPTY_HASH, sameMultiset } from '@longshore/sorting';

/**
 * Looks whether what was sorted is what was given, in order: counts and multiset hashes of input and result, and the
 * borders of the parts. Within parts the sorters looked while they wrote.
 *
 * @returns what is wrong, in words; null: nothing
 */
export function proveSort(state: SortState, plan: SortPlan): string | null {
  const sampled = Object.values(state.nodes[ROOT]?.sampled ?? {});
  const given = sampled.map(({ hash }) => hash).reduce(combineHashes, EMPTY_HASH);
  const parts: SortedPart[] = [];
  for (const leaf of leavesInOrder(state)) {
    if (leaf.sorted === null) return `part ${leaf.id} was not sorted`;
    if (leaf.sorted.count !== leaf.count) {
      return `part ${leaf.id} was given ${leaf.count} elements, and has ${leaf.sorted.count} in the result`;
    }
    parts.push(leaf.sorted);
  }
  const found = parts.map(({ hash }) => hash).reduce(combineHashes, EMPTY_HASH);
  if (given.count !== found.count) return `${given.count} elements were given, and ${found.count} are in the result`;
  if (!sameMultiset(given, found)) return 'the result does not have the elements of the input: their hashes differ';
  const ends = parts.map(({ first, last }) => ({ first: bytesOf(first), last: bytesOf(last) }));
  return bordersInOrder(ends, plan.order) ? null : 'a part begins before the one in front of it ends';
}

function bytesOf(encoded: string | null): Uint8Array | null {
  return encoded === null ? null : Buffer.from(encoded, 'base64');
}
