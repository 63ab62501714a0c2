import type { RecordOf, Share, Unit } from '@longshore/schemas/sort';
import { type Block, blockBytes, combineHashes, EMPTY_HASH, multisetHash } from '@longshore/sorting';
import { GrowingSample } from './growing-sample.ts';
import { readShare } from './read-share.ts';
import { Stopwatch, type Workshop } from './workshop.ts';

/** All samples of a node are in the log, and in the memory of all who read it. */
const NODE_SAMPLE_BYTES_MAX = 4 * 1024 * 1024;
/** Any number does: it is the same for every try of a unit. */
const SEED = 0x5eed;

/** Reads a share once: how much there is of what, and a sample of it. */
export async function sampleShare(
  shop: Workshop,
  unit: Unit,
  share: Share,
  shares: number,
  tryId: string,
): Promise<RecordOf<'sampled'>> {
  const watch = new Stopwatch();
  const sample = new GrowingSample(shop.plan.order, Math.ceil(shop.plan.sampleCount / shares), SEED);
  const blocks: Block[] = [];
  let count = 0;
  let bytes = 0;
  let hash = EMPTY_HASH;
  for await (const block of readShare(shop, share, watch)) {
    watch.lap('read');
    sample.add(block, { share: unit.share, first: count });
    count += block.count;
    bytes += blockBytes(block);
    hash = combineHashes(hash, multisetHash(block));
    if (bytes <= shop.memoryBytes) blocks.push(block);
    else blocks.length = 0;
    shop.progress('sample', block.count);
    watch.lap('sample');
  }
  if (bytes <= shop.memoryBytes) shop.held.keep(`${unit.node} ${unit.share}`, blocks);
  const encoded = Buffer.from(sample.encode(Math.floor(NODE_SAMPLE_BYTES_MAX / shares))).toString('base64');
  const times = watch.times({ bytesOut: 0 });
  return { kind: 'sampled', unit: unit.id, try: tryId, count, bytes, hash, sample: encoded, times };
}
