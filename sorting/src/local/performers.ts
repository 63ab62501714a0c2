import { type Block, isLineBlock } from '../block/block.ts';
import { concatBlocks } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { partition } from '../sample/partition.ts';
import { sortBlock } from '../sort/sort-block.ts';
import { parseBlock } from '../text/parse-block.ts';
import { printBlock } from '../text/print-block.ts';
import { sharedBlock } from './shared-block.ts';
import { readRun, writeRun } from './spill-file.ts';
import type { TaskName, Tasks } from './tasks.ts';

type Performers = { readonly [Name in TaskName]: (ask: Tasks[Name]['ask']) => Tasks[Name]['answer'] };

/** How each task is carried out, in whatever thread. */
export const PERFORMERS: Performers = {
  parse: ({ bytes, order, header }) => sharedBlock(parseBlock(bytes, order, header)),

  partition: ({ block, splitters, order, origin }) => partition(block, splitters, order, origin).map(sharedBlock),

  print: ({ spilled, blocks, order }) =>
    printBlock(sortedPart([...spilled.flatMap((path) => [...readRun(path)]), ...blocks], order)),

  spill: ({ blocks, order, path }) => ({ bytes: writeRun(path, sortedPart(blocks, order)) }),

  place({ blocks, order, into, at }) {
    const sorted = sortedPart(blocks, order);
    if (isLineBlock(sorted)) throw new TypeError('Lines have no array to be placed in');
    (into.values as Int32Array).set(sorted.values as Int32Array, at);
    return null;
  },
};

function sortedPart(blocks: readonly Block[], order: Order): Block {
  return sortBlock(concatBlocks(blocks), order);
}
