import type { Chance } from '../chance/chance.ts';
import { type ChoiceSettings, chooseKitchen, type KitchenChoice } from '../decide/choose-kitchen.ts';
import { judgeSilence, type SilenceSettings } from '../decide/judge-silence.ts';
import { type FailoverSettings, planFailover } from '../decide/plan-failover.ts';
import {
  type MigrationMemory,
  type MigrationSettings,
  NOTHING_MOVED,
  planMigration,
} from '../decide/plan-migration.ts';
import { type OrderReceipt, waitingWords, writeReceipt } from '../decide/receipt.ts';
import type { KitchenPlan, KitchenView } from '../kitchen/kitchen.ts';
import { foldReport, type KitchenReport } from '../order/fold-report.ts';
import { isOwnedBy, type KitchenBoot, type Order, type OrderWish, receiveOrder } from '../order/order.ts';
import { orderHasEnded } from '../order/order-states.ts';
import { askBackOrder, assignOrder, deliverOrder, failOrder } from '../order/order-steps.ts';
import { WaitingList } from './waiting-list.ts';

export interface BalancerSettings {
  choice: ChoiceSettings;
  migration: MigrationSettings;
  failover: FailoverSettings;
  /** Null: no kitchen is ever taken for lost. */
  silence: SilenceSettings | null;
  /** Candidates that a receipt keeps; 0: no receipts. */
  receiptDepth: number;
}

/** What a kitchen is told. */
export type Instruction = { to: KitchenBoot } & (
  | { kind: 'cook'; order: Order }
  | { kind: 'give back'; orderId: string; epoch: number }
  /** The order is another's: what it still does with it is for nothing. */
  | { kind: 'drop'; orderId: string }
  /** It was taken for lost. It has to drop everything, and register as a new boot. */
  | { kind: 'start anew' }
);

/** What came of something that happened. */
export interface Outcome {
  instructions: Instruction[];
  /** Orders that changed, each time they did. */
  changed: Order[];
  receipts: OrderReceipt[];
}

/** How migration went. */
export interface MigrationCount {
  /** Orders that were asked back. */
  asked: number;
  /** Of them, those that were given back. */
  givenBack: number;
  /** Those that had begun by then. */
  tooLate: number;
  /** Those that began elsewhere before they would have where they were, by the average there. */
  sooner: number;
  /** How much sooner, over all that were given back; later counts against it. */
  savedMs: number;
}

/** A dish counts so much into the average time of its kitchen: some twenty are remembered. */
const NEWEST_COUNTS = 0.1;

interface Known extends KitchenView {
  /** Its orders, in the order they were assigned. */
  orders: Map<string, Order>;
}

/**
 * Everything that the balancer knows and does, but for sending and storing: it is told what happens and when, and gives
 * back what is to be sent and what has changed. The same calls give the same answers.
 */
export class Balancer {
  #settings: BalancerSettings;
  readonly #chance: Chance;
  readonly #kitchens = new Map<string, Known>();
  readonly #orders = new Map<string, Order>();
  readonly #waiting = new WaitingList();
  readonly #heardAtMs = new Map<string, number>();
  readonly #lostBoots = new Set<string>();
  readonly #migration: MigrationCount = { asked: 0, givenBack: 0, tooLate: 0, sooner: 0, savedMs: 0 };
  /** Orders that were given back to be moved, until they begin. */
  readonly #moving = new Map<string, { askedAtMs: number; expectedWaitMs: number }>();
  #views: readonly KitchenView[] = [];
  #memory: MigrationMemory = NOTHING_MOVED;
  #turn = 0;

  constructor(settings: BalancerSettings, chance: Chance) {
    this.#settings = settings;
    this.#chance = chance;
  }

  /** All that ever registered, in the order they did. */
  get kitchens(): readonly KitchenView[] {
    return this.#views;
  }

  /** Those that no kitchen has, the most urgent first. */
  get waiting(): readonly Order[] {
    return this.#waiting.all;
  }

  get migration(): Readonly<MigrationCount> {
    return this.#migration;
  }

  /** An order that has not ended. */
  orderOf(id: string): Order | undefined {
    return this.#orders.get(id);
  }

  /** From the next decision on. They have to be examined before. */
  changeSettings(settings: BalancerSettings): void {
    this.#settings = settings;
  }

  /** Why the most urgent order waits; empty when none does. */
  whyWaiting(): string {
    const first = this.#waiting.all[0];
    return first === undefined ? '' : waitingWords(this.#choose(first), this.#kitchens.size);
  }

  /** A kitchen registers. What an earlier boot of it had is taken back: the new one knows nothing of it. */
  register(plan: KitchenPlan, bootId: string, nowMs: number): Outcome {
    const outcome = emptyOutcome();
    const before = this.#kitchens.get(plan.id);
    if (before !== undefined && before.bootId !== bootId) this.#lose(before, outcome);
    this.#kitchens.set(plan.id, {
      kitchenId: plan.id,
      bootId,
      location: plan.location,
      capacity: plan.capacity,
      railMax: plan.railMax,
      specialties: new Set(plan.specialties),
      open: true,
      held: 0,
      averageCookMs: before?.averageCookMs ?? 0,
      orders: new Map(),
    });
    this.#views = [...this.#kitchens.values()];
    this.#heardAtMs.set(plan.id, nowMs);
    this.#placeWaiting(outcome);
    return outcome;
  }

  /** A kitchen says that it is there, or that it closes. One that was taken for lost is a stranger. */
  heard(boot: KitchenBoot, closing: boolean, nowMs: number): Outcome {
    const outcome = emptyOutcome();
    const kitchen = this.#kitchens.get(boot.kitchenId);
    if (this.#lostBoots.has(boot.bootId)) outcome.instructions.push({ to: boot, kind: 'start anew' });
    else if (kitchen?.bootId === boot.bootId) {
      this.#heardAtMs.set(boot.kitchenId, nowMs);
      kitchen.open = !closing;
    }
    return outcome;
  }

  /** An order comes in. One that is known already changes nothing. */
  receive(wish: OrderWish): Outcome {
    const outcome = emptyOutcome();
    if (this.#orders.has(wish.id)) return outcome;
    const order = receiveOrder(wish);
    this.#keep(order, outcome);
    const first = this.#waiting.all[0];
    this.#waiting.add(order);
    // Where others wait for room, only one that goes before them has to be looked at.
    if (first === undefined || this.#waiting.all[0] === order) this.#placeWaiting(outcome);
    return outcome;
  }

  /** A kitchen says something of an order. */
  report(report: KitchenReport, nowMs: number): Outcome {
    const outcome = emptyOutcome();
    const known = this.#orders.get(report.orderId);
    const drop: Instruction = { to: report, kind: 'drop', orderId: report.orderId };
    if (known === undefined) {
      outcome.instructions.push(drop);
      return outcome;
    }
    const { order, verdict } = foldReport(known, report);
    if (verdict === 'stale' || verdict === 'foreign') outcome.instructions.push(drop);
    if (verdict !== 'applied') return outcome;
    const kitchen = this.#kitchens.get(report.kitchenId);
    this.#heardAtMs.set(report.kitchenId, nowMs);
    this.#countMove(known, report, nowMs);
    if (report.said === 'ready' && kitchen !== undefined) learn(kitchen, report.tookMs);
    this.#keep(order, outcome);
    if (order.owner === null) this.#free(kitchen, order.id);
    if (order.state === 'received') this.#waitOrFail(order, outcome);
    if (order.owner === null) this.#placeWaiting(outcome);
    return outcome;
  }

  /** A courier brought it to the customer. */
  deliver(orderId: string): Outcome {
    const outcome = emptyOutcome();
    const order = this.#orders.get(orderId);
    if (order?.state === 'ready') this.#keep(deliverOrder(order), outcome);
    return outcome;
  }

  /** Kitchens that fell silent lose their orders; the full ones are asked for some. Called once in a cycle. */
  look(nowMs: number, caughtUpSinceMs: number | null): Outcome {
    const outcome = emptyOutcome();
    const { silence, migration, choice } = this.#settings;
    if (silence !== null) {
      for (const id of judgeSilence(this.#heardAtMs, caughtUpSinceMs, nowMs, silence)) {
        const kitchen = this.#kitchens.get(id);
        if (kitchen !== undefined) this.#lose(kitchen, outcome);
      }
      this.#placeWaiting(outcome);
    }
    const waitingIn = ({ kitchenId }: KitchenView): Order[] =>
      [...(this.#kitchens.get(kitchenId)?.orders.values() ?? [])]
        .filter((order) => order.state === 'assigned' && !order.askedBack)
        .sort((a, b) => b.priority - a.priority);
    const surroundings = { turn: this.#turn, chance: this.#chance };
    const asked = { settings: choice, surroundings };
    const plan = planMigration(this.kitchens, waitingIn, this.#memory, nowMs, migration, asked);
    this.#memory = plan.memory;
    for (const { orderId, expectedWaitMs } of plan.moves) {
      const order = this.#orders.get(orderId);
      if (order?.owner == null) continue;
      this.#migration.asked += 1;
      this.#moving.set(orderId, { askedAtMs: nowMs, expectedWaitMs });
      outcome.instructions.push({ to: order.owner, kind: 'give back', orderId, epoch: order.epoch });
      this.#keep(askBackOrder(order), outcome);
    }
    return outcome;
  }

  #lose(kitchen: Known, outcome: Outcome): void {
    kitchen.open = false;
    this.#lostBoots.add(kitchen.bootId);
    this.#heardAtMs.delete(kitchen.kitchenId);
    const { choice, failover } = this.#settings;
    const surroundings = { turn: this.#turn, chance: this.#chance };
    const asked = { settings: choice, surroundings };
    const plan = planFailover(kitchen, [...kitchen.orders.values()], this.kitchens, failover, asked);
    kitchen.orders.clear();
    kitchen.held = 0;
    for (const order of plan.failed) this.#keep(order, outcome);
    for (const { order, choice: chosen } of plan.taken) {
      this.#keep(order, outcome);
      if (chosen.winner === null) this.#waiting.add(order);
      else this.#assign(order, chosen, outcome);
    }
  }

  #waitOrFail(order: Order, outcome: Outcome): void {
    if (order.refusedBy.length > this.#settings.failover.refusalsMax) {
      this.#keep(failOrder(order, 'refused-too-often'), outcome);
    } else this.#waiting.add(order);
  }

  #placeWaiting(outcome: Outcome): void {
    for (let index = 0; index < this.#waiting.all.length; ) {
      const order = this.#waiting.all[index] as Order;
      const choice = this.#choose(order);
      if (choice.winner === null) {
        // No room for this one is no room for the next, unless it was refused where there is some.
        if (choice.excluded.refused === 0) return;
        index += 1;
        continue;
      }
      this.#waiting.removeAt(index);
      this.#assign(order, choice, outcome);
    }
  }

  #choose(order: Order): KitchenChoice {
    const surroundings = { turn: this.#turn, chance: this.#chance };
    return chooseKitchen(order, this.kitchens, this.#settings.choice, surroundings);
  }

  #assign(order: Order, choice: KitchenChoice, outcome: Outcome): void {
    const kitchen = this.#kitchens.get(choice.winner?.kitchenId ?? '');
    if (kitchen === undefined) throw new RangeError(`order ${order.id} was to go to a kitchen that there is not`);
    const { choice: settings, receiptDepth } = this.#settings;
    if (receiptDepth > 0) outcome.receipts.push(writeReceipt(order, this.kitchens, choice, settings, receiptDepth));
    this.#turn += 1;
    const assigned = assignOrder(order, kitchen);
    kitchen.held += 1;
    this.#keep(assigned, outcome);
    const to = { kitchenId: kitchen.kitchenId, bootId: kitchen.bootId };
    outcome.instructions.push({ to, kind: 'cook', order: assigned });
  }

  #countMove({ id, askedBack }: Order, { said }: KitchenReport, nowMs: number): void {
    const moving = this.#moving.get(id);
    if (moving === undefined) return;
    if (askedBack && said === 'released') {
      this.#migration.givenBack += 1;
      return;
    }
    this.#moving.delete(id);
    if (askedBack) this.#migration.tooLate += 1;
    else if (said === 'cooking' || said === 'ready') {
      const savedMs = moving.expectedWaitMs - (nowMs - moving.askedAtMs);
      if (savedMs > 0) this.#migration.sooner += 1;
      this.#migration.savedMs += savedMs;
    }
  }

  #free(kitchen: Known | undefined, orderId: string): void {
    if (kitchen?.orders.delete(orderId)) kitchen.held -= 1;
  }

  /** Stores an order, and notes that it changed. */
  #keep(order: Order, outcome: Outcome): void {
    outcome.changed.push(order);
    if (orderHasEnded(order.state)) {
      this.#orders.delete(order.id);
      this.#moving.delete(order.id);
    } else this.#orders.set(order.id, order);
    const kitchen = order.owner === null ? undefined : this.#kitchens.get(order.owner.kitchenId);
    if (kitchen !== undefined && isOwnedBy(order, kitchen)) kitchen.orders.set(order.id, order);
  }
}

function emptyOutcome(): Outcome {
  return { instructions: [], changed: [], receipts: [] };
}

function learn(kitchen: Known, tookMs: number | undefined): void {
  if (tookMs === undefined || !Number.isFinite(tookMs) || tookMs < 0) return;
  const { averageCookMs: before } = kitchen;
  kitchen.averageCookMs = before === 0 ? tookMs : before + NEWEST_COUNTS * (tookMs - before);
}
