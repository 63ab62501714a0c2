import type { PartitionReader } from '@longshore/kafka';
import { readChunkHeaders } from '@longshore/schemas/sort';
import { type Block, decodeBlock, sliceBlock } from '@longshore/sorting';
import type { Stretch } from './decide/locate-rank.ts';

const FETCH_BYTES = 2 * 1024 * 1024;
/** Chunks that came before their turn; more of them would be a fault. */
const WAITING_MAX = 64;

/** The result's topic no longer has what it should have. */
export class ResultGoneError extends Error {
  override readonly name = 'ResultGoneError';
}

/** The elements of one stretch of a result, a chunk's worth at a time, in order. */
export async function* resultBlocks(
  reader: PartitionReader,
  { partition, slot, writer, from, until, offset }: Stretch,
): AsyncGenerator<Block, void, undefined> {
  /** Chunks by their first rank. After trouble of its writer one may stand behind later ones. */
  const waiting = new Map<number, Buffer>();
  let rank: number | null = null;
  for (let next = offset; rank === null || rank < until; ) {
    const fetched = await reader.fetch({ partition, offset: next, maxBytes: FETCH_BYTES });
    for (const { headers, value } of fetched.records) {
      const header = readChunkHeaders(headers);
      if (header === null || value === null || header.slot !== slot || header.writer !== writer) continue;
      if (header.first + header.count <= from || header.first >= until || header.first < (rank ?? 0)) continue;
      waiting.set(header.first, value);
      if (header.first <= from) rank ??= header.first;
    }
    for (let value = take(waiting, rank); rank !== null && value !== undefined; value = take(waiting, rank)) {
      const block = decodeBlock(value);
      yield sliceBlock(block, Math.max(0, from - rank), Math.min(block.count, until - rank));
      rank += block.count;
    }
    if (rank !== null && rank >= until) return;
    const isAtEnd = fetched.next === next && fetched.next >= fetched.end;
    if (isAtEnd || waiting.size > WAITING_MAX)
      throw new ResultGoneError(`the result lacks rank ${rank ?? from} of its part ${slot}`);
    next = fetched.next;
  }
}

function take(waiting: Map<number, Buffer>, rank: number | null): Buffer | undefined {
  if (rank === null) return undefined;
  const value = waiting.get(rank);
  waiting.delete(rank);
  return value;
}
