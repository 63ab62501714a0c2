import type { KitchenBoot, Order, OrderReceipt } from '@longshore/kitchens';
import type { OrderInstructions, OrderMoment } from '@longshore/schemas';
import type { KitchenFacts, OrderFacts } from './facts.ts';
import type { KeptFigures } from './figures.ts';

export type WireInstruction = OrderInstructions['instructions'][number];

/** One entry of an order's life, as its row has it. */
export type LifeEntry = [atMs: number, what: OrderMoment['what'], epoch: number, kitchen: string | null];

/** An order as it is after a turn. */
export interface OrderWrite {
  order: Order;
  facts: OrderFacts;
  life: LifeEntry[];
}

/** What one kitchen is told in a turn, in order. */
export interface Letter {
  to: KitchenBoot;
  lane: number;
  instructions: WireInstruction[];
}

/** Everything that a turn of the balancer leaves to be stored and sent. */
export class Turn {
  /** By the database's clock. */
  readonly atMs: number;
  readonly orders = new Map<string, OrderWrite>();
  readonly receipts: OrderReceipt[] = [];
  readonly kitchens = new Map<string, { facts: KitchenFacts; held: number }>();
  readonly forgotten: string[] = [];
  readonly moments: { kitchenId: string; what: string; detail: string }[] = [];
  readonly measures: { atMs: number; figures: KeptFigures }[] = [];
  /** Of intents that are carried out with it. */
  readonly intents: number[] = [];
  readonly letters = new Map<string, Letter>();
  /** Orders that came in. */
  received = 0;
  /** Assignments before it and in it. */
  assignments = 0;
  waiting = 0;
  whyWaiting = '';
  openOrders = 0;
  /** Whether anything of it must be stored before anything else happens. */
  urgent = false;

  constructor(atMs: number) {
    this.atMs = atMs;
  }

  changed(order: Order, facts: OrderFacts, entry: LifeEntry | null): void {
    const write = this.orders.get(order.id) ?? { order, facts, life: [] };
    write.order = order;
    if (entry !== null) write.life.push(entry);
    this.orders.set(order.id, write);
    this.urgent = true;
  }

  tell(to: KitchenBoot, lane: number, instruction: WireInstruction): void {
    const key = `${to.kitchenId} ${to.bootId}`;
    const letter = this.letters.get(key) ?? { to, lane, instructions: [] };
    letter.instructions.push(instruction);
    this.letters.set(key, letter);
  }
}
