import type { ScoreTerm } from '@longshore/schemas';
import {
  closeness,
  distanceKm,
  freeShare,
  promptness,
  TERM_NAMES,
  type TermName,
  type TermValues,
  type Weights,
} from '@longshore/schemas/placement';
import { type KitchenView, roomOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';

/** The terms of a kitchen for an order, by the rule that also places jobs on agents. */
export function kitchenTerms(
  order: Pick<Order, 'dish' | 'place'>,
  kitchen: KitchenView,
  farthestKm: number,
): TermValues {
  return {
    load: freeShare(roomOf(kitchen), kitchen.held),
    specialty: kitchen.specialties.has(order.dish) ? 1 : 0,
    time: promptness(kitchen.averageCookMs),
    distance: closeness(distanceKm(order.place, kitchen.location), farthestKm),
  };
}

/** The same with weights and words, for a receipt. */
export function explainTerms(
  order: Pick<Order, 'dish' | 'place'>,
  kitchen: KitchenView,
  farthestKm: number,
  weights: Weights,
): ScoreTerm[] {
  const values = kitchenTerms(order, kitchen, farthestKm);
  const details: Record<TermName, string> = {
    load: `holds ${kitchen.held} of ${roomOf(kitchen)}`,
    specialty: values.specialty === 1 ? `${order.dish} is its specialty` : `cooks ${order.dish} as any other does`,
    time:
      kitchen.averageCookMs <= 0 ? 'nothing cooked yet' : `${(kitchen.averageCookMs / 1000).toFixed(1)} s on average`,
    distance: `${distanceKm(order.place, kitchen.location).toFixed(1)} km away`,
  };
  return TERM_NAMES.map((name) => ({
    name,
    value: values[name],
    weight: weights[name],
    weighted: values[name] * weights[name],
    detail: details[name],
  }));
}
