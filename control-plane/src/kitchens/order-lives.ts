import { EventQueue, type KitchenReport, type Order, WORLD_DEFAULTS } from '@longshore/kitchens';
import { orderHasEnded } from '@longshore/schemas';
import { distanceKm } from '@longshore/schemas/placement';
import { type KeptOrder, type KitchenFacts, type NewOrder, newOrderFacts, type OrderFacts } from './facts.ts';
import type { KitchenChanges } from './kitchen-changes.ts';
import type { NetworkFigures } from './network-figures.ts';
import type { LifeEntry, Turn } from './turn.ts';
import type { TurnClock } from './turn-clock.ts';

/**
 * What is known of orders that have not ended beside what the balancer decides by: when each came into its states, who
 * cooks it, and when its courier is there. What befell one is also counted, with its kitchen and in the figures.
 */
export class OrderLives {
  readonly #facts = new Map<string, OrderFacts>();
  readonly #deliveries = new EventQueue<string>();
  readonly #kitchens: ReadonlyMap<string, KitchenFacts>;
  readonly #changes: KitchenChanges;
  readonly #figures: NetworkFigures;
  #assignments: number;

  /** @param assignments - of all orders, so far */
  constructor(
    kitchens: ReadonlyMap<string, KitchenFacts>,
    changes: KitchenChanges,
    figures: NetworkFigures,
    assignments: number,
  ) {
    this.#kitchens = kitchens;
    this.#changes = changes;
    this.#figures = figures;
    this.#assignments = assignments;
  }

  get assignments(): number {
    return this.#assignments;
  }

  of(orderId: string): OrderFacts | undefined {
    return this.#facts.get(orderId);
  }

  /** The ids of its orders that have not ended. */
  ofRun(runId: string): string[] {
    return [...this.#facts].filter(([, facts]) => facts.runId === runId).map(([orderId]) => orderId);
  }

  /** Notes that an order came in. @returns whether it was not known before */
  add(order: NewOrder): boolean {
    if (this.#facts.has(order.id)) return false;
    this.#facts.set(order.id, newOrderFacts(order));
    this.#figures.now.count('received');
    return true;
  }

  /** Takes an order up from its row, and sends its courier on. */
  takeUp({ order, facts }: KeptOrder, { nowMs, atMs }: TurnClock): void {
    this.#facts.set(order.id, facts);
    if (facts.state === 'cooking') this.#cooks(facts.kitchenId, 1);
    if (facts.state !== 'ready') return;
    // Never longer than all of its way, should the database's clock have stepped back since.
    const allMs = facts.deliveryMs ?? 0;
    const leftMs = Math.min(allMs, Math.max(0, (facts.readyAtMs ?? atMs) + allMs - atMs));
    this.#deliveries.put(nowMs + leftMs, order.id);
  }

  /** When the next courier is there, by this process's clock; null: none is on the way. */
  get nextDeliveryAtMs(): number | null {
    return this.#deliveries.size === 0 ? null : this.#deliveries.nextAtMs;
  }

  /** The order whose courier is there by now; null: no more of them. */
  takeDelivered(nowMs: number): string | null {
    return this.#deliveries.nextAtMs <= nowMs ? (this.#deliveries.take()?.event ?? null) : null;
  }

  /**
   * Notes that an order changed, for its row in the turn as well.
   *
   * @param report - what a kitchen said that changed it; null: it was something else
   */
  changed(order: Order, report: KitchenReport | null, turn: Turn, clock: TurnClock): void {
    const { atMs } = clock;
    const facts = this.#facts.get(order.id);
    if (facts === undefined) return;
    const before = facts.kitchenId;
    if (facts.state === 'cooking') this.#cooks(before, -1);
    const what = momentOf(order, report);
    facts.state = order.state;
    if (order.owner !== null) facts.kitchenId = order.owner.kitchenId;
    if (facts.kitchenId !== null) this.#changes.touch(facts.kitchenId, false);
    this.#enter(order, facts, report, clock);
    if (orderHasEnded(order.state)) {
      facts.endedAtMs = atMs;
      this.#facts.delete(order.id);
    }
    // That it came in is in its row already.
    const entry: LifeEntry | null =
      order.epoch === 0 && order.state === 'received' ? null : [atMs, what, order.epoch, facts.kitchenId ?? before];
    turn.changed(order, facts, entry);
  }

  /** What the state that it came into brings with it. */
  #enter(order: Order, facts: OrderFacts, report: KitchenReport | null, clock: TurnClock): void {
    const { atMs } = clock;
    switch (order.state) {
      case 'received':
        facts.kitchenId = null;
        facts.startedAtMs = null;
        if (report === null && order.epoch > 0) this.#figures.now.count('takenBack');
        break;
      case 'assigned':
        if (order.askedBack) break;
        this.#assignments += 1;
        facts.assignment = this.#assignments;
        facts.assignedAtMs = atMs;
        break;
      case 'cooking':
        facts.startedAtMs = atMs;
        this.#cooks(facts.kitchenId, 1);
        break;
      case 'ready':
        this.#ready(order, facts, report, clock);
        break;
      case 'delivered':
        this.#figures.now.count('delivered');
        break;
      case 'failed':
        this.#figures.now.count('failed');
        break;
    }
  }

  #ready(order: Order, facts: OrderFacts, report: KitchenReport | null, { nowMs, atMs }: TurnClock): void {
    const kitchen = facts.kitchenId === null ? undefined : this.#kitchens.get(facts.kitchenId);
    facts.tookMs = report?.tookMs ?? null;
    facts.startedAtMs ??= Math.max(facts.receivedAtMs, atMs - (facts.tookMs ?? 0));
    facts.readyAtMs = atMs;
    const km = kitchen === undefined ? 0 : distanceKm(kitchen.plan.location, order.place);
    facts.deliveryMs = (km * WORLD_DEFAULTS.courierMsPerKm) / (kitchen?.clockFactor ?? 1);
    this.#deliveries.put(nowMs + facts.deliveryMs, order.id);
    if (kitchen !== undefined) kitchen.cooked += 1;
    this.#figures.ready(facts);
  }

  #cooks(kitchenId: string | null, by: number): void {
    const kitchen = kitchenId === null ? undefined : this.#kitchens.get(kitchenId);
    if (kitchen !== undefined) kitchen.cooking += by;
  }
}

function momentOf(order: Order, report: KitchenReport | null): LifeEntry[1] {
  if (order.state === 'received') {
    if (report === null) return 'taken back';
    return report.said === 'refused' ? 'refused' : 'released';
  }
  return order.askedBack ? 'asked back' : order.state;
}
