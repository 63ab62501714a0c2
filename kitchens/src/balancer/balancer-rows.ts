import type { KitchenPlan } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';

/** A kitchen as it was kept. */
export interface KitchenRow {
  plan: KitchenPlan;
  /** Of its last boot. */
  bootId: string;
  /** `gone`: lost, or closed and left. */
  standing: 'open' | 'closing' | 'gone';
  averageCookMs: number;
  /** Boots before the last one, as far as they are remembered. */
  earlierBoots: readonly string[];
}

/**
 * What a balancer can be made from again. Not in it is since when kitchens were above their thresholds and which orders
 * rest after a move: both begin anew, so that the next move comes a little later, and one order may move once more.
 */
export interface BalancerRows {
  /** How many orders were assigned before: whose turn it is. */
  turn: number;
  /** In the order in which they registered first. */
  kitchens: readonly KitchenRow[];
  /** Those that have not ended; of one kitchen in the order in which they were assigned. */
  orders: readonly Order[];
  /** Those of them that were called off and could not end yet. */
  calledOff: readonly string[];
}
