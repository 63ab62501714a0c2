import { mergeRuns } from '../merge/merge-runs.ts';
import type { Order } from '../order.ts';
import { printBlock } from '../text/print-block.ts';
import { inOrder } from './in-order.ts';
import type { PartStore } from './part-store.ts';
import { readRun } from './spill-file.ts';

/** What sorting and printing a part takes in memory, as a multiple of its elements. */
const PART_TAKES = 6;

export interface PrintOptions {
  order: Order;
  memoryLimitBytes: number;
  /** Parts that are sorted, or wait to be written, at the same time. */
  atOnce: number;
}

/** A piece of the sorted text. */
export interface Printed {
  bytes: Uint8Array;
  count: number;
}

/**
 * Sorts and prints part after part. One that memory does not hold, since nobody could know how much was to come, is
 * merged from its runs on disk instead.
 */
export async function* printParts(
  store: PartStore,
  { order, memoryLimitBytes, atOnce }: PrintOptions,
): AsyncGenerator<Printed, void, undefined> {
  const mostBytes = memoryLimitBytes / (atOnce * PART_TAKES);
  const full = store.parts.filter(({ count }) => count > 0);
  const printed = inOrder(full, atOnce, async (part) =>
    part.spilledBytes + part.blocksBytes <= mostBytes
      ? { part, bytes: await store.print(part) }
      : { part, bytes: null },
  );
  for await (const { part, bytes } of printed) {
    if (bytes === null) yield* mergePart(await store.runsOf(part), order);
    else yield { bytes, count: part.count };
  }
}

async function* mergePart(runs: readonly string[], order: Order): AsyncGenerator<Printed, void, undefined> {
  for await (const block of mergeRuns(runs.map(readRun), order)) {
    yield { bytes: printBlock(block), count: block.count };
  }
}
