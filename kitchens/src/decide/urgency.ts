import type { Order } from '../order/order.ts';

/** Which of two orders goes first: the higher priority, then the older one. Ids rise with time. */
export function byUrgency(a: Pick<Order, 'id' | 'priority'>, b: Pick<Order, 'id' | 'priority'>): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
