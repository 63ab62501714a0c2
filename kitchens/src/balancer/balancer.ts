import type { Chance } from '../chance/chance.ts';
import { waitingWords } from '../decide/receipt.ts';
import type { KitchenPlan, KitchenView } from '../kitchen/kitchen.ts';
import { foldReport, type KitchenReport } from '../order/fold-report.ts';
import { isOwnedBy, type KitchenBoot, type Order, type OrderWish, receiveOrder } from '../order/order.ts';
import { deliverOrder, failOrder, takeFromLost } from '../order/order-steps.ts';
import type { BalancerRows } from './balancer-rows.ts';
import type { BalancerSettings } from './balancer-settings.ts';
import { Failover } from './failover.ts';
import { KitchenBook } from './kitchen-book.ts';
import { Migration } from './migration.ts';
import { type MigrationCount, MoveCount } from './move-count.ts';
import { OrderBook } from './order-book.ts';
import { emptyOutcome, type Instruction, type Outcome, type ReportOutcome } from './outcome.ts';
import { Placing } from './placing.ts';
import { tellAgain } from './tell-again.ts';

/**
 * Everything that the balancer knows and does, but for sending and storing: it is told what happens and when, and gives
 * back what is to be sent and what has changed. The same calls give the same answers.
 *
 * What it knows is in two books, the {@link KitchenBook} and the {@link OrderBook}. Beside what is reported, three change
 * them: {@link Placing} gives kitchens what waits, {@link Failover} takes it from those that are lost, and
 * {@link Migration} asks full ones for it.
 */
export class Balancer {
  readonly #moves = new MoveCount();
  readonly #kitchens = new KitchenBook();
  readonly #orders = new OrderBook(this.#kitchens, this.#moves);
  readonly #placing: Placing;
  readonly #failover: Failover;
  readonly #migration: Migration;

  constructor(settings: BalancerSettings, chance: Chance) {
    this.#placing = new Placing(settings, chance, this.#kitchens, this.#orders);
    this.#failover = new Failover(this.#kitchens, this.#orders, this.#placing);
    this.#migration = new Migration(this.#kitchens, this.#orders, this.#placing, this.#moves);
  }

  /**
   * Makes a balancer from what one before it knew, which decides from there on as that one would have. Every kitchen has
   * its whole time to be heard again. The outcome is empty unless the rows contradict themselves: an order whose owner
   * is no kitchen that is there is taken back.
   */
  static restore(
    settings: BalancerSettings,
    chance: Chance,
    rows: BalancerRows,
    nowMs: number,
  ): { balancer: Balancer; outcome: Outcome } {
    const balancer = new Balancer(settings, chance);
    const outcome = emptyOutcome();
    balancer.#placing.turn = rows.turn;
    balancer.#kitchens.restore(rows.kitchens, nowMs);
    for (const id of rows.calledOff) balancer.#orders.callOff(id);
    for (const order of rows.orders) balancer.#takeUp(order, outcome);
    balancer.#placing.placeWaiting(outcome);
    return { balancer, outcome };
  }

  /** All that ever registered, in the order they did. */
  get kitchens(): readonly KitchenView[] {
    return this.#kitchens.all;
  }

  kitchenOf(id: string): KitchenView | undefined {
    return this.#kitchens.of(id);
  }

  /** Those that no kitchen has, the most urgent first. */
  get waiting(): readonly Order[] {
    return [...this.#orders.waiting];
  }

  get waitingCount(): number {
    return this.#orders.waiting.size;
  }

  get migration(): Readonly<MigrationCount> {
    return this.#moves.total;
  }

  /** How many orders were assigned so far. */
  get turn(): number {
    return this.#placing.turn;
  }

  /** Orders that have not ended. */
  get openOrders(): number {
    return this.#orders.size;
  }

  /** Whether that boot was taken for lost, or another one of its kitchen registered after it. */
  isLost(bootId: string): boolean {
    return this.#kitchens.isLost(bootId);
  }

  /** So many receipts are still written; what is assigned after them has none. Infinitely many unless it was said. */
  allowReceipts(count: number): void {
    this.#placing.receiptsLeft = count;
  }

  /** An order that has not ended. */
  orderOf(id: string): Order | undefined {
    return this.#orders.of(id);
  }

  /** From the next decision on. They have to be examined before. */
  changeSettings(settings: BalancerSettings): void {
    this.#placing.settings = settings;
  }

  /** Why the most urgent order waits; empty when none does. */
  whyWaiting(): string {
    const { first } = this.#orders.waiting;
    return first === undefined ? '' : waitingWords(this.#placing.choose(first), this.kitchens.length);
  }

  /** A kitchen registers. What an earlier boot of it had is taken back: the new one knows nothing of it. */
  register(plan: KitchenPlan, bootId: string, nowMs: number): Outcome {
    const outcome = emptyOutcome();
    const before = this.#kitchens.of(plan.id);
    if (before !== undefined && before.bootId !== bootId) this.#failover.lose(before, outcome);
    this.#kitchens.register(plan, bootId, nowMs);
    this.#placing.placeWaiting(outcome);
    return outcome;
  }

  /** A kitchen says that it is there, or that it closes. One that was taken for lost is a stranger. */
  heard(boot: KitchenBoot, closing: boolean, nowMs: number): Outcome {
    const outcome = emptyOutcome();
    if (this.isLost(boot.bootId)) outcome.instructions.push({ to: boot, kind: 'start anew' });
    else this.#kitchens.heard(boot, closing, nowMs);
    return outcome;
  }

  /** An order comes in. One that is known already changes nothing. */
  receive(wish: OrderWish): Outcome {
    const outcome = emptyOutcome();
    if (this.#orders.of(wish.id) !== undefined) return outcome;
    const order = receiveOrder(wish);
    this.#orders.keep(order, outcome);
    const { waiting } = this.#orders;
    const { first } = waiting;
    waiting.add(order);
    // Where others wait for room, only one that goes before them has to be looked at. Where the first of them was refused,
    // there may be room that it cannot have.
    const forRoom = first !== undefined && first.refusedBy.length === 0;
    if (!forRoom || waiting.first === order) this.#placing.placeWaiting(outcome);
    return outcome;
  }

  /** A kitchen says something of an order. */
  report(report: KitchenReport, nowMs: number): ReportOutcome {
    const known = this.#orders.of(report.orderId);
    if (known === undefined)
      return { ...emptyOutcome(), instructions: [dropOf(report, report.epoch)], verdict: 'unknown' };
    const { order, verdict } = foldReport(known, report);
    const outcome: ReportOutcome = { ...emptyOutcome(), verdict };
    if (verdict === 'stale' || verdict === 'foreign') {
      // What it was given since is its own, whatever it says of another epoch.
      const epoch = isOwnedBy(known, report) ? Math.min(report.epoch, known.epoch - 1) : report.epoch;
      outcome.instructions.push(dropOf(report, epoch));
    }
    if (verdict !== 'applied') return outcome;
    this.#kitchens.believed(report, nowMs);
    this.#moves.reported(known, report, nowMs);
    if (report.said === 'ready') this.#kitchens.cooked(report.kitchenId, report.tookMs);
    this.#orders.keep(order, outcome);
    if (order.owner !== null) return outcome;
    this.#kitchens.free(report.kitchenId, order.id);
    if (order.state === 'received') this.#placing.waitOrFail(order, outcome);
    this.#placing.placeWaiting(outcome);
    return outcome;
  }

  /** A courier brought it to the customer. */
  deliver(orderId: string): Outcome {
    const outcome = emptyOutcome();
    const order = this.#orders.of(orderId);
    if (order?.state === 'ready') this.#orders.keep(deliverOrder(order), outcome);
    return outcome;
  }

  /**
   * An order is not wanted any more. It ends at once where no kitchen has it; one that was not begun is asked back for
   * it, and one that cooks is finished.
   */
  callOff(orderId: string): Outcome {
    const outcome = emptyOutcome();
    const order = this.#orders.of(orderId);
    if (order === undefined || order.state === 'ready') return outcome;
    this.#orders.callOff(orderId);
    if (order.owner === null) {
      this.#orders.waiting.remove(order);
      this.#orders.keep(failOrder(order, 'called-off'), outcome);
    } else if (order.state === 'assigned' && !order.askedBack) this.#orders.askBack(order, order.owner, outcome);
    return outcome;
  }

  /** Says again what a kitchen, or all, should do: what was said may not have been heard. What is known changes nothing. */
  tellAgain(kitchenId?: string): Instruction[] {
    if (kitchenId !== undefined) return tellAgain(this.#kitchens.of(kitchenId)?.orders.values() ?? []);
    return this.#kitchens.all.flatMap(({ orders }) => tellAgain(orders.values()));
  }

  /** Forgets a kitchen that is gone. @returns whether it was; one that may still be heard is kept */
  forget(kitchenId: string): boolean {
    return this.#kitchens.forget(kitchenId);
  }

  /** Both that is done from time to time, where it is done as often. */
  look(nowMs: number, caughtUpSinceMs: number | null): Outcome {
    const outcome = this.watch(nowMs, caughtUpSinceMs);
    this.#migration.cycle(nowMs, outcome);
    return outcome;
  }

  /**
   * Kitchens that fell silent lose their orders.
   *
   * @param nowMs - up to when all that was reported has been read
   */
  watch(nowMs: number, caughtUpSinceMs: number | null): Outcome {
    const outcome = emptyOutcome();
    this.#failover.loseSilent(nowMs, caughtUpSinceMs, outcome);
    return outcome;
  }

  /** Full kitchens are asked for orders that others can begin sooner. Called once in a cycle. */
  migrate(nowMs: number): Outcome {
    const outcome = emptyOutcome();
    this.#migration.cycle(nowMs, outcome);
    return outcome;
  }

  /** Takes up an order that was kept. */
  #takeUp(order: Order, outcome: Outcome): void {
    if (this.#orders.takeUp(order) || order.owner === null) return;
    const taken = takeFromLost(order, order.owner);
    this.#orders.keep(taken, outcome);
    this.#placing.waitOrFail(taken, outcome);
  }
}

function dropOf(report: KitchenReport, epoch: number): Instruction {
  return { to: report, kind: 'drop', orderId: report.orderId, epoch };
}
