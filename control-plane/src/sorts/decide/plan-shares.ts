import type { SortSpec } from '@longshore/schemas';
import type { PlannedShare } from '@longshore/schemas/sort';

/** Each sorter gets several shares in turn, so that one that is slow holds up little. */
const SHARES_FOR_EACH = 4;
const SHARES_MAX = 512;
const SHARE_COUNT_MAX = 4_000_000;
/** Less is not worth a piece of work of its own. */
const SHARE_COUNT_MIN = 5_000;

type Generated = Extract<SortSpec['input'], { from: 'generated' }>;

/** How many shares so many elements make for so many sorters. */
function shareCount(count: number, workers: number): number {
  const wanted = Math.max(workers * SHARES_FOR_EACH, Math.ceil(count / SHARE_COUNT_MAX));
  return Math.max(1, Math.min(wanted, SHARES_MAX, Math.ceil(count / SHARE_COUNT_MIN)));
}

/** Shares of values that any machine can generate. */
export function generatedShares({ distribution, count, seed }: Generated, workers: number): PlannedShare[] {
  if (count === 0) return [];
  const shares = shareCount(count, workers);
  return Array.from({ length: shares }, (_, share) => {
    const first = Math.floor((share * count) / shares);
    const after = Math.floor(((share + 1) * count) / shares);
    return { from: 'generated', distribution, seed, first, count: after - first, total: count };
  });
}

/** Shares of a topic as it is now: stretches of its partitions, one partition after the other. */
export function topicShares(
  topic: string,
  partitions: ReadonlyArray<{ partition: number; start: bigint; end: bigint }>,
  workers: number,
): PlannedShare[] {
  const count = partitions.reduce((sum, { start, end }) => sum + Number(end - start), 0);
  const each = BigInt(Math.max(1, Math.ceil(count / shareCount(count, workers))));
  return partitions
    .toSorted((a, b) => a.partition - b.partition)
    .flatMap(({ partition, start, end }) => {
      const shares: PlannedShare[] = [];
      for (let at = start; at < end; at += each) {
        const until = at + each < end ? at + each : end;
        shares.push({ from: 'topic', topic, partition, start: String(at), end: String(until) });
      }
      return shares;
    });
}
