import { type NumberBlock, numberBlock } from '../block/block.ts';
import { numbersOf, sliceBlock } from '../block/rearrange.ts';
import { type Order, orderOf } from '../order.ts';
import { startsOf } from '../sample/deal.ts';
import type { Origin } from '../sample/marks.ts';
import type { Splitters } from '../sample/splitters.ts';
import { HeldElements } from './held-elements.ts';
import { workersOf } from './local-options.ts';
import { sharedBlock } from './shared-block.ts';
import { WorkerPool } from './worker-pool.ts';

export interface ArraySortOptions {
  direction?: Order['direction'];
  /** Threads that sort. */
  workers?: number;
}

/** So many numbers are dealt out at once. */
const SLICE_ELEMENTS = 1 << 20;
/** A part of so many bytes is sorted within a core's cache. */
const PART_BYTES = 1024 * 1024;
const MOST_PARTS = 256;

/**
 * Sorts numbers on threads of this machine: each thread deals slices out to parts, then sorts parts, all in one memory.
 *
 * @param values - not changed; an array over a SharedArrayBuffer is not copied on its way to the threads
 * @returns a new array, over a SharedArrayBuffer
 */
export async function sortArrayLocally<Values extends Int32Array | BigInt64Array | Float64Array>(
  values: Values,
  { direction = 'asc', workers }: ArraySortOptions = {},
): Promise<Values> {
  const given = numberBlock(values as Int32Array) as NumberBlock;
  const order = orderOf({ type: given.type, direction });
  const into = numbersOf(given.type, new SharedArrayBuffer(values.byteLength), 0, given.count);
  await using pool = new WorkerPool(workersOf(workers));
  const shared = values.buffer instanceof SharedArrayBuffer ? given : (sharedBlock(given) as NumberBlock);
  const slices = slicesOf(shared);
  const splitters = splittersOf(slices, order);
  const counts = await Promise.all(slices.map((slice) => pool.run('classify', { ...slice, splitters, order })));
  const ends = startsOf(sumOf(counts, splitters.parts));
  const nexts = nextsOf(counts, ends);
  await Promise.all(
    slices.map(({ block, parts }, index) =>
      pool.run('deal', { block, parts, into, next: nexts[index] as Uint32Array }),
    ),
  );
  await Promise.all(
    Array.from({ length: splitters.parts }, (_, part) => {
      const block = sliceBlock(into, ends[part] as number, ends[part + 1] as number) as NumberBlock;
      return pool.run('sort', { block, order });
    }),
  );
  return into.values as Values;
}

interface Slice {
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

function splittersOf(slices: readonly Slice[], order: Order): Splitters {
  const held = new HeldElements();
  for (const { block } of slices) held.add(block);
  return held.chooseSplitters(order, Math.max(1, Math.min(MOST_PARTS, Math.ceil(held.bytes / PART_BYTES))));
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
