import {
  ORDER_STATES,
  type OrderMoment,
  type OrderState,
  type OrderSummary,
  type OrderView,
  type StateView,
} from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';

type Look = Pick<StateView, 'icon' | 'tone'>;

/** An entry of an order’s life as it is shown. */
export interface LifeEntry {
  moment: OrderMoment;
  words: string;
  look: Look;
  /** How long until the next thing happened; null: it is the last. */
  tookMs: number | null;
}

const BACK: Look = { icon: 'hourglass', tone: 'look' };

const VIEWS: Record<OrderMoment['what'], { words: string; look: Look }> = {
  received: { words: 'Received', look: ORDER_STATES.received },
  assigned: { words: 'Given to', look: ORDER_STATES.assigned },
  cooking: { words: 'Begun by', look: ORDER_STATES.cooking },
  ready: { words: 'Ready at', look: ORDER_STATES.ready },
  delivered: { words: 'Delivered', look: ORDER_STATES.delivered },
  failed: { words: 'Failed', look: ORDER_STATES.failed },
  'asked back': { words: 'Asked back from', look: BACK },
  released: { words: 'Given back by', look: BACK },
  refused: { words: 'Refused by', look: BACK },
  'taken back': { words: 'Taken from', look: { icon: 'ghost', tone: 'look' } },
};

/** The life of an order, the oldest first. */
export function orderLife(life: readonly OrderMoment[]): LifeEntry[] {
  return life.map((moment, index) => {
    const next = life[index + 1];
    const { words, look } = VIEWS[moment.what];
    const whose =
      moment.kitchen === null || moment.what === 'delivered' ? words.replace(/ (by|from|at|to)$/, '') : words;
    return {
      moment,
      words: whose,
      look,
      tookMs: next === undefined ? null : Date.parse(next.at) - Date.parse(moment.at),
    };
  });
}

type Times = Pick<OrderSummary, 'receivedAt' | 'startedAt' | 'readyAt' | 'endedAt'>;

/** How long it waited for a cook, was cooked, was carried, and took to be ready; null: not yet. */
export function orderSpans({ receivedAt, startedAt, readyAt, endedAt }: Times): {
  waitedMs: number | null;
  cookedMs: number | null;
  carriedMs: number | null;
  responseMs: number | null;
} {
  const between = (from: string | null, to: string | null) =>
    from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));
  return {
    waitedMs: between(receivedAt, startedAt),
    cookedMs: between(startedAt, readyAt),
    carriedMs: between(readyAt, endedAt),
    responseMs: between(receivedAt, readyAt),
  };
}

/** Where an order stands beyond its state: why it waits, who cooks it, why it failed, how long it took. */
export function orderStanding(order: OrderSummary): string {
  const { responseMs } = orderSpans(order);
  const took = responseMs === null ? '' : `ready after ${formatDuration(responseMs)}`;
  switch (order.state) {
    case 'received':
      return order.waitsFor;
    case 'assigned':
    case 'cooking':
      return order.kitchen ?? '';
    case 'failed':
      return order.failure?.message ?? '';
    case 'ready':
    case 'delivered':
      return [order.kitchen, took].filter((words) => words !== null && words !== '').join(', ');
  }
}

/** States that a list of orders is narrowed by, each of which may be chosen or not. */
export function toggleState(chosen: readonly OrderState[], state: OrderState): OrderState[] {
  return chosen.includes(state) ? chosen.filter((other) => other !== state) : [...chosen, state];
}

/** How often an order has changed hands, in words; empty where it went the straight way. */
export function handsWords({ losses, refusedBy }: Pick<OrderView, 'losses' | 'refusedBy'>): string {
  return [
    ...(losses === 0 ? [] : [losses === 1 ? 'one kitchen was lost with it' : `${losses} kitchens were lost with it`]),
    ...(refusedBy.length === 0 ? [] : [`refused by ${refusedBy.join(', ')}`]),
  ].join('; ');
}
