import { type KitchenView, loadOf, type MigrationCount, roomOf } from '@longshore/kitchens';
import { KITCHEN_STATE_NAMES, ORDER_STATE_NAMES } from '@longshore/schemas';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Network } from '../kitchens/network.ts';
import type { Turn } from '../kitchens/turn.ts';

/** What the dispatcher tells Prometheus of the kitchen network. */
export interface KitchenMetrics {
  /** A turn was decided. */
  decided(turn: Turn, seconds: number): void;
  /** How things stand after a turn. */
  stands(network: Network): void;
  /** What only a leader knows is known no more. */
  leadsNoMore(): void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What becomes of orders that move, by the name of it in the balancer's count. */
const MOVE_STEPS = {
  asked: 'asked_back',
  givenBack: 'given_back',
  tooLate: 'too_late',
  moved: 'begun_elsewhere',
} as const satisfies Partial<Record<keyof MigrationCount, string>>;

export function createKitchenMetrics(registry: Registry): KitchenMetrics {
  const registers = [registry];
  const orders = new Counter({
    name: 'longshore_dispatcher_kitchen_orders_total',
    help: 'Orders that came into a state, by state: received, delivered and failed once each',
    labelNames: ['state'] as const,
    registers,
  });
  for (const state of ORDER_STATE_NAMES) orders.inc({ state }, 0);
  const takenBack = new Counter({
    name: 'longshore_dispatcher_kitchen_orders_taken_back_total',
    help: 'Orders that were taken from lost kitchens',
    registers,
  });
  const nonsense = new Counter({
    name: 'longshore_dispatcher_kitchen_reports_refused_total',
    help: 'Reports of kitchens that could not be true or were not theirs to make',
    registers,
  });
  const moves = new Counter({
    name: 'longshore_dispatcher_kitchen_moves_total',
    help: 'Orders that full kitchens were asked for, by step: asked_back once each, then given_back or too_late, and begun_elsewhere',
    labelNames: ['step'] as const,
    registers,
  });
  for (const step of Object.values(MOVE_STEPS)) moves.inc({ step }, 0);
  // Read when somebody scrapes: there may be a thousand kitchens, and a hundred turns a second.
  let known: Network | null = null;
  new Gauge({
    name: 'longshore_dispatcher_kitchen_orders_waiting',
    help: 'Orders that no kitchen has; NaN while this process does not know',
    registers,
    collect() {
      this.set(known?.balancer.waitingCount ?? Number.NaN);
    },
  });
  new Gauge({
    name: 'longshore_dispatcher_kitchens',
    help: 'Kitchens, by state; NaN while this process does not know',
    labelNames: ['state'] as const,
    registers,
    collect() {
      for (const state of KITCHEN_STATE_NAMES) this.set({ state }, known === null ? Number.NaN : 0);
      for (const { state } of known?.kitchens.values() ?? []) this.inc({ state });
    },
  });
  new Gauge({
    name: 'longshore_dispatcher_kitchen_room',
    help: 'Orders that open kitchens hold, and that they have room for; NaN while this process does not know',
    labelNames: ['of'] as const,
    registers,
    collect() {
      for (const share of ['taken', 'total']) this.set({ of: share }, known === null ? Number.NaN : 0);
      for (const kitchen of openKitchens(known)) {
        this.inc({ of: 'taken' }, kitchen.held);
        this.inc({ of: 'total' }, roomOf(kitchen));
      }
    },
  });
  new Gauge({
    name: 'longshore_dispatcher_kitchen_load',
    help: 'Orders that an open kitchen holds, over those that it has room for',
    labelNames: ['kitchen'] as const,
    registers,
    collect() {
      this.reset();
      for (const kitchen of openKitchens(known)) this.set({ kitchen: kitchen.kitchenId }, loadOf(kitchen));
    },
  });
  new Gauge({
    name: 'longshore_dispatcher_kitchen_cooking',
    help: 'Dishes that an open kitchen cooks',
    labelNames: ['kitchen'] as const,
    registers,
    collect() {
      this.reset();
      for (const { kitchenId } of openKitchens(known)) {
        this.set({ kitchen: kitchenId }, known?.kitchens.get(kitchenId)?.cooking ?? 0);
      }
    },
  });
  const response = new Histogram({
    name: 'longshore_dispatcher_order_response_seconds',
    help: 'From an order coming in to its dish being ready',
    buckets: SECONDS,
    registers,
  });
  const wait = new Histogram({
    name: 'longshore_dispatcher_order_wait_seconds',
    help: 'From an order coming in to the cook beginning',
    buckets: SECONDS,
    registers,
  });
  const decision = new Histogram({
    name: 'longshore_dispatcher_kitchen_turn_seconds',
    help: 'Time in which the balancer decided one turn, without storing and sending it',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  // Of the network that is known: one that is made anew counts from 0.
  let refusedBefore = 0;
  const movedBefore = { asked: 0, givenBack: 0, tooLate: 0, moved: 0 };
  return {
    decided(turn, seconds) {
      decision.observe(seconds);
      orders.inc({ state: 'received' }, turn.received);
      for (const { facts, life } of turn.orders.values()) {
        for (const [, what] of life) {
          if (what === 'taken back') takenBack.inc();
          else if (what !== 'asked back' && what !== 'released' && what !== 'refused') orders.inc({ state: what });
          if (what !== 'ready' || facts.readyAtMs === null) continue;
          response.observe((facts.readyAtMs - facts.receivedAtMs) / 1_000);
          wait.observe(((facts.startedAtMs ?? facts.readyAtMs) - facts.receivedAtMs) / 1_000);
        }
      }
    },
    stands(network) {
      known = network;
      nonsense.inc(Math.max(0, network.figures.nonsense - refusedBefore));
      refusedBefore = network.figures.nonsense;
      for (const [name, step] of Object.entries(MOVE_STEPS) as [keyof typeof MOVE_STEPS, string][]) {
        const total = network.balancer.migration[name];
        moves.inc({ step }, Math.max(0, total - movedBefore[name]));
        movedBefore[name] = total;
      }
    },
    leadsNoMore() {
      known = null;
      refusedBefore = 0;
      Object.assign(movedBefore, { asked: 0, givenBack: 0, tooLate: 0, moved: 0 });
    },
  };
}

function openKitchens(network: Network | null): readonly KitchenView[] {
  return network?.balancer.kitchens.filter(({ open }) => open) ?? [];
}
