import { sortTopics } from '@longshore/kafka';
import type { PlannedShare, Share } from '@longshore/schemas/sort';
import { type Block, generateBlock } from '@longshore/sorting';
import { GatheredChunks } from '../exchange/gathered-chunks.ts';
import { readChunks, type WantedChunks } from '../exchange/read-chunks.ts';
import { readTopicShare } from './read-topic-share.ts';
import { type Stopwatch, type Workshop, withReader } from './workshop.ts';

const GENERATED_AT_ONCE = 65_536;

/**
 * The elements of a share, in their order: the same blocks' worth whenever and wherever it is read.
 *
 * @throws SortError where elements cannot be read as what they should be
 */
export async function* readShare(
  shop: Workshop,
  share: Share,
  watch: Stopwatch,
): AsyncGenerator<Block, void, undefined> {
  switch (share.from) {
    case 'generated':
      yield* generated(shop, share);
      return;
    case 'topic':
      yield* readTopicShare(shop, share, watch);
      return;
    case 'chunks': {
      const { sort, upload, firstChunk, chunks, partition, offset } = share;
      const { input } = sort === undefined ? shop.topics : sortTopics(sort, shop.topicPrefix);
      const wanted = [{ writer: upload, slot: 0, first: firstChunk, chunks, offset: BigInt(offset) }];
      yield* inOrder(shop, input, partition, wanted, watch);
      return;
    }
    case 'exchange': {
      const wanted = share.pieces.map((piece) => ({
        writer: piece.try,
        slot: share.slot,
        first: 0,
        chunks: piece.chunks,
        offset: BigInt(piece.offset),
      }));
      yield* inOrder(shop, shop.topics.exchange, share.partition, wanted, watch);
    }
  }
}

function* generated(shop: Workshop, share: Extract<PlannedShare, { from: 'generated' }>): Generator<Block> {
  const { distribution, seed, total, first, count } = share;
  for (let done = 0; done < count; done += GENERATED_AT_ONCE) {
    shop.retry.stop.throwIfAborted();
    const some = Math.min(GENERATED_AT_ONCE, count - done);
    yield generateBlock({ distribution, seed, count: total }, shop.plan.order, first + done, some);
  }
}

/** Chunks are gathered first, since those of several writers stand between each other. */
async function* inOrder(
  shop: Workshop,
  topic: string,
  partition: number,
  wanted: readonly WantedChunks[],
  watch: Stopwatch,
): AsyncGenerator<Block, void, undefined> {
  let spill: Awaited<ReturnType<Workshop['openSpill']>> | null = null;
  try {
    const gathered = new GatheredChunks(shop.memoryBytes, async () => {
      spill = await shop.openSpill();
      return spill;
    });
    await withReader(shop.bus, topic, async (reader) => {
      for await (const chunk of readChunks(reader, partition, wanted, shop.retry)) {
        await gathered.add(chunk);
        shop.progress('gather', chunk.header.count);
      }
    });
    watch.bytesIn += gathered.bytes;
    watch.lap('read');
    yield* gathered.blocks();
  } finally {
    await (spill as AsyncDisposable | null)?.[Symbol.asyncDispose]();
  }
}
