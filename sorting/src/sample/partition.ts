import { type Block, isLineBlock, type LineBlock, lineBlock, type NumberBlock } from '../block/block.ts';
import { sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { classify } from './classify.ts';
import { countParts, deal, startsOf } from './deal.ts';
import { dealLines } from './deal-lines.ts';
import type { Origin } from './marks.ts';
import type { Splitters } from './splitters.ts';

/**
 * Divides a block by splitters: element by element into as many blocks as there are parts, of which some may be empty.
 * In each, elements stay in the order in which they were.
 *
 * @param origin - where in the input the block stands, since equal keys are divided by place
 */
export function partition(block: Block, splitters: Splitters, order: Order, origin: Origin): Block[] {
  const parts = classify(block, splitters, order, origin);
  const counts = countParts(parts, splitters.parts);
  return isLineBlock(block) ? partitionLines(block, parts, counts) : partitionNumbers(block, parts, counts);
}

function partitionNumbers(block: NumberBlock, parts: Uint16Array, counts: Uint32Array): NumberBlock[] {
  const values = new (block.values.constructor as Int32ArrayConstructor)(block.count) as NumberBlock['values'];
  const starts = startsOf(counts);
  deal(block.values, parts, values, starts.slice());
  return Array.from(counts, (_, part) => sameType(block, values.subarray(starts[part], starts[part + 1])));
}

function partitionLines(block: LineBlock, parts: Uint16Array, counts: Uint32Array): LineBlock[] {
  const lines = dealLines(block.lines, parts, counts);
  const keys = block.keys === block.lines ? lines : dealLines(block.keys, parts, counts);
  return lines.map((own, part) => lineBlock(block.type, own, keys[part]));
}
