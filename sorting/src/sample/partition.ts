import { type Block, isLineBlock, type NumberBlock } from '../block/block.ts';
import { gatherBlock, sameType } from '../block/rearrange.ts';
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
  if (!isLineBlock(block)) return scatterNumbers(block, parts, splitters.parts);
  const indices = Uint32Array.from(parts, (_, index) => index);
  return scatter(indices, parts, splitters.parts).map((own) => gatherBlock(block, own));
}

function scatterNumbers(block: NumberBlock, parts: Uint16Array, partCount: number): Block[] {
  return scatter(block.values as Int32Array, parts, partCount).map((own) => sameType(block, own));
}

/** Deals values out to their parts. */
function scatter<Values extends Int32Array | Uint32Array>(
  values: Values,
  parts: Uint16Array,
  partCount: number,
): Values[] {
  const starts = new Uint32Array(partCount + 1);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    starts[part + 1] = (starts[part + 1] as number) + 1;
  }
  for (let part = 0; part < partCount; part++)
    starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  const next = starts.slice();
  const dealt = new (values.constructor as new (length: number) => Values)(values.length);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    const to = next[part] as number;
    dealt[to] = values[index] as number;
    next[part] = to + 1;
  }
  return Array.from({ length: partCount }, (_, part) => dealt.subarray(starts[part], starts[part + 1]) as Values);
}
