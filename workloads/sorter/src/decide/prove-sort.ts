import { leavesInOrder, ROOT, type SortedPart, type SortPlan, type SortState } from '@longshore/schemas/sort';
import { checkOrder, combineHashes, decodeBlock, EMPTY_HASH, sameMultiset } from '@longshore/sorting';

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
  return unorderedBorder(parts, plan);
}

function unorderedBorder(parts: readonly SortedPart[], { order }: SortPlan): string | null {
  let last: ReturnType<typeof decodeBlock> | null = null;
  for (const part of parts) {
    if (part.first === null || part.last === null) continue;
    const first = decodeBlock(Buffer.from(part.first, 'base64'));
    if (checkOrder(first, order, last).firstOutOfOrder !== null)
      return 'a part begins before the one in front of it ends';
    last = decodeBlock(Buffer.from(part.last, 'base64'));
  }
  return null;
}
