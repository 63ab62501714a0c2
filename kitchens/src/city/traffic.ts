import { SPECIALTY_SHARE } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';
import { type Chance, chanceBelow, chanceOf, exponential } from '../chance/chance.ts';
import type { OrderWish } from '../order/order.ts';
import { anyPoint, type City, isInCity, pointOf } from './city.ts';

/** How much is ordered from some time on. */
export interface TrafficPiece {
  fromMs: number;
  /** Work that comes in, against what all cooks of the city as it was at first can do: 1 keeps them busy all the time. */
  load: number;
}

/** Where more is ordered than elsewhere. */
export interface Hotspot {
  angle: number;
  /** From the middle, as a share of the radius. */
  out: number;
  /** Of all orders. */
  share: number;
}

/** What is ordered, as a function of the seed. */
export interface Traffic {
  seed: number;
  pieces: readonly TrafficPiece[];
  untilMs: number;
  hotspots: readonly Hotspot[];
  /** Share of orders that go before others. */
  urgentShare: number;
  /** How long a dish takes, against its average: exponential, as theory has it, or evenly from half to one and a half. */
  cooking: 'exponential' | 'even';
}

/** An order that comes in. */
export interface Arrival {
  atMs: number;
  wish: OrderWish;
  /** What cooking takes, against the dish's average: its own, so that it is the same in any kitchen under any policy. */
  work: number;
}

/** The average time of a dish where it is no specialty, each dish being ordered as often. */
export function meanCookMs({ dishes }: Pick<City, 'dishes'>): number {
  return dishes.reduce((sum, { cookMs }) => sum + cookMs, 0) / dishes.length;
}

/** Orders in a millisecond at load 1. */
export function fullRate(city: Pick<City, 'dishes' | 'kitchens'>): number {
  return city.kitchens.reduce((sum, { capacity }) => sum + capacity, 0) / meanCookMs(city);
}

/** How long a dish takes in a kitchen. */
export function cookMsOf(
  { dishes }: Pick<City, 'dishes'>,
  dish: string,
  work: number,
  specialties: readonly string[],
): number {
  const average = dishes.find(({ name }) => name === dish)?.cookMs ?? 0;
  return average * work * (specialties.includes(dish) ? SPECIALTY_SHARE : 1);
}

/**
 * The orders of some traffic one after another: a Poisson process with the rate of each piece. They do not depend on
 * what becomes of them.
 */
export function* arrivalsOf(city: City, traffic: Traffic): Generator<Arrival, void, undefined> {
  const when = chanceOf(traffic.seed, 'when');
  const what = chanceOf(traffic.seed, 'what');
  const rate = fullRate(city);
  let count = 0;
  for (const [index, piece] of traffic.pieces.entries()) {
    const untilMs = Math.min(traffic.pieces[index + 1]?.fromMs ?? traffic.untilMs, traffic.untilMs);
    if (piece.load <= 0) continue;
    // Without memory: at the border of two pieces the wait for the next order begins anew.
    for (let atMs = piece.fromMs; ; ) {
      atMs += exponential(when) / (rate * piece.load);
      if (atMs >= untilMs) break;
      count += 1;
      yield { atMs, ...drawOrder(city, traffic, what, count) };
    }
  }
}

function drawOrder(city: City, traffic: Traffic, chance: Chance, count: number): Omit<Arrival, 'atMs'> {
  const dish = city.dishes[chanceBelow(chance, city.dishes.length)]?.name ?? '';
  const place = drawPlace(city, traffic.hotspots, chance);
  const priority = chance() < traffic.urgentShare ? 1 : 0;
  const work = traffic.cooking === 'exponential' ? exponential(chance) : 0.5 + chance();
  return { wish: { id: `order-${String(count).padStart(7, '0')}`, dish, place, priority }, work };
}

function drawPlace(city: City, hotspots: readonly Hotspot[], chance: Chance): Location {
  let drawn = chance();
  const near = anyPoint(city, chance);
  for (const { angle, out, share } of hotspots) {
    if (drawn >= share) {
      drawn -= share;
      continue;
    }
    const spot = pointOf(city, angle, out);
    // An eighth of the way from the spot to anywhere.
    const place = {
      latitude: spot.latitude + (near.latitude - city.centre.latitude) / 8,
      longitude: spot.longitude + (near.longitude - city.centre.longitude) / 8,
    };
    return isInCity(city, place) ? place : spot;
  }
  return near;
}
