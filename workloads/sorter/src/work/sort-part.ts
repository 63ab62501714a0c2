import type { RecordOf, SortNode, Unit } from '@longshore/schemas/sort';
import { type Block, blockBytes, concatBlocks, mergeRuns, type Order, sliceBlock, sortBlock } from '@longshore/sorting';
import type { Place, SpillFile } from '../spill/spill-file.ts';
import { putRun, takeRun } from '../spill/spilled-runs.ts';
import { readShare } from './read-share.ts';
import { ResultWriter } from './result-writer.ts';
import { Stopwatch, type Workshop } from './workshop.ts';

/** Sorting makes a copy, and the copy is cut into chunks: so much of the memory may be one run. */
const RUN_SHARE = 0.3;
const BLOCK_ELEMENTS = 65_536;

/** Sorts a part, spilling runs to disk where it does not fit into memory, and writes it to the result. */
export async function sortPart(shop: Workshop, unit: Unit, node: SortNode, tryId: string): Promise<RecordOf<'sorted'>> {
  const watch = new Stopwatch();
  const result = await ResultWriter.open(shop, node, tryId);
  let spill: SpillFile | null = null;
  try {
    const runs: Place[][] = [];
    let last: Block | null = null;
    for await (const run of sortedRuns(shop, node, watch)) {
      if (last !== null) {
        // Where one run is all, it never leaves the memory.
        spill ??= await shop.openSpill();
        runs.push(await putRun(spill, last));
        watch.lap('spill');
      }
      last = run;
    }
    shop.reach('sorter.after-gathered');
    const { order } = shop.plan;
    const sorted =
      spill === null
        ? inSlices(last)
        : mergeRuns([...runs.map((run) => takeRun(spill as SpillFile, run)), inSlices(last)], order);
    for await (const block of sorted) {
      watch.lap('merge');
      await result.add(block);
      shop.progress('sort', block.count);
      shop.reach('sorter.amid-sorting');
      watch.lap('send');
    }
    const written = await result.finish();
    watch.lap('send');
    const times = watch.times({ bytesOut: result.bytesOut, bytesSpilled: spill?.bytes ?? 0 });
    return { kind: 'sorted', unit: unit.id, try: tryId, ...written, times };
  } finally {
    await spill?.[Symbol.asyncDispose]();
  }
}

/** The part in sorted runs, each as large as the memory allows, in the order of the input: so a stable sort stays one. */
async function* sortedRuns(shop: Workshop, node: SortNode, watch: Stopwatch): AsyncGenerator<Block> {
  const [share] = node.shares;
  if (share === undefined) return;
  const { order } = shop.plan;
  let blocks: Block[] = [];
  let bytes = 0;
  const take = (): Block => {
    watch.lap('read');
    const run = sortRun(blocks, order);
    watch.lap('sort');
    blocks = [];
    bytes = 0;
    return run;
  };
  for await (const block of readShare(shop, share, watch)) {
    const size = blockBytes(block);
    if (bytes > 0 && bytes + size > shop.memoryBytes * RUN_SHARE) yield take();
    blocks.push(block);
    bytes += size;
  }
  if (blocks.length > 0) yield take();
}

function sortRun(blocks: readonly Block[], order: Order): Block {
  return sortBlock(concatBlocks(blocks), order);
}

function* inSlices(block: Block | null): Generator<Block, void, undefined> {
  for (let from = 0; block !== null && from < block.count; from += BLOCK_ELEMENTS) {
    yield sliceBlock(block, from, Math.min(block.count, from + BLOCK_ELEMENTS));
  }
}
