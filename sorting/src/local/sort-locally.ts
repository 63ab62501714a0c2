import { HeldElements } from './held-elements.ts';
import { type LocalSortOptions, settleOptions } from './local-options.ts';
import { partCount } from './part-count.ts';
import { PartStore } from './part-store.ts';
import { printParts } from './print-parts.ts';
import { ElementStream } from './read-elements.ts';
import { SpillFolder } from './spill-folder.ts';
import { WorkerPool } from './worker-pool.ts';

const NEWLINE = 0x0a;
/** Of the memory, so much is for elements that wait; the rest is for what is made of them. */
const HELD_SHARE = 0.4;
/** Of what is spilled at once, a file has at least so much. */
const SPILLED_BYTES = 256 * 1024;

/**
 * Sorts text, one element a line, on threads of this machine, without Kafka, Docker or control plane. What memory does
 * not hold is spilled to disk, and removed again however it ends.
 *
 * @returns the sorted text in pieces, which come once all was read
 * @throws SortError for wrong input, with the line; for a full disk; for settings that cannot be
 */
export async function* sortLocally(options: LocalSortOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const settings = settleOptions(options);
  const { order, signal, memoryLimitBytes, onProgress } = settings;
  await using pool = new WorkerPool(settings.workers);
  await using folder = new SpillFolder(settings.spillFolder);
  const stream = new ElementStream(pool, settings);
  const held = new HeldElements();
  const storeOf = (parts: number) =>
    new PartStore({ splitters: held.chooseSplitters(order, parts), order, pool, folder });
  let store: PartStore | undefined;
  let read = 0;
  const tell = (written: number): void =>
    onProgress({ read, written, runsSpilled: store?.runs ?? 0, bytesSpilled: store?.bytesSpilled ?? 0 });

  for await (const block of stream.blocks()) {
    signal?.throwIfAborted();
    held.add(block);
    read += block.count;
    if (held.bytes >= memoryLimitBytes * HELD_SHARE) {
      // Nobody knows how much is to come: as many parts as can be, so that each may fit into memory at the end.
      store ??= storeOf(partCount(held.bytes, SPILLED_BYTES));
      await store.divide(held);
      await store.spill();
    }
    tell(0);
  }
  if (stream.header !== null) yield Uint8Array.of(...stream.header, NEWLINE);
  if (read === 0) return;
  store ??= storeOf(partCount(held.bytes));
  await store.divide(held);
  let written = 0;
  for await (const { bytes, count } of printParts(store, { order, memoryLimitBytes, atOnce: pool.size + 1 })) {
    signal?.throwIfAborted();
    written += count;
    yield bytes;
    tell(written);
  }
}
