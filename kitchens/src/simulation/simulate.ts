import { KITCHEN_STATUS_MS } from '@longshore/schemas';
import { distanceKm } from '@longshore/schemas/placement';
import { Balancer } from '../balancer/balancer.ts';
import type { BalancerSettings } from '../balancer/balancer-settings.ts';
import type { Instruction, Outcome } from '../balancer/outcome.ts';
import { chanceOf } from '../chance/chance.ts';
import type { Happening, Scenario } from '../city/scenarios.ts';
import { type Arrival, arrivalsOf, cookMsOf } from '../city/traffic.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import type { KitchenReport } from '../order/fold-report.ts';
import type { Order } from '../order/order.ts';
import { EventQueue } from './event-queue.ts';
import { RunMeasures, type RunResult } from './run-measures.ts';
import { SimKitchen } from './sim-kitchen.ts';

/** How the world is between balancer and kitchens. */
export interface World {
  /** What every message takes. */
  messageMs: number;
  /** A courier's time for a kilometre. */
  courierMsPerKm: number;
  /** Orders that came in earlier are not measured: the city begins empty, and that is not how it stays. */
  measureFromMs: number;
}

export const WORLD_DEFAULTS: World = { messageMs: 5, courierMsPerKm: 250, measureFromMs: 0 };

/** Something that happened to an order or a kitchen, for a picture of it. */
export interface RunEvent {
  atMs: number;
  orderId: string | null;
  kitchenId: string | null;
  what: Order['state'] | 'asked back' | Happening['kind'] | 'lost';
  epoch: number | null;
}

export interface RunOptions {
  scenario: Scenario;
  settings: BalancerSettings;
  world?: Partial<World>;
  /** Told of all that happens, in order. */
  onEvent?: (event: RunEvent) => void;
  /** Told of every outcome, for receipts and for tests of what must hold. */
  onOutcome?: (outcome: Outcome, nowMs: number, balancer: Balancer) => void;
}

type SimEvent =
  | { kind: 'arrival'; arrival: Arrival }
  | { kind: 'happening'; happening: Happening }
  | { kind: 'instruction'; instruction: Instruction }
  | { kind: 'report'; report: KitchenReport }
  | { kind: 'kitchen'; kitchen: SimKitchen }
  | { kind: 'status' }
  | { kind: 'look' }
  | { kind: 'delivery'; orderId: string };

/** The same scenario, settings and world give the same run, to the last event. It ends when every order has. */
export function simulate({ scenario, settings, world, onEvent, onOutcome }: RunOptions): RunResult {
  return new Run(scenario, settings, { ...WORLD_DEFAULTS, ...world }, onEvent, onOutcome).run();
}

/** A run is given up when orders still wait so long after the last came in: nothing will ever take them. */
const GIVE_UP_AFTER_MS = 600_000;

class Run {
  readonly #scenario: Scenario;
  readonly #settings: BalancerSettings;
  readonly #world: World;
  readonly #onEvent: RunOptions['onEvent'];
  readonly #onOutcome: RunOptions['onOutcome'];
  readonly #queue = new EventQueue<SimEvent>();
  readonly #kitchens = new Map<string, SimKitchen>();
  /** When each kitchen is to be looked at next. */
  readonly #wakeAtMs = new Map<SimKitchen, number>();
  readonly #balancer: Balancer;
  readonly #arrivals: Iterator<Arrival, void>;
  readonly #work = new Map<string, number>();
  readonly #measures: RunMeasures;
  #nowMs = 0;
  #open = 0;
  #more = true;

  constructor(
    scenario: Scenario,
    settings: BalancerSettings,
    world: World,
    onEvent: RunOptions['onEvent'],
    onOutcome: RunOptions['onOutcome'],
  ) {
    this.#scenario = scenario;
    this.#settings = settings;
    this.#world = world;
    this.#onEvent = onEvent;
    this.#onOutcome = onOutcome;
    this.#balancer = new Balancer(settings, chanceOf(scenario.city.seed, 'policy'));
    this.#arrivals = arrivalsOf(scenario.city, scenario.traffic);
    this.#measures = new RunMeasures(world.measureFromMs);
  }

  run(): RunResult {
    const { city, traffic, happenings } = this.#scenario;
    for (const plan of city.kitchens) this.#openKitchen(plan);
    for (const happening of happenings) this.#queue.put(happening.atMs, { kind: 'happening', happening });
    const { silence, migration } = this.#settings;
    if (silence !== null) this.#queue.put(KITCHEN_STATUS_MS, { kind: 'status' });
    if (silence !== null || migration.movesMax > 0) this.#queue.put(migration.cycleMs, { kind: 'look' });
    this.#nextArrival();
    while (this.#more || this.#open > 0) {
      const next = this.#queue.take();
      if (next === null || next.atMs > traffic.untilMs + GIVE_UP_AFTER_MS) break;
      this.#nowMs = next.atMs;
      this.#happen(next.event);
    }
    return this.#measures.result(this.#scenario, this.#nowMs, this.#open, this.#balancer);
  }

  #happen(event: SimEvent): void {
    const { silence, migration } = this.#settings;
    switch (event.kind) {
      case 'arrival':
        this.#nextArrival();
        this.#work.set(event.arrival.wish.id, event.arrival.work);
        this.#open += 1;
        this.#did(this.#balancer.receive(event.arrival.wish));
        break;
      case 'happening':
        this.#befall(event.happening);
        break;
      case 'instruction': {
        const kitchen = this.#kitchens.get(event.instruction.to.kitchenId);
        if (kitchen !== undefined) this.#instruct(kitchen, event.instruction);
        break;
      }
      case 'report':
        this.#did(this.#balancer.report(event.report, this.#nowMs), event.report);
        break;
      case 'kitchen':
        this.#wakeAtMs.delete(event.kitchen);
        this.#said(event.kitchen, event.kitchen.advance(this.#nowMs));
        break;
      case 'status':
        for (const kitchen of this.#kitchens.values()) {
          if (kitchen.isHeard) this.#did(this.#balancer.heard(kitchen.boot, kitchen.closing, this.#nowMs));
        }
        if (silence !== null) this.#queue.put(this.#nowMs + KITCHEN_STATUS_MS, { kind: 'status' });
        break;
      case 'look':
        this.#did(this.#balancer.look(this.#nowMs, 0));
        this.#queue.put(this.#nowMs + migration.cycleMs, { kind: 'look' });
        break;
      case 'delivery':
        this.#did(this.#balancer.deliver(event.orderId));
        break;
    }
  }

  #instruct(kitchen: SimKitchen, instruction: Instruction): void {
    const { bootId } = kitchen.boot;
    const reports = kitchen.hear(instruction, this.#nowMs);
    if (kitchen.boot.bootId !== bootId) this.#register(kitchen);
    this.#said(kitchen, reports);
  }

  #befall(happening: Happening): void {
    this.#tell({ kitchenId: happening.kitchenId, what: happening.kind });
    if (happening.kind === 'opens') {
      this.#openKitchen(happening.plan);
      return;
    }
    const kitchen = this.#kitchens.get(happening.kitchenId);
    if (kitchen === undefined) return;
    switch (happening.kind) {
      case 'closes':
        this.#said(kitchen, kitchen.close(this.#nowMs));
        this.#did(this.#balancer.heard(kitchen.boot, true, this.#nowMs));
        break;
      case 'dies':
        kitchen.die();
        break;
      case 'freezes':
        kitchen.freeze();
        break;
      case 'is cut off':
        kitchen.cutOff();
        break;
      case 'returns':
        if (!kitchen.isDead) break;
        kitchen.start();
        this.#register(kitchen);
        break;
      case 'thaws':
      case 'is reached again': {
        const { bootId } = kitchen.boot;
        const reports = kitchen.recover(this.#nowMs);
        if (kitchen.boot.bootId !== bootId) this.#register(kitchen);
        this.#said(kitchen, reports);
        break;
      }
    }
  }

  #openKitchen(plan: KitchenPlan): void {
    const { city } = this.#scenario;
    const cookMs = (orderId: string, dish: string): number =>
      cookMsOf(city, dish, this.#work.get(orderId) ?? 1, plan.specialties);
    const kitchen = new SimKitchen(plan, cookMs);
    this.#kitchens.set(plan.id, kitchen);
    kitchen.start();
    this.#register(kitchen);
  }

  #register(kitchen: SimKitchen): void {
    this.#measures.opened(kitchen.plan, this.#nowMs);
    this.#did(this.#balancer.register(kitchen.plan, kitchen.boot.bootId, this.#nowMs));
  }

  #said(kitchen: SimKitchen, reports: readonly KitchenReport[]): void {
    const atMs = this.#nowMs + this.#world.messageMs;
    for (const report of reports) {
      // A dish stands ready whether or not it still counts.
      if (report.said === 'ready') this.#measures.cooked(report, this.#nowMs);
      this.#queue.put(atMs, { kind: 'report', report });
    }
    const wakeAtMs = Math.max(this.#nowMs, kitchen.nextAtMs);
    if (wakeAtMs >= (this.#wakeAtMs.get(kitchen) ?? Number.POSITIVE_INFINITY)) return;
    this.#wakeAtMs.set(kitchen, wakeAtMs);
    this.#queue.put(wakeAtMs, { kind: 'kitchen', kitchen });
  }

  #did(outcome: Outcome, report: KitchenReport | null = null): void {
    const atMs = this.#nowMs + this.#world.messageMs;
    for (const instruction of outcome.instructions) this.#queue.put(atMs, { kind: 'instruction', instruction });
    for (const order of outcome.changed) this.#changed(order, report);
    this.#onOutcome?.(outcome, this.#nowMs, this.#balancer);
  }

  #changed(order: Order, report: KitchenReport | null): void {
    this.#measures.changed(order, this.#nowMs, report);
    this.#tell({
      orderId: order.id,
      kitchenId: order.owner?.kitchenId ?? report?.kitchenId ?? null,
      what: order.askedBack ? 'asked back' : order.state,
      epoch: order.epoch,
    });
    if (order.state === 'ready') {
      const from = this.#kitchens.get(report?.kitchenId ?? '')?.plan.location ?? order.place;
      const travelMs = distanceKm(from, order.place) * this.#world.courierMsPerKm;
      this.#queue.put(this.#nowMs + travelMs, { kind: 'delivery', orderId: order.id });
    }
    if (order.state === 'delivered' || order.state === 'failed') {
      this.#open -= 1;
      this.#work.delete(order.id);
    }
  }

  #nextArrival(): void {
    const next = this.#arrivals.next();
    if (next.done) this.#more = false;
    else this.#queue.put(next.value.atMs, { kind: 'arrival', arrival: next.value });
  }

  #tell(event: Partial<RunEvent> & Pick<RunEvent, 'what'>): void {
    this.#onEvent?.({ atMs: this.#nowMs, orderId: null, kitchenId: null, epoch: null, ...event });
  }
}
