import { type Block, isLineBlock, type NumberBlock } from '../block/block.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { indicesOf } from '../sort/sequence.ts';
import { classify } from './classify.ts';
import { countParts, deal, startsOf } from './deal.ts';
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
  const starts = startsOf(countParts(parts, splitters.parts));
  const stretches = Array.from({ length: splitters.parts }, (_, part) => [starts[part], starts[part + 1]] as const);
  if (isLineBlock(block)) {
    const indices = new Uint32Array(block.count);
    deal(indicesOf(block.count), parts, indices, starts.slice());
    return stretches.map(([from, to]) => gatherBlock(block, indices.subarray(from, to)));
  }
  const values = new (block.values.constructor as Int32ArrayConstructor)(block.count) as NumberBlock['values'];
  deal(block.values, parts, values, starts.slice());
  return stretches.map(([from, to]) => sameType(block, values.subarray(from, to)));
}
