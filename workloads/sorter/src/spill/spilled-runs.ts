import { type Block, decodeBlock, encodeBlock, sliceByBytes } from '@longshore/sorting';
import type { Place, SpillFile } from './spill-file.ts';

/** What is read of a run at a time: of many runs there is as much of each in memory. */
const SLICE_BYTES = 256 * 1024;

/** Puts a sorted run onto the disk, in pieces. */
export async function putRun(spill: SpillFile, run: Block): Promise<Place[]> {
  const places: Place[] = [];
  for (const slice of sliceByBytes(run, SLICE_BYTES, Number.POSITIVE_INFINITY))
    places.push(await spill.put(encodeBlock(slice)));
  return places;
}

/** The pieces of a run, one at a time. */
export async function* takeRun(spill: SpillFile, places: readonly Place[]): AsyncGenerator<Block, void, undefined> {
  for (const place of places) yield decodeBlock(await spill.take(place));
}
