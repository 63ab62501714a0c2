import { isOwnedBy, type KitchenBoot, type Order } from './order.ts';
import { backToBalancer } from './order-steps.ts';

/** What a kitchen can say of an order. */
export type Said =
  /** It has begun to cook. */
  | 'cooking'
  /** The dish is there. */
  | 'ready'
  /** It does not have it any longer and will not finish it: asked back, or closing. */
  | 'released'
  /** The same, of an order that it never wanted: no such dish here, or no room. */
  | 'refused';

export interface KitchenReport extends KitchenBoot {
  orderId: string;
  /** That of the assignment it speaks of. */
  epoch: number;
  said: Said;
  /** Of a dish that is ready: how long it took to cook. */
  tookMs?: number;
}

/**
 * What became of a report.
 *
 * - `applied`: the order changed.
 * - `repeated`: it was known already.
 * - `stale`: of an older epoch; the kitchen is to drop the order.
 * - `foreign`: of another kitchen's order, or of an epoch that never was: refused.
 */
export type Verdict = 'applied' | 'repeated' | 'stale' | 'foreign';

export interface Folded {
  order: Order;
  verdict: Verdict;
}

/**
 * Folds what a kitchen says into an order. Only its owner is believed, and only of the present epoch; within it the
 * order moves forward, and steps may be skipped.
 */
export function foldReport(order: Order, report: KitchenReport): Folded {
  const unchanged = (verdict: Verdict): Folded => ({ order, verdict });
  if (report.epoch < order.epoch) return unchanged('stale');
  if (report.epoch > order.epoch) return unchanged('foreign');
  if (order.owner === null) {
    // Nobody has it in this epoch: it is ready or ended, and was this kitchen's before, or it was never given away.
    return unchanged(order.state === 'ready' || order.state === 'delivered' ? 'repeated' : 'foreign');
  }
  if (!isOwnedBy(order, report)) return unchanged('foreign');
  switch (report.said) {
    case 'cooking':
      // One that was asked back too late stays.
      if (order.state === 'cooking') return unchanged('repeated');
      return { order: { ...order, state: 'cooking', askedBack: false }, verdict: 'applied' };
    case 'ready':
      return { order: { ...order, state: 'ready', owner: null, askedBack: false }, verdict: 'applied' };
    case 'released':
      return { order: backToBalancer(order), verdict: 'applied' };
    case 'refused':
      return {
        order: { ...backToBalancer(order), refusedBy: [...order.refusedBy, report.kitchenId] },
        verdict: 'applied',
      };
  }
}
