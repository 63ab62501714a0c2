import { leavesInOrder, type SortState } from '@longshore/schemas/sort';
import { z } from 'zod';

/** Where the result of a sort is on its topic: part by part, in order. Stored with the sort. */
export const resultMapSchema = z.object({
  partitions: z.number().int(),
  parts: z.array(
    z.object({
      slot: z.number().int(),
      try: z.string(),
      count: z.number().int(),
      index: z.array(z.object({ rank: z.number().int(), offset: z.string() })),
    }),
  ),
});

export type ResultMap = z.output<typeof resultMapSchema>;

/** The map of a sort that is complete; null while it is not. */
export function resultMapOf(state: SortState): ResultMap | null {
  if (state.plan === null || state.ended?.outcome !== 'completed') return null;
  return {
    partitions: state.plan.partitions,
    parts: leavesInOrder(state).flatMap(({ slot, sorted }) =>
      slot === null || sorted === null || sorted.count === 0
        ? []
        : [{ slot, try: sorted.try, count: sorted.count, index: sorted.index }],
    ),
  };
}

/** A stretch of the result within one part. */
export interface Stretch {
  partition: number;
  slot: number;
  writer: string;
  /** Ranks within the part: from, and before which. */
  from: number;
  until: number;
  /** No chunk of the stretch is before this offset. */
  offset: bigint;
}

/** Where so many elements from a rank on are, in order. Beyond the end there is nothing. */
export function locateRanks({ partitions, parts }: ResultMap, first: number, limit: number): Stretch[] {
  const stretches: Stretch[] = [];
  let before = 0;
  for (const part of parts) {
    const from = Math.max(0, first - before);
    const until = Math.min(part.count, first + limit - before);
    before += part.count;
    if (from >= until) continue;
    // Entries are where chunks begin, so the chunk that has the rank does not begin before the entry.
    const offset = BigInt(part.index.findLast(({ rank }) => rank <= from)?.offset ?? '0');
    stretches.push({ partition: part.slot % partitions, slot: part.slot, writer: part.try, from, until, offset });
  }
  return stretches;
}
