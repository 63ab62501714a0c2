import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NumberBlock } from '../block/block.ts';
import { numbersOf, sliceBlock } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { startsOf } from '../sample/deal.ts';
import type { Origin } from '../sample/marks.ts';
import type { Splitters } from '../sample/splitters.ts';
import { HeldElements } from './held-elements.ts';
import { partCount } from './part-count.ts';
import { sharedBlock } from './shared-block.ts';
import { WorkerPool } from './worker-pool.ts';

/** So many numbers are dealt out at once. */
const SLICE_ELEMENTS = 1 << 20;

/**
 * Sorts numbers by threads: they tell for slices which part each number belongs to, deal the slices out to the parts in
 * another array, then sort the parts there.
 *
 * @param block - not changed; where it is not over shared memory, it is copied there slice by slice, while threads are at
 * the slices before
 * @returns another block, over shared memory
 */
export async function sortByThreads(block: NumberBlock, order: Order, threads: number): Promise<NumberBlock> {
  await using pool = new WorkerPool(threads);
  const slices = slicesOf(block);
  const splitters = splittersOf(slices, order);
  const share = sharer();
  const counts = await Promise.all(
    slices.map(async (slice) => {
      slice.block = await share(slice.block);
      return pool.run('classify', { ...slice, splitters, order });
    }),
  );
  const starts = startsOf(sumOf(counts, splitters.parts));
  const nexts = nextsOf(counts, starts);
  const into = numbersOf(block.type, new SharedArrayBuffer(block.values.byteLength), 0, block.count);
  await Promise.all(
    slices.map((slice, index) =>
      pool.run('deal', { block: slice.block, parts: slice.parts, into, next: nexts[index] as Uint32Array }),
    ),
  );
  await Promise.all(
    Array.from({ length: splitters.parts }, (_, part) => {
      const own = sliceBlock(into, starts[part] as number, starts[part + 1] as number) as NumberBlock;
      return pool.run('sort', { block: own, order });
    }),
  );
  return into;
}

interface Slice {
  /** Over shared memory from when a thread is asked about it. */
  block: NumberBlock;
  /** Of each number. */
  parts: Uint16Array;
  origin: Origin;
}

function slicesOf(all: NumberBlock): Slice[] {
  const parts = new Uint16Array(new SharedArrayBuffer(all.count * 2));
  return Array.from({ length: Math.ceil(all.count / SLICE_ELEMENTS) }, (_, slice) => {
    const first = slice * SLICE_ELEMENTS;
    const end = Math.min(all.count, first + SLICE_ELEMENTS);
    const block = sliceBlock(all, first, end) as NumberBlock;
    return { block, parts: parts.subarray(first, end), origin: { share: 0, first } };
  });
}

/** Brings blocks to where threads can read them, one after the other. */
function sharer(): (block: NumberBlock) => Promise<NumberBlock> {
  let before: Promise<unknown> = Promise.resolve();
  return (block) => {
    if (block.values.buffer instanceof SharedArrayBuffer) return Promise.resolve(block);
    const copied = before.then(() => sharedBlock(block));
    // What threads have answered meanwhile is heard, so that they have the next one to do.
    before = Promise.allSettled([copied]).then(() => nextTurn());
    return copied;
  };
}

function splittersOf(slices: readonly Slice[], order: Order): Splitters {
  const held = new HeldElements();
  for (const { block } of slices) held.add(block);
  return held.chooseSplitters(order, partCount(held.bytes));
}

function sumOf(counts: readonly Uint32Array[], parts: number): Uint32Array {
  const sum = new Uint32Array(parts);
  for (const own of counts)
    for (let part = 0; part < parts; part++) sum[part] = (sum[part] as number) + (own[part] as number);
  return sum;
}

/** Where each slice's own elements of each part go: behind those of the slices before it. */
function nextsOf(counts: readonly Uint32Array[], starts: Uint32Array): Uint32Array[] {
  const next = starts.slice();
  return counts.map((own) => {
    const here = next.slice();
    for (let part = 0; part < own.length; part++) next[part] = (next[part] as number) + (own[part] as number);
    return here;
  });
}
