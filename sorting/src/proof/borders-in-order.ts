import type { Block } from '../block/block.ts';
import { decodeBlock } from '../block/encode-block.ts';
import type { Order } from '../order.ts';
import { checkOrder } from './check-order.ts';

/** How a part of a result begins and ends: each an encoded block of one element; null: the part is empty. */
export interface PartEnds {
  readonly first: Uint8Array | null;
  readonly last: Uint8Array | null;
}

/** Whether no part begins before the one in front of it ends. */
export function bordersInOrder(parts: Iterable<PartEnds>, order: Order): boolean {
  let before: Block | null = null;
  for (const { first, last } of parts) {
    if (first === null || last === null) continue;
    if (checkOrder(decodeBlock(first), order, before).firstOutOfOrder !== null) return false;
    before = decodeBlock(last);
  }
  return true;
}
