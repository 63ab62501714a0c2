import type { PartitionReader } from '@longshore/kafka';
import { leavesInOrder, type SortedPart, type SortState } from '@longshore/schemas/sort';
import { type Block, decodeBlock, sliceBlock } from '@longshore/sorting';
import type { RetryOptions } from '../kafka-retry.ts';
import { type ReadChunk, readChunks } from './read-chunks.ts';

/**
 * The elements of a result from a rank on, in order, a chunk's worth at a time.
 *
 * @throws ChunksMissingError when the topic no longer has them
 */
export async function* readResult(
  reader: PartitionReader,
  state: Pick<SortState, 'nodes' | 'plan'>,
  from: number,
  retry: RetryOptions,
): AsyncGenerator<Block, void, undefined> {
  let before = 0;
  for (const { slot, sorted } of leavesInOrder(state)) {
    if (slot === null || sorted === null) continue;
    const skipped = Math.max(0, from - before);
    before += sorted.count;
    const partition = slot % (state.plan?.partitions ?? 1);
    if (skipped < sorted.count) yield* readPart(reader, { slot, partition, sorted, skipped }, retry);
  }
}

/** After trouble of its writer a chunk may stand behind later ones: those wait for their turn. */
async function* readPart(
  reader: PartitionReader,
  part: { slot: number; partition: number; sorted: SortedPart; skipped: number },
  retry: RetryOptions,
): AsyncGenerator<Block, void, undefined> {
  const { slot, partition, sorted, skipped } = part;
  const offset = BigInt(sorted.index[0]?.offset ?? '0');
  const wanted = [{ writer: sorted.try, slot, first: 0, chunks: sorted.chunks, offset }];
  const waiting = new Map<number, ReadChunk>();
  let turn = 0;
  for await (const chunk of readChunks(reader, partition, wanted, retry)) {
    waiting.set(chunk.header.sequence, chunk);
    for (let due = waiting.get(turn); due !== undefined; due = waiting.get(turn)) {
      waiting.delete(turn);
      turn += 1;
      const { first, count } = due.header;
      if (first + count > skipped) yield sliceBlock(decodeBlock(due.value), Math.max(0, skipped - first), count);
    }
  }
}
