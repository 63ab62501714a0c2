import type { Block } from '../block/block.ts';
import { gatherBlock } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { classify } from './classify.ts';
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
  const indices = countParts(parts, splitters.parts).map((count) => new Uint32Array(count));
  const filled = new Uint32Array(splitters.parts);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    const into = filled[part] as number;
    (indices[part] as Uint32Array)[into] = index;
    filled[part] = into + 1;
  }
  return indices.map((own) => gatherBlock(block, own));
}

/** How many elements each part has. */
export function countParts(parts: Uint16Array, partCount: number): number[] {
  const counts = new Uint32Array(partCount);
  for (const part of parts) counts[part] = (counts[part] as number) + 1;
  return [...counts];
}
