import { type OrderFailure, orderHasEnded } from '@longshore/schemas';
import { isOwnedBy, type KitchenBoot, type Order } from './order.ts';

/** A step that would give an order two owners, or move one that has ended: a fault of who asked for it. */
export class OrderStepError extends Error {
  constructor(order: Order, step: string) {
    const owner = order.owner === null ? 'the balancer' : order.owner.kitchenId;
    super(`order ${order.id} is ${order.state} with ${owner} in epoch ${order.epoch}: it cannot be ${step}`);
    this.name = 'OrderStepError';
  }
}

/**
 * Gives an order to a kitchen, in a new epoch.
 *
 * @throws OrderStepError unless the balancer has it: one that was asked back has to be given back first
 */
export function assignOrder(order: Order, { kitchenId, bootId }: KitchenBoot): Order {
  if (order.owner !== null || order.state !== 'received') throw new OrderStepError(order, `assigned to ${kitchenId}`);
  return { ...order, state: 'assigned', epoch: order.epoch + 1, owner: { kitchenId, bootId } };
}

/**
 * Asks the owner to give an order back that it has not begun.
 *
 * @throws OrderStepError when there is nothing to ask for
 */
export function askBackOrder(order: Order): Order {
  if (order.state !== 'assigned' || order.askedBack) throw new OrderStepError(order, 'asked back');
  return { ...order, askedBack: true };
}

/** Back to the balancer, in a new epoch. */
export function backToBalancer(order: Order): Order {
  return { ...order, state: 'received', epoch: order.epoch + 1, owner: null, askedBack: false };
}

/**
 * Takes an order from a kitchen that was declared lost, without asking. Whatever that kitchen still says of it is of an
 * older epoch then.
 *
 * @throws OrderStepError unless that kitchen owns it
 */
export function takeFromLost(order: Order, lost: KitchenBoot): Order {
  if (!isOwnedBy(order, lost)) throw new OrderStepError(order, `taken from ${lost.kitchenId}`);
  return { ...backToBalancer(order), losses: order.losses + 1 };
}

/**
 * The customer has it.
 *
 * @throws OrderStepError unless it is ready
 */
export function deliverOrder(order: Order): Order {
  if (order.state !== 'ready') throw new OrderStepError(order, 'delivered');
  return { ...order, state: 'delivered' };
}

/**
 * Ends an order without a dish.
 *
 * @throws OrderStepError while a kitchen owns it, or when it has ended
 */
export function failOrder(order: Order, failure: OrderFailure): Order {
  if (order.owner !== null || orderHasEnded(order.state)) throw new OrderStepError(order, `failed (${failure})`);
  return { ...order, state: 'failed', failure };
}
