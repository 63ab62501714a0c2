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
  const waiting = new Gauge({
    name: 'longshore_dispatcher_kitchen_orders_waiting',
    help: 'Orders that no kitchen has; NaN while this process does not know',
    registers,
  });
  const kitchens = new Gauge({
    name: 'longshore_dispatcher_kitchens',
    help: 'Kitchens, by state; NaN while this process does not know',
    labelNames: ['state'] as const,
    registers,
  });
  const room = new Gauge({
    name: 'longshore_dispatcher_kitchen_room',
    help: 'Orders that open kitchens hold, and that they have room for; NaN while this process does not know',
    labelNames: ['of'] as const,
    registers,
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
  let refusedBefore = 0;
  const leadsNoMore = (): void => {
    waiting.set(Number.NaN);
    for (const state of KITCHEN_STATE_NAMES) kitchens.set({ state }, Number.NaN);
    for (const each of ['taken', 'total']) room.set({ of: each }, Number.NaN);
    refusedBefore = 0;
  };
  leadsNoMore();
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
    stands({ balancer, kitchens: known, figures }) {
      waiting.set(balancer.waitingCount);
      nonsense.inc(Math.max(0, figures.nonsense - refusedBefore));
      refusedBefore = figures.nonsense;
      const counts = new Map<string, number>();
      for (const { state } of known.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
      for (const state of KITCHEN_STATE_NAMES) kitchens.set({ state }, counts.get(state) ?? 0);
      let taken = 0;
      let total = 0;
      // In one pass: there may be a thousand kitchens, and a hundred turns a second.
      for (const { open, held, capacity, railMax } of balancer.kitchens) {
        if (!open) continue;
        taken += held;
        total += capacity + railMax;
      }
      room.set({ of: 'taken' }, taken);
      room.set({ of: 'total' }, total);
    },
    leadsNoMore,
  };
}
