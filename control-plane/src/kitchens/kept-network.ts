import type { BalancerRows, KitchenRow } from '@longshore/kitchens';
import type { KeptOrder, KitchenFacts } from './facts.ts';

/** What the network is made from again. */
export interface KeptNetwork {
  /** Assignments so far. */
  turn: number;
  /** In the order in which they registered first; those that never did at the end. */
  kitchens: readonly KitchenFacts[];
  /** That have not ended; of one kitchen in the order in which they were assigned. */
  orders: readonly KeptOrder[];
}

/** Of all that was kept, what the balancer decides by. */
export function balancerRowsOf({ turn, kitchens, orders }: KeptNetwork): BalancerRows {
  return {
    turn,
    kitchens: kitchens.flatMap(({ plan, bootId, state, averageCookMs, earlierBoots }): KitchenRow[] => {
      if (bootId === null) return [];
      const standing = state === 'open' || state === 'closing' ? state : 'gone';
      return [{ plan, bootId, standing, averageCookMs, earlierBoots: earlierBoots.toReversed() }];
    }),
    orders: orders.map(({ order }) => order),
    calledOff: orders.filter(({ facts }) => facts.calledOff).map(({ order }) => order.id),
  };
}
