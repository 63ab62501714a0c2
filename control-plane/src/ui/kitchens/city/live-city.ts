import { type KitchenChanges, orderHasEnded } from '@longshore/schemas';
import type { CityFrame, Point } from './city-frame.ts';
import type { Dots } from './dots.ts';
import { KitchenPlaces } from './kitchen-places.ts';
import type { KitchenSpot } from './kitchen-spots.ts';
import { nextWay } from './next-way.ts';
import { LOOK_NUMBER, LOOKS, type Way, wayX, wayY } from './way.ts';

export type ChangedOrder = KitchenChanges['orders'][number];

interface Known {
  order: ChangedOrder;
  way: Way;
  /** How many wait before it. */
  before: number;
}

/** A flight across the picture, unless nothing is to fly. */
export const FLIGHT_MS = 700;
/** What is seen for the first time and became what it is longer ago than this is shown where it is by now. */
const FRESH_MS = 1_500;
/** Of more orders than these the picture knows nothing: they would be drawn on one another. */
export const MOST_KNOWN = 4_000;

/**
 * The orders of the city as they are told of, and where each is on its way at any moment. It asks no clock: what is
 * shown follows from what was told, and from the time that it is given.
 */
export class LiveCity {
  readonly #known = new Map<string, Known>();
  #frame: CityFrame;
  #places = new KitchenPlaces([]);
  #flightMs = FLIGHT_MS;

  constructor(frame: CityFrame) {
    this.#frame = frame;
  }

  /** How many orders it knows of. */
  get size(): number {
    return this.#known.size;
  }

  /** Nothing flies: what changes its place is there at once. */
  set still(still: boolean) {
    this.#flightMs = still ? 0 : FLIGHT_MS;
  }

  /** Lays everything out anew: the picture has another size, or there are other kitchens. */
  layOut(frame: CityFrame, spots: readonly KitchenSpot[], nowMs: number): void {
    this.#frame = frame;
    this.#places = new KitchenPlaces(spots);
    for (const known of this.#known.values()) {
      const endsAtMs = known.way.startMs + known.way.durationMs;
      known.way = this.#wayOf(known.order, null, nowMs);
      if (known.order.state === 'ready' && endsAtMs > nowMs) this.#goOn(known.way, known.order, endsAtMs, nowMs);
      else known.way.durationMs = 0;
    }
  }

  /** Takes all that is open: what is not in it and has not ended is no more. */
  replace(orders: readonly ChangedOrder[], nowMs: number): void {
    const open = new Set(orders.map(({ id }) => id));
    for (const [id, { order }] of this.#known) {
      if (open.has(id) || orderHasEnded(order.state)) continue;
      this.#places.leave(id);
      this.#known.delete(id);
    }
    this.take(orders, nowMs);
  }

  /** Takes what was told of orders. What is older than what is known changes nothing. */
  take(orders: readonly ChangedOrder[], nowMs: number): void {
    for (const order of orders) this.#takeOne(order, nowMs);
    this.#lineUp();
  }

  /** How many orders there are of each look, by its number. */
  countLooks(): number[] {
    const counts = LOOKS.map(() => 0);
    for (const { way } of this.#known.values())
      counts[LOOK_NUMBER[way.look]] = (counts[LOOK_NUMBER[way.look]] ?? 0) + 1;
    return counts;
  }

  /**
   * Puts down where everything is at a moment.
   *
   * @returns until when something moves, or has to be taken away; not later than now: nothing does
   */
  drawAt(nowMs: number, dots: Dots): number {
    dots.clear();
    let untilMs = 0;
    for (const [id, { way, before }] of this.#known) {
      if (way.goneAtMs <= nowMs) {
        this.#known.delete(id);
        continue;
      }
      const drawn = dots.add(
        wayX(way, nowMs, this.#frame, before),
        wayY(way, nowMs, this.#frame, before),
        LOOK_NUMBER[way.look],
      );
      const endsMs = way.startMs + way.durationMs;
      if (drawn && way.trail && endsMs > nowMs) dots.trailLast(way.fromX, way.fromY);
      untilMs = Math.max(untilMs, endsMs, way.goneAtMs === Number.POSITIVE_INFINITY ? 0 : way.goneAtMs);
    }
    return untilMs;
  }

  #takeOne(order: ChangedOrder, nowMs: number): void {
    const known = this.#known.get(order.id);
    if (known === undefined) {
      if (orderHasEnded(order.state) || this.#known.size >= MOST_KNOWN) return;
      const fresh = order.ageMs <= FRESH_MS;
      const way = this.#wayOf(order, null, nowMs);
      if (order.state === 'ready') {
        this.#goOn(way, order, nowMs + Math.max(0, (order.deliveryMs ?? 0) - order.ageMs), nowMs);
      } else if (!fresh) way.durationMs = 0;
      this.#known.set(order.id, { order, way, before: 0 });
      return;
    }
    const was = known.order;
    if (order.epoch < was.epoch || orderHasEnded(was.state) || isSame(order, was)) return;
    const at = {
      x: wayX(known.way, nowMs, this.#frame, known.before),
      y: wayY(known.way, nowMs, this.#frame, known.before),
    };
    known.way = this.#wayOf(order, { at, way: known.way }, nowMs);
    known.order = order;
  }

  #wayOf(order: ChangedOrder, was: { at: Point; way: Way } | null, nowMs: number): Way {
    return nextWay(
      { ...order, deliveryMs: order.deliveryMs === null ? null : order.deliveryMs - order.ageMs },
      {
        at: was?.at ?? null,
        customer: this.#frame.pointOf(order.place),
        kitchen: this.#placeIn(order),
        wasInKitchen: was !== null && ['assigned', 'cooking', 'moving'].includes(was.way.look),
        nowMs,
        flightMs: this.#flightMs,
        radius: this.#frame.radius,
      },
    );
  }

  #placeIn({ id, state, kitchen }: ChangedOrder): Point | null {
    if (kitchen !== null && (state === 'assigned' || state === 'cooking')) {
      return this.#places.put(id, kitchen, state === 'cooking');
    }
    this.#places.leave(id);
    return kitchen === null ? null : this.#places.middleOf(kitchen);
  }

  /** Has a courier be where it is by now, who set out before it was looked at. */
  #goOn(way: Way, { deliveryMs }: ChangedOrder, arrivesAtMs: number, nowMs: number): void {
    if (this.#flightMs === 0) return;
    way.durationMs = Math.max(1, deliveryMs ?? arrivesAtMs - nowMs);
    way.startMs = arrivesAtMs - way.durationMs;
  }

  /** Who waits, the most urgent first and then the oldest; ids begin with their time. */
  #lineUp(): void {
    const waiting = [...this.#known.values()].filter(({ way }) => way.inLine);
    waiting.sort((a, b) => b.order.priority - a.order.priority || (a.order.id < b.order.id ? -1 : 1));
    for (const [before, known] of waiting.entries()) known.before = before;
  }
}

function isSame(one: ChangedOrder, other: ChangedOrder): boolean {
  return (
    one.state === other.state &&
    one.epoch === other.epoch &&
    one.kitchen === other.kitchen &&
    one.askedBack === other.askedBack
  );
}
