import type { KitchenPlan, Order } from '@longshore/kitchens';
import type { KitchenState, OrderState } from '@longshore/schemas';

/** What is known of an order beside what the balancer decides by. Times are by the database's clock. */
export interface OrderFacts {
  /** How long it takes where it is no specialty and the clock is real. */
  cookMs: number;
  runId: string | null;
  /** The kitchen that has it, or cooked it. */
  kitchenId: string | null;
  state: OrderState;
  calledOff: boolean;
  /** The how-manieth assignment of all it was. */
  assignment: number;
  receivedAtMs: number;
  assignedAtMs: number | null;
  startedAtMs: number | null;
  readyAtMs: number | null;
  endedAtMs: number | null;
  deliveryMs: number | null;
  tookMs: number | null;
}

/** What is known of a kitchen beside what the balancer decides by. Times are by the database's clock. */
export interface KitchenFacts {
  plan: KitchenPlan;
  clockFactor: number;
  state: KitchenState;
  bootId: string | null;
  /** The newest first. */
  earlierBoots: string[];
  /** The partition on which it is told; null: it never registered. */
  lane: number | null;
  /** The how-manieth kitchen that registered. */
  registered: number | null;
  jobId: string | null;
  attemptId: string | null;
  agentId: string | null;
  /** Orders that it cooks, by the reports that count. */
  cooking: number;
  /** Orders that it has, as it says itself. */
  heldSaid: number;
  cooked: number;
  averageCookMs: number;
  nonsense: number;
  nonsenseWords: string | null;
  boots: number;
  openedAtMs: number;
  heardAtMs: number | null;
  openMs: number;
  openSinceMs: number | null;
  closedAtMs: number | null;
}

/** An order as it is read from its row. */
export interface KeptOrder {
  order: Order;
  facts: OrderFacts;
}

/** An order that came in. */
export interface NewOrder
  extends Pick<Order, 'id' | 'dish' | 'place' | 'priority'>,
    Pick<OrderFacts, 'cookMs' | 'runId' | 'receivedAtMs'> {}

/** What somebody wants of the balancer. */
export interface Intent {
  id: number;
  kind: string;
  subject: string;
  detail: Readonly<Record<string, unknown>>;
}

/** What is known of an order when it came in. */
export function newOrderFacts({ cookMs, runId, receivedAtMs }: NewOrder): OrderFacts {
  return {
    cookMs,
    runId,
    kitchenId: null,
    state: 'received',
    calledOff: false,
    assignment: 0,
    receivedAtMs,
    assignedAtMs: null,
    startedAtMs: null,
    readyAtMs: null,
    endedAtMs: null,
    deliveryMs: null,
    tookMs: null,
  };
}

/** A kitchen that nobody knows yet. */
export function newKitchenFacts(plan: KitchenPlan, atMs: number): KitchenFacts {
  return {
    plan,
    clockFactor: 1,
    state: 'opening',
    bootId: null,
    earlierBoots: [],
    lane: null,
    registered: null,
    jobId: null,
    attemptId: null,
    agentId: null,
    cooking: 0,
    heldSaid: 0,
    cooked: 0,
    averageCookMs: 0,
    nonsense: 0,
    nonsenseWords: null,
    boots: 0,
    openedAtMs: atMs,
    heardAtMs: null,
    openMs: 0,
    openSinceMs: null,
    closedAtMs: null,
  };
}
