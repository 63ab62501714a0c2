import { type MigrationMemory, NOTHING_MOVED, planMigration } from '../decide/plan-migration.ts';
import type { KitchenView } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';
import type { KitchenBook } from './kitchen-book.ts';
import type { MoveCount } from './move-count.ts';
import type { OrderBook } from './order-book.ts';
import type { Outcome } from './outcome.ts';
import type { Placing } from './placing.ts';

/** Asks full kitchens for orders that others can begin sooner, one cycle after another. */
export class Migration {
  readonly #kitchens: KitchenBook;
  readonly #orders: OrderBook;
  readonly #placing: Placing;
  readonly #moves: MoveCount;
  #memory: MigrationMemory = NOTHING_MOVED;

  constructor(kitchens: KitchenBook, orders: OrderBook, placing: Placing, moves: MoveCount) {
    this.#kitchens = kitchens;
    this.#orders = orders;
    this.#placing = placing;
    this.#moves = moves;
  }

  cycle(nowMs: number, outcome: Outcome): void {
    const { settings, asked } = this.#placing;
    const waitingIn = (kitchen: KitchenView) => this.#waitingIn(kitchen);
    const plan = planMigration(this.#kitchens.all, waitingIn, this.#memory, nowMs, settings.migration, asked);
    this.#memory = plan.memory;
    for (const { orderId, expectedWaitMs } of plan.moves) {
      const order = this.#orders.of(orderId);
      if (order?.owner == null) continue;
      this.#moves.asked(orderId, expectedWaitMs, nowMs);
      this.#orders.askBack(order, order.owner, outcome);
    }
  }

  /** What has not begun in a kitchen and was not asked back, the next to be cooked first. */
  #waitingIn({ kitchenId }: KitchenView): Order[] {
    return [...(this.#kitchens.of(kitchenId)?.orders.values() ?? [])]
      .filter((order) => order.state === 'assigned' && !order.askedBack)
      .sort((a, b) => b.priority - a.priority);
  }
}
