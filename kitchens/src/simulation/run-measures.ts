import type { Balancer } from '../balancer/balancer.ts';
import type { MigrationCount } from '../balancer/move-count.ts';
import type { Scenario } from '../city/scenarios.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import { balanceIndex } from '../measure/balance-index.ts';
import { type SpreadOfValues, spreadOfValues } from '../measure/spread-of-values.ts';
import type { KitchenReport } from '../order/fold-report.ts';
import type { Order } from '../order/order.ts';

/** What a run came to. */
export interface RunResult {
  scenario: string;
  /** Orders that came in, over the whole run. */
  received: number;
  delivered: number;
  failed: number;
  /** That had not ended when the run was given up; 0 in a city where anything is open. */
  stuck: number;
  /** Orders made ready for each minute between the first arrival and the last dish. */
  readyPerMinute: number;
  /** From coming in to the cook that finished it beginning, in milliseconds. */
  waitMs: SpreadOfValues;
  /** From coming in to ready. */
  responseMs: SpreadOfValues;
  moved: MigrationCount & {
    /** Share of orders asked back that began sooner elsewhere; null when none was asked back. */
    efficiency: number | null;
  };
  /** Orders that were taken from lost kitchens. */
  takenBack: number;
  /** Dishes that were cooked for nothing, because the order was another's by then. */
  wastedDishes: number;
  /** Jain's index over the share of its cooks' time that each kitchen was at work. */
  balanceIndex: number;
  kitchens: { kitchenId: string; dishes: number; utilisation: number }[];
}

interface OrderTimes {
  receivedAtMs: number;
  startedAtMs: number | null;
}

interface KitchenTimes {
  plan: KitchenPlan;
  openedAtMs: number;
  busyMs: number;
  dishes: number;
}

/** Keeps the times of a run, and sums them up. */
export class RunMeasures {
  readonly #fromMs: number;
  readonly #orders = new Map<string, OrderTimes>();
  readonly #kitchens = new Map<string, KitchenTimes>();
  readonly #waits: number[] = [];
  readonly #responses: number[] = [];
  #received = 0;
  #delivered = 0;
  #failed = 0;
  #ready = 0;
  #cooked = 0;
  #losses = 0;
  #lastReadyAtMs = 0;

  constructor(fromMs: number) {
    this.#fromMs = fromMs;
  }

  opened(plan: KitchenPlan, nowMs: number): void {
    if (!this.#kitchens.has(plan.id)) {
      this.#kitchens.set(plan.id, { plan, openedAtMs: Math.max(nowMs, this.#fromMs), busyMs: 0, dishes: 0 });
    }
  }

  /** A dish is ready, whatever it is good for. */
  cooked({ kitchenId, tookMs }: KitchenReport, nowMs: number): void {
    this.#cooked += 1;
    const kitchen = this.#kitchens.get(kitchenId);
    if (kitchen === undefined || nowMs < this.#fromMs) return;
    kitchen.dishes += 1;
    kitchen.busyMs += tookMs ?? 0;
  }

  changed(order: Order, nowMs: number, report: KitchenReport | null): void {
    const times = this.#orders.get(order.id);
    if (times === undefined) {
      this.#received += 1;
      this.#orders.set(order.id, { receivedAtMs: nowMs, startedAtMs: null });
      return;
    }
    switch (order.state) {
      case 'received':
        times.startedAtMs = null;
        if (report === null) this.#losses += 1;
        break;
      case 'assigned':
        break;
      case 'cooking':
        times.startedAtMs = nowMs;
        break;
      case 'ready':
        this.#countReady(times, nowMs, report?.tookMs ?? 0);
        break;
      case 'delivered':
        this.#delivered += 1;
        this.#orders.delete(order.id);
        break;
      case 'failed':
        this.#failed += 1;
        this.#orders.delete(order.id);
        break;
    }
  }

  result({ name }: Scenario, nowMs: number, stuck: number, balancer: Balancer): RunResult {
    const kitchens = [...this.#kitchens.values()].map(({ plan, openedAtMs, busyMs, dishes }) => ({
      kitchenId: plan.id,
      dishes,
      utilisation: busyMs / Math.max(1, (nowMs - openedAtMs) * plan.capacity),
    }));
    const { migration } = balancer;
    return {
      scenario: name,
      received: this.#received,
      delivered: this.#delivered,
      failed: this.#failed,
      stuck,
      readyPerMinute: this.#lastReadyAtMs === 0 ? 0 : (this.#ready * 60_000) / this.#lastReadyAtMs,
      waitMs: spreadOfValues(this.#waits),
      responseMs: spreadOfValues(this.#responses),
      moved: { ...migration, efficiency: migration.asked === 0 ? null : migration.sooner / migration.asked },
      takenBack: this.#losses,
      wastedDishes: this.#cooked - this.#ready,
      balanceIndex: balanceIndex(kitchens.map(({ utilisation }) => utilisation)),
      kitchens,
    };
  }

  #countReady(times: OrderTimes, nowMs: number, tookMs: number): void {
    this.#ready += 1;
    this.#lastReadyAtMs = nowMs;
    if (times.receivedAtMs < this.#fromMs) return;
    this.#waits.push(Math.max(0, (times.startedAtMs ?? nowMs - tookMs) - times.receivedAtMs));
    this.#responses.push(nowMs - times.receivedAtMs);
  }
}
