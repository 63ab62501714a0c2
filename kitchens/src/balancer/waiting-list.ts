import { byUrgency } from '../decide/urgency.ts';
import type { Order } from '../order/order.ts';

/** Orders that no kitchen has, the most urgent first. */
export class WaitingList {
  readonly #orders: Order[] = [];

  get all(): readonly Order[] {
    return this.#orders;
  }

  add(order: Order): void {
    let low = 0;
    let high = this.#orders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byUrgency(this.#orders[middle] as Order, order) <= 0) low = middle + 1;
      else high = middle;
    }
    this.#orders.splice(low, 0, order);
  }

  removeAt(index: number): void {
    this.#orders.splice(index, 1);
  }
}
