import {
  Balancer,
  type BalancerSettings,
  type Chance,
  type FieldProblem,
  type Instruction,
  type KitchenReport,
  type Outcome,
} from '@longshore/kitchens';
import type { KitchenFacts, NewOrder } from './facts.ts';
import { balancerRowsOf, type KeptNetwork } from './kept-network.ts';
import { KitchenChanges } from './kitchen-changes.ts';
import { NetworkFigures } from './network-figures.ts';
import { OrderLives } from './order-lives.ts';
import { RECEIPTS_PER_SECOND } from './receipts-per-second.ts';
import { standingOf } from './standing-of.ts';
import { Turn, type WireInstruction } from './turn.ts';
import type { TurnClock } from './turn-clock.ts';
import { wireOf } from './wire-of.ts';

/** So long after an order was given to a kitchen it counts among what the kitchen has, or something was lost. */
const TELL_AGAIN_MS = 5_000;
/** Orders that a kitchen has had so long are asked about so often even where nothing seems to be lost. */
const ASK_ANYWAY_MS = 60_000;
const WORDS_MAX = 300;

/**
 * All that the leader knows of the kitchen network: the balancer, and what is told to people beside. It reads no clock,
 * stores and sends nothing: what is to be stored and sent is in the {@link Turn} that {@link end} gives back. Memory is
 * only a copy: where a turn could not be stored, another network is made from the rows.
 *
 * Orders are followed by {@link OrderLives}, and {@link KitchenChanges} says which rows of kitchens are to be written.
 */
export class Network {
  readonly balancer: Balancer;
  readonly kitchens = new Map<string, KitchenFacts>();
  readonly figures = new NetworkFigures();
  readonly #changes = new KitchenChanges();
  readonly #lives: OrderLives;
  #turn: Turn;
  #clock: TurnClock;
  #registrations = 0;
  #receiptSecond = 0;
  #askedAllAtMs: number;

  constructor(settings: BalancerSettings, chance: Chance, kept: KeptNetwork, clock: TurnClock) {
    this.#clock = clock;
    this.#askedAllAtMs = clock.nowMs;
    this.#turn = new Turn(clock.atMs);
    for (const facts of kept.kitchens) {
      this.kitchens.set(facts.plan.id, facts);
      this.#registrations = Math.max(this.#registrations, facts.registered ?? 0);
    }
    this.#lives = new OrderLives(this.kitchens, this.#changes, this.figures, kept.turn);
    for (const order of kept.orders) this.#lives.takeUp(order, clock);
    const { balancer, outcome } = Balancer.restore(settings, chance, balancerRowsOf(kept), clock.nowMs);
    this.balancer = balancer;
    this.did(outcome);
    this.#tell(balancer.tellAgain());
  }

  get turn(): Turn {
    return this.#turn;
  }

  get clock(): TurnClock {
    return this.#clock;
  }

  /** When there is something to do by itself, by this process's clock; null: never. */
  get nextDeliveryAtMs(): number | null {
    return this.#lives.nextDeliveryAtMs;
  }

  /** Time goes on. What is done from now on is of this time. */
  begin(clock: TurnClock): void {
    this.#clock = clock;
    if (this.#turn.atMs !== clock.atMs && this.#turn.orders.size === 0 && this.#turn.letters.size === 0) {
      this.#turn = new Turn(clock.atMs);
    }
    const second = Math.floor(clock.atMs / 1_000);
    if (second !== this.#receiptSecond) {
      this.#receiptSecond = second;
      this.balancer.allowReceipts(RECEIPTS_PER_SECOND);
    }
  }

  /** Orders that came in. One that is known already is only said to be taken. */
  receive(orders: readonly NewOrder[]): void {
    for (const order of orders) {
      if (this.#lives.add(order)) this.#turn.received += 1;
      const { id, dish, place, priority } = order;
      this.did(this.balancer.receive({ id, dish, place, priority }));
    }
  }

  callOff(orderId: string): void {
    const facts = this.#lives.of(orderId);
    const order = this.balancer.orderOf(orderId);
    if (facts === undefined || order === undefined || order.state === 'ready') return;
    facts.calledOff = true;
    this.#turn.changed(order, facts, null);
    this.did(this.balancer.callOff(orderId));
  }

  callOffRun(runId: string): void {
    for (const orderId of this.#lives.ofRun(runId)) this.callOff(orderId);
  }

  /** Couriers that are there by now. */
  deliver(): void {
    const next = () => this.#lives.takeDelivered(this.#clock.nowMs);
    for (let orderId = next(); orderId !== null; orderId = next()) this.did(this.balancer.deliver(orderId));
  }

  /**
   * A kitchen that should have more orders by now than it counts itself is told of them again: what it was told was lost
   * with a topic or a disk, or what it said. What it had it answers for once more. As others may come meanwhile, so that
   * its count tells nothing, it is also asked now and then about those that it has had for long.
   */
  tellLaggards(): void {
    const anyway = this.#clock.nowMs - this.#askedAllAtMs >= ASK_ANYWAY_MS;
    if (anyway) this.#askedAllAtMs = this.#clock.nowMs;
    for (const { plan, state, heldSaid } of this.kitchens.values()) {
      if (state !== 'open' && state !== 'closing') continue;
      const told = this.balancer.tellAgain(plan.id);
      const longer = (ms: number): Instruction[] => told.filter((instruction) => this.#isOlder(instruction, ms));
      const late = longer(TELL_AGAIN_MS);
      if (late.length > heldSaid) this.#tell(late);
      else if (anyway) this.#tell(longer(ASK_ANYWAY_MS));
    }
  }

  /** The kitchen's row is to be written; at once where others wait for it. */
  touch(kitchenId: string, urgent = false): void {
    this.#changes.touch(kitchenId, urgent);
    if (urgent) this.#turn.urgent = true;
  }

  /** The facts of a kitchen that may be new; null where it is too late to know more. */
  kitchenOf(id: string, make: () => KitchenFacts | null): KitchenFacts | null {
    const known = this.kitchens.get(id);
    if (known !== undefined) return known;
    const made = make();
    if (made !== null) this.kitchens.set(id, made);
    return made;
  }

  /** @returns its number among all that ever registered */
  nextRegistration(): number {
    this.#registrations += 1;
    return this.#registrations;
  }

  /** A report that cannot be true, or was not the kitchen's to make: it is counted, shown, and believed in nothing. */
  nonsense(facts: KitchenFacts, problems: readonly FieldProblem[]): void {
    facts.nonsense += 1;
    facts.nonsenseWords = problems
      .map(({ field, message }) => `${field} ${message}`)
      .join('; ')
      .slice(0, WORDS_MAX);
    this.figures.nonsense += 1;
    this.touch(facts.plan.id);
  }

  /** Notes what came of something, and whose report it came of; null: of none. */
  did(outcome: Outcome, report: KitchenReport | null = null): void {
    for (const order of outcome.changed) this.#lives.changed(order, report, this.#turn, this.#clock);
    this.#turn.receipts.push(...outcome.receipts);
    this.#tell(outcome.instructions);
  }

  /** Says something to a kitchen that is no business of the balancer's. */
  say(kitchenId: string, instruction: WireInstruction): void {
    const facts = this.kitchens.get(kitchenId);
    if (facts === undefined || facts.lane === null || facts.bootId === null) return;
    this.#turn.tell({ kitchenId, bootId: facts.bootId }, facts.lane, instruction);
  }

  /** Kitchens whose rows may go. */
  forget(kitchenIds: readonly string[]): void {
    for (const id of kitchenIds) {
      const facts = this.kitchens.get(id);
      if (facts === undefined || (facts.bootId !== null && !this.balancer.forget(id))) continue;
      this.kitchens.delete(id);
      this.#changes.forget(id);
      this.#turn.forgotten.push(id);
      this.#turn.urgent = true;
    }
  }

  /**
   * Ends the turn.
   *
   * @param withKitchens - whether rows of kitchens are written of which only figures changed
   */
  end(withKitchens: boolean): Turn {
    const turn = this.#turn;
    this.figures.migrated(this.balancer.migration);
    this.#writeKitchens(turn, withKitchens ? 'all' : 'urgent');
    const standing = () => standingOf(this.kitchens.values(), this.balancer.waitingCount);
    turn.measures.push(...this.figures.takeOver(turn.atMs, standing, this.kitchens.values()));
    turn.assignments = this.#lives.assignments;
    turn.waiting = this.balancer.waitingCount;
    turn.whyWaiting = this.balancer.whyWaiting();
    turn.openOrders = this.balancer.openOrders;
    this.#turn = new Turn(this.#clock.atMs);
    return turn;
  }

  #writeKitchens(turn: Turn, which: 'urgent' | 'all'): void {
    for (const id of this.#changes.take(which)) {
      const facts = this.kitchens.get(id);
      if (facts === undefined) continue;
      const view = this.balancer.kitchenOf(id);
      facts.averageCookMs = view?.averageCookMs ?? facts.averageCookMs;
      turn.kitchens.set(id, { facts, held: view?.held ?? 0 });
    }
  }

  /** Whether it is about an order that the kitchen was given longer ago. */
  #isOlder(instruction: Instruction, ms: number): boolean {
    if (instruction.kind === 'start anew') return false;
    const orderId = instruction.kind === 'cook' ? instruction.order.id : instruction.orderId;
    return this.#clock.atMs - (this.#lives.of(orderId)?.assignedAtMs ?? Number.POSITIVE_INFINITY) > ms;
  }

  #tell(instructions: readonly Instruction[]): void {
    const cookMsOf = (orderId: string): number | undefined => this.#lives.of(orderId)?.cookMs;
    for (const instruction of instructions) {
      const { to } = instruction;
      const lane = this.kitchens.get(to.kitchenId)?.lane;
      // Who never registered cannot be told anything.
      if (lane == null) continue;
      const wire = wireOf(instruction, cookMsOf);
      if (wire !== null) this.#turn.tell(to, lane, wire);
    }
  }
}
