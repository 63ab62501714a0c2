import { ORDER_STATES, type OrderState } from '@longshore/schemas';
import type { ChangedOrder } from '../city/live-city.ts';

/** A state that an order was in, in an epoch of it. */
export interface Passed {
  what: 'received' | 'assigned' | 'cooking' | 'ready';
  epoch: number;
}

/** What an order does with the kitchen that has it, in one epoch. */
const WITH_A_KITCHEN = ['assigned', 'cooking', 'ready'] as const;

/** How far an order is within its epoch: one that was asked back is further than one that was given away. */
function rankOf({ state, askedBack }: Pick<ChangedOrder, 'state' | 'askedBack'>): number {
  return ORDER_STATES[state].rank + (askedBack ? 0.5 : 0);
}

/** Whether what is told of an order tells of more than was known. */
export function isFurther(known: ChangedOrder, told: ChangedOrder): boolean {
  return told.epoch > known.epoch || (told.epoch === known.epoch && rankOf(told) > rankOf(known));
}

/**
 * What an order must have gone through by now and nobody saw: an answer has each order once, as it is by then, and a turn
 * of the balancer often receives and assigns one together. Each change of owner raises the epoch by one, from the
 * balancer to a kitchen or back. Of epochs in between it is told only that the order came back: who had it is not known.
 *
 * @param known - as it was seen last; undefined: never
 */
export function passedBefore(known: ChangedOrder | undefined, { state, epoch, askedBack }: ChangedOrder): Passed[] {
  const isBalancers = state === 'received' || state === 'failed';
  const came: Passed[] = [];
  if (known === undefined) {
    if (state !== 'received' || epoch > 0) came.push({ what: 'received', epoch: 0 });
  } else {
    const backIn = isBalancers ? epoch : epoch - 1;
    if (state !== 'received' && known.epoch < backIn) came.push({ what: 'received', epoch: backIn });
  }
  if (isBalancers) return came;
  const from = known?.epoch === epoch ? known.state : null;
  const isPassed = (what: OrderState) =>
    (from === null || ORDER_STATES[what].rank > ORDER_STATES[from].rank) &&
    (ORDER_STATES[what].rank < ORDER_STATES[state].rank || (what === state && askedBack && from === null));
  return [...came, ...WITH_A_KITCHEN.filter(isPassed).map((what) => ({ what, epoch }))];
}
