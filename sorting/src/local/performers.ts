import type { Block } from '../block/block.ts';
import { concatBlocks } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { classify } from '../sample/classify.ts';
import { countParts, deal } from '../sample/deal.ts';
import { partition } from '../sample/partition.ts';
import { sortBlock } from '../sort/sort-block.ts';
import { sortNumbers } from '../sort/sort-numbers.ts';
import { parseBlock } from '../text/parse-block.ts';
import { printBlock } from '../text/print-block.ts';
import { sharedBlock, sharedBlocks } from './shared-block.ts';
import { RunWriter, readRun } from './spill-file.ts';
import type { TaskName, Tasks } from './tasks.ts';

type Performers = { readonly [Name in TaskName]: (ask: Tasks[Name]['ask']) => Tasks[Name]['answer'] };

/** How each task is carried out, in whatever thread. */
export const PERFORMERS: Performers = {
  parse: ({ bytes, order, header }) => sharedBlock(parseBlock(bytes, order, header)),

  partition: ({ block, splitters, order, origin }) => sharedBlocks(partition(block, splitters, order, origin)),

  print: ({ spilled, blocks, order }) =>
    printBlock(sortedPart([...spilled.flatMap((path) => [...readRun(path)]), ...blocks], order)),

  spill({ blocks, order, path }) {
    using writer = new RunWriter(path);
    writer.write(sortedPart(blocks, order));
    return { bytes: writer.bytes };
  },

  classify: ({ block, parts, splitters, order, origin }) =>
    countParts(classify(block, splitters, order, origin, parts), splitters.parts),

  deal({ block, parts, into, next }) {
    deal(block.values, parts, into.values, next);
    return null;
  },

  sort({ block, order }) {
    sortNumbers(block, order.direction);
    return null;
  },
};

function sortedPart(blocks: readonly Block[], order: Order): Block {
  return sortBlock(concatBlocks(blocks), order);
}
