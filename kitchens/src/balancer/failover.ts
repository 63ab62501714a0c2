import { judgeSilence } from '../decide/judge-silence.ts';
import { planFailover } from '../decide/plan-failover.ts';
import { failOrder } from '../order/order-steps.ts';
import type { BookedKitchen, KitchenBook } from './kitchen-book.ts';
import type { OrderBook } from './order-book.ts';
import type { Outcome } from './outcome.ts';
import type { Placing } from './placing.ts';

/** Takes from kitchens that are lost what they had, and gives it elsewhere. */
export class Failover {
  readonly #kitchens: KitchenBook;
  readonly #orders: OrderBook;
  readonly #placing: Placing;

  constructor(kitchens: KitchenBook, orders: OrderBook, placing: Placing) {
    this.#kitchens = kitchens;
    this.#orders = orders;
    this.#placing = placing;
  }

  /** @param nowMs - up to when all that was reported has been read */
  loseSilent(nowMs: number, caughtUpSinceMs: number | null, outcome: Outcome): void {
    const { silence } = this.#placing.settings;
    if (silence === null) return;
    const silent = new Set(judgeSilence(this.#kitchens.heardAtMs, caughtUpSinceMs, nowMs, silence));
    for (const kitchen of this.#kitchens.all) if (silent.has(kitchen.kitchenId)) this.lose(kitchen, outcome);
    this.#placing.placeWaiting(outcome);
  }

  lose(kitchen: BookedKitchen, outcome: Outcome): void {
    this.#kitchens.lose(kitchen);
    const { settings, asked } = this.#placing;
    const plan = planFailover(kitchen, [...kitchen.orders.values()], this.#kitchens.all, settings.failover, asked);
    kitchen.orders.clear();
    kitchen.held = 0;
    for (const order of plan.failed) this.#orders.keep(order, outcome);
    for (const { order, choice } of plan.taken) {
      this.#orders.keep(order, outcome);
      if (this.#orders.isCalledOff(order.id)) this.#orders.keep(failOrder(order, 'called-off'), outcome);
      else if (choice.winner === null) this.#orders.waiting.add(order);
      else this.#placing.assign(order, choice, outcome);
    }
  }
}
