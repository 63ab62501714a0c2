import { orderHasEnded } from '@longshore/schemas';
import type { KitchenBoot, Order } from '../order/order.ts';
import { askBackOrder } from '../order/order-steps.ts';
import type { KitchenBook } from './kitchen-book.ts';
import type { MoveCount } from './move-count.ts';
import type { Outcome } from './outcome.ts';
import { WaitingList } from './waiting-list.ts';

/**
 * Orders that have not ended, each as it is now. {@link keep} is the one way to change one: so it is noted with what came
 * of something, and its kitchen has it as well.
 */
export class OrderBook {
  /** Those that no kitchen has. Who keeps an order puts it in or takes it out. */
  readonly waiting = new WaitingList();
  readonly #orders = new Map<string, Order>();
  /** Those that end as soon as no kitchen has them. */
  readonly #calledOff = new Set<string>();
  readonly #kitchens: KitchenBook;
  readonly #moves: MoveCount;

  constructor(kitchens: KitchenBook, moves: MoveCount) {
    this.#kitchens = kitchens;
    this.#moves = moves;
  }

  get size(): number {
    return this.#orders.size;
  }

  of(id: string): Order | undefined {
    return this.#orders.get(id);
  }

  isCalledOff(id: string): boolean {
    return this.#calledOff.has(id);
  }

  /** It is not wanted any more. */
  callOff(id: string): void {
    this.#calledOff.add(id);
  }

  /**
   * Takes an order up from its row.
   *
   * @returns whether it could be: not where its owner is no kitchen that is there
   */
  takeUp(order: Order): boolean {
    const kitchen = this.#kitchens.ownerOf(order);
    if (kitchen !== undefined && this.#kitchens.isThere(kitchen.kitchenId)) {
      kitchen.orders.set(order.id, order);
      kitchen.held += 1;
    } else if (order.owner !== null) return false;
    else if (order.state === 'received') this.waiting.add(order);
    this.#orders.set(order.id, order);
    return true;
  }

  /** Stores an order as it is now, and notes that it changed. */
  keep(order: Order, outcome: Outcome): void {
    outcome.changed.push(order);
    if (orderHasEnded(order.state)) {
      this.#orders.delete(order.id);
      this.#calledOff.delete(order.id);
      this.#moves.ended(order.id);
    } else this.#orders.set(order.id, order);
    this.#kitchens.ownerOf(order)?.orders.set(order.id, order);
  }

  /**
   * Asks the owner to give the order back.
   *
   * @throws OrderStepError when it has begun, or was asked already
   */
  askBack(order: Order, to: KitchenBoot, outcome: Outcome): void {
    outcome.instructions.push({ to, kind: 'give back', orderId: order.id, epoch: order.epoch });
    this.keep(askBackOrder(order), outcome);
  }
}
