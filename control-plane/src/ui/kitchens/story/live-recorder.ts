import { type KitchenState, type KitchenSummary, orderHasEnded } from '@longshore/schemas';
import type { RecordedEvent } from '../city/city-recording.ts';
import type { ChangedOrder } from '../city/live-city.ts';
import { isFurther, passedBefore } from './passed-before.ts';
import type { StorySource } from './story.ts';

/** For so long what has happened is told of. */
export const KEPT_MS = 2 * 60_000;
/** What the page keeps is bounded, however much happens. */
const MOST_EVENTS = 20_000;

interface Heard {
  order: ChangedOrder;
  events: { atMs: number; what: string; kitchen: string | null; epoch: number; unseen?: true }[];
}

/** What happened to a kitchen by the state that it is in next. */
const BEFELL: Partial<Record<KitchenState, string>> = {
  open: 'opens',
  closing: 'closes',
  lost: 'lost',
  closed: 'closed',
};

/**
 * Records what is told live, so that scenes are told of it as they are of a run: the last two minutes, by the clock that
 * it is given. Of what happened between two looks it is told the last alone; what must have come before that is put there
 * as well, so that nothing is counted that did not come in, and marked as unseen: it was then at the latest.
 */
export class LiveRecorder {
  readonly #orders = new Map<string, Heard>();
  readonly #falls: { atMs: number; kitchen: string; what: string }[] = [];
  readonly #states = new Map<string, KitchenState>();

  /** Takes all that is open: what is not in it and has not ended is no more, and nobody knows what became of it. */
  replace(orders: readonly ChangedOrder[], nowMs: number): void {
    const open = new Set(orders.map(({ id }) => id));
    for (const [id, { order }] of this.#orders)
      if (!open.has(id) && !orderHasEnded(order.state)) this.#orders.delete(id);
    this.take(orders, nowMs);
  }

  /** Takes what was told of orders. What is older than what is known changes nothing. */
  take(orders: readonly ChangedOrder[], nowMs: number): void {
    for (const order of orders) {
      const heard = this.#orders.get(order.id);
      if (heard !== undefined && !isFurther(heard.order, order)) continue;
      const atMs = Math.max(heard?.events.at(-1)?.atMs ?? 0, nowMs - order.ageMs);
      const events = [
        ...passedBefore(heard?.order, order).map(({ what, epoch }) => ({
          atMs,
          what,
          kitchen: what === 'received' ? null : order.kitchen,
          epoch,
          unseen: true as const,
        })),
        { atMs, what: order.askedBack ? 'asked back' : order.state, kitchen: order.kitchen, epoch: order.epoch },
      ];
      if (heard === undefined) this.#orders.set(order.id, { order, events });
      else {
        heard.order = order;
        heard.events.push(...events);
      }
    }
    this.#forget(nowMs);
  }

  /** Notes how kitchens stand; what has changed befell them. The first look tells of nothing that befell one. */
  see(kitchens: readonly Pick<KitchenSummary, 'id' | 'state'>[], nowMs: number): void {
    const isFirst = this.#states.size === 0;
    for (const { id, state } of kitchens) {
      const before = this.#states.get(id);
      this.#states.set(id, state);
      if (isFirst || before === state) continue;
      const what = before === 'lost' && state === 'open' ? 'returns' : BEFELL[state];
      if (what !== undefined) this.#falls.push({ atMs: nowMs, kitchen: id, what });
    }
    while (this.#falls.length > 0 && (this.#falls[0]?.atMs ?? 0) < nowMs - KEPT_MS) this.#falls.shift();
  }

  /** What was recorded, as of a run. */
  source(kitchens: readonly KitchenSummary[]): StorySource {
    const shown = kitchens.filter(({ state }) => state !== 'closed');
    const kitchenAt = new Map(shown.map(({ id }, index) => [id, index]));
    const place = (id: string | null) => (id === null ? null : (kitchenAt.get(id) ?? null));
    const heard = [...this.#orders.values()];
    const events = heard.flatMap(({ events: its }, order): RecordedEvent[] =>
      its.map(({ kitchen, ...event }) => ({ ...event, order, kitchen: place(kitchen) })),
    );
    const falls = this.#falls.flatMap(({ atMs, kitchen, what }): RecordedEvent[] => {
      const at = place(kitchen);
      return at === null ? [] : [{ atMs, order: null, kitchen: at, what, epoch: null }];
    });
    return {
      run: null,
      kitchens: shown.map(({ id, name, location, capacity, railMax, specialties }) => ({
        id,
        name,
        location,
        capacity,
        railMax,
        specialties,
      })),
      orders: heard.map(({ order: { id, dish, place: customer, priority } }) => ({
        id,
        dish,
        place: customer,
        priority,
      })),
      events: [...events, ...falls],
      receipts: [],
    };
  }

  /** Those that have ended longer ago than is told of, and the oldest where there are too many. */
  #forget(nowMs: number): void {
    let count = 0;
    for (const [id, { order, events }] of this.#orders) {
      const endedMs = orderHasEnded(order.state) ? (events.at(-1)?.atMs ?? 0) : nowMs;
      if (endedMs < nowMs - KEPT_MS) this.#orders.delete(id);
      else count += events.length;
    }
    for (const [id, { events }] of this.#orders) {
      if (count <= MOST_EVENTS) break;
      this.#orders.delete(id);
      count -= events.length;
    }
  }
}
