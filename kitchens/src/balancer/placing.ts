import type { Chance } from '../chance/chance.ts';
import {
  type ChoiceSettings,
  type ChoiceSurroundings,
  chooseKitchen,
  type KitchenChoice,
} from '../decide/choose-kitchen.ts';
import { writeReceipt } from '../decide/receipt.ts';
import type { Order } from '../order/order.ts';
import { assignOrder, failOrder } from '../order/order-steps.ts';
import type { BalancerSettings } from './balancer-settings.ts';
import type { KitchenBook } from './kitchen-book.ts';
import type { OrderBook } from './order-book.ts';
import type { Outcome } from './outcome.ts';

/** Places the orders that wait with kitchens, one decision after another, and writes receipts of that. */
export class Placing {
  /** From the next decision on. */
  settings: BalancerSettings;
  /** How many orders were assigned so far: whose turn it is. */
  turn = 0;
  /** So many receipts are still written. */
  receiptsLeft = Number.POSITIVE_INFINITY;
  readonly #chance: Chance;
  readonly #kitchens: KitchenBook;
  readonly #orders: OrderBook;

  constructor(settings: BalancerSettings, chance: Chance, kitchens: KitchenBook, orders: OrderBook) {
    this.settings = settings;
    this.#chance = chance;
    this.#kitchens = kitchens;
    this.#orders = orders;
  }

  /** What a plan needs to choose as it is chosen here. */
  get asked(): { settings: ChoiceSettings; surroundings: ChoiceSurroundings } {
    return { settings: this.settings.choice, surroundings: { turn: this.turn, chance: this.#chance } };
  }

  choose(order: Order): KitchenChoice {
    const { settings, surroundings } = this.asked;
    return chooseKitchen(order, this.#kitchens.all, settings, surroundings);
  }

  /** Gives orders that wait to kitchens while there is room, the most urgent first. */
  placeWaiting(outcome: Outcome): void {
    this.#orders.waiting.takeOut((order) => {
      const choice = this.choose(order);
      if (choice.winner !== null) {
        this.assign(order, choice, outcome);
        return 'taken';
      }
      // No room for this one is no room for the next, unless it was refused where there is some.
      return choice.excluded.refused === 0 ? 'enough' : 'stays';
    });
  }

  /**
   * Gives an order to the kitchen that was chosen for it.
   *
   * @throws RangeError when none was chosen, or one that there is not
   */
  assign(order: Order, choice: KitchenChoice, outcome: Outcome): void {
    const kitchen = this.#kitchens.of(choice.winner?.kitchenId ?? '');
    if (kitchen === undefined) throw new RangeError(`order ${order.id} was to go to a kitchen that there is not`);
    const { choice: settings, receiptDepth } = this.settings;
    if (receiptDepth > 0 && this.receiptsLeft > 0) {
      this.receiptsLeft -= 1;
      outcome.receipts.push(writeReceipt(order, this.#kitchens.all, choice, settings, receiptDepth));
    }
    this.turn += 1;
    const assigned = assignOrder(order, kitchen);
    kitchen.held += 1;
    this.#orders.keep(assigned, outcome);
    const to = { kitchenId: kitchen.kitchenId, bootId: kitchen.bootId };
    outcome.instructions.push({ to, kind: 'cook', order: assigned });
  }

  /** An order is back: it waits again, unless it is not wanted any more or too many refused it. */
  waitOrFail(order: Order, outcome: Outcome): void {
    if (this.#orders.isCalledOff(order.id)) this.#orders.keep(failOrder(order, 'called-off'), outcome);
    else if (order.refusedBy.length > this.settings.failover.refusalsMax) {
      this.#orders.keep(failOrder(order, 'refused-too-often'), outcome);
    } else this.#orders.waiting.add(order);
  }
}
