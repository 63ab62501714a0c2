import type { RecordOf, Share, SortNode, Unit } from '@longshore/schemas/sort';
import { type Block, decodeSplitters, partition } from '@longshore/sorting';
import { ChunkWriter } from '../exchange/chunk-writer.ts';
import { topicEnds } from '../exchange/topic-ends.ts';
import { readShare } from './read-share.ts';
import { Stopwatch, type Workshop } from './workshop.ts';

/** What is kept back for the parts of a share together is a quarter of the memory. */
const WAITING_SHARE = 0.25;

/** Divides a share by the splitters of its node, and writes every part to the exchange. */
export async function partShare(
  shop: Workshop,
  unit: Unit,
  node: SortNode,
  share: Share,
  tryId: string,
): Promise<RecordOf<'parted'>> {
  const { splitters: encoded, childSlots } = node;
  if (encoded === null || childSlots === null) throw new Error(`${node.id} has no splitters yet`);
  const { plan, topics, retry } = shop;
  const watch = new Stopwatch();
  const splitters = decodeSplitters(Buffer.from(encoded, 'base64'));
  const offsets = await topicEnds(shop.admin, topics.exchange, retry);
  const chunkBytes = Math.min(shop.chunkBytes, Math.floor((shop.memoryBytes * WAITING_SHARE) / childSlots.count));
  const writer = new ChunkWriter({
    producer: shop.producer,
    topic: topics.exchange,
    partitions: plan.partitions,
    writer: tryId,
    chunkBytes: Math.max(4_096, chunkBytes),
    retry,
  });
  let first = 0;
  for await (const block of heldOrRead(shop, unit, share, watch)) {
    watch.lap('read');
    const parts = partition(block, splitters, plan.order, { share: unit.share, first });
    first += block.count;
    watch.lap('part');
    for (const [part, piece] of parts.entries()) await writer.add(childSlots.first + part, piece);
    watch.lap('send');
    shop.progress('part', block.count);
    shop.reach('sorter.amid-parting');
  }
  await writer.finish();
  watch.lap('send');
  const pieces = Array.from({ length: childSlots.count }, (_, part) => writer.piece(childSlots.first + part));
  const times = watch.times({ bytesOut: writer.bytesOut });
  return { kind: 'parted', unit: unit.id, try: tryId, pieces, offsets, times };
}

async function* heldOrRead(shop: Workshop, unit: Unit, share: Share, watch: Stopwatch): AsyncGenerator<Block> {
  const held = shop.held.take(`${unit.node} ${unit.share}`);
  if (held !== null) yield* held;
  else yield* readShare(shop, share, watch);
}
