import type { OrderState } from '@longshore/schemas';
import type { CityFrame, Point } from './city-frame.ts';
import type { CityRecording, RecordedEvent } from './city-recording.ts';
import { KitchenPlaces } from './kitchen-places.ts';
import type { KitchenSpot } from './kitchen-spots.ts';
import { nextWay } from './next-way.ts';
import { orderAfter } from './state-after.ts';
import { type Way, wayX, wayY } from './way.ts';

/** All ways of one order, as they follow each other. */
export interface OrderWays {
  /** By its place in the recording. */
  order: number;
  priority: number;
  ways: Way[];
  /** The kitchen that has it on each of its ways, by its place in the recording; -1: none. */
  kitchens: number[];
  /** Of each way: whether it has begun to be cooked. */
  cooking: boolean[];
  fromMs: number;
  untilMs: number;
}

/**
 * Lays the ways of all orders of a recording, one for each event that changes the state of one.
 *
 * @param flightMs - of a flight across the picture, by the recording’s clock; 0: nothing flies
 */
export function layWays(
  { kitchens, orders, events }: CityRecording,
  frame: CityFrame,
  spots: readonly KitchenSpot[],
  flightMs: number,
): OrderWays[] {
  const places = new KitchenPlaces(spots);
  const laid = new Map<number, OrderWays>();
  const arrivals = deliveries(events);
  for (const { atMs, order, kitchen, what, epoch } of events) {
    const asked = order === null ? undefined : orders[order];
    const state = orderAfter(what);
    if (order === null || asked === undefined || state === null) continue;
    const its = laid.get(order) ?? noWays(order, asked.priority, atMs);
    const last = its.ways.at(-1);
    const kitchenId = kitchen === null ? undefined : kitchens[kitchen]?.id;
    const way = nextWay(
      {
        state,
        epoch: epoch ?? 0,
        askedBack: what === 'asked back',
        deliveryMs: state === 'ready' ? (arrivals.get(order) ?? atMs) - atMs : null,
      },
      {
        at: last === undefined ? null : { x: wayX(last, atMs, frame, 0), y: wayY(last, atMs, frame, 0) },
        customer: frame.pointOf(asked.place),
        kitchen: placeFor(String(order), state, kitchenId, places),
        wasInKitchen: last !== undefined && ['assigned', 'cooking', 'moving'].includes(last.look),
        nowMs: atMs,
        flightMs,
        radius: frame.radius,
      },
    );
    its.ways.push(way);
    its.kitchens.push(isInKitchen(state) && kitchen !== null ? kitchen : -1);
    its.cooking.push(state === 'cooking');
    its.untilMs = way.goneAtMs;
    laid.set(order, its);
  }
  return [...laid.values()];
}

function noWays(order: number, priority: number, fromMs: number): OrderWays {
  const untilMs = Number.POSITIVE_INFINITY;
  return { order, priority: Math.min(9, priority), ways: [], kitchens: [], cooking: [], fromMs, untilMs };
}

function isInKitchen(state: OrderState): boolean {
  return state === 'assigned' || state === 'cooking';
}

/** Where a kitchen has a place for an order, which it takes or leaves by that. */
function placeFor(
  orderId: string,
  state: OrderState,
  kitchenId: string | undefined,
  places: KitchenPlaces,
): Point | null {
  if (!isInKitchen(state)) places.leave(orderId);
  if (kitchenId === undefined) return null;
  return isInKitchen(state) ? places.put(orderId, kitchenId, state === 'cooking') : places.middleOf(kitchenId);
}

/** When each order came to its customer. */
function deliveries(events: readonly RecordedEvent[]): Map<number, number> {
  const arrivals = new Map<number, number>();
  for (const { atMs, order, what } of events) if (order !== null && what === 'delivered') arrivals.set(order, atMs);
  return arrivals;
}
