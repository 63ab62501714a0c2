import type { Order } from '../order/order.ts';
import type { Instruction } from './outcome.ts';

/**
 * What their owners were told of orders, once more. A kitchen that knows it changes nothing by it, and says again what it
 * said of the order last: that may be what was lost.
 */
export function tellAgain(orders: Iterable<Order>): Instruction[] {
  const instructions: Instruction[] = [];
  for (const order of orders) {
    if (order.owner === null) continue;
    const { owner: to, id: orderId, epoch } = order;
    // One that never heard of it answers that it does not have it, and does not begin it.
    instructions.push(order.askedBack ? { to, kind: 'give back', orderId, epoch } : { to, kind: 'cook', order });
  }
  return instructions;
}
