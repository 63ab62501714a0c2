import { KITCHEN_ID, KITCHEN_LIMITS } from '@longshore/schemas';
import { type City, isInCity } from '../city/city.ts';
import type { FieldProblem } from '../decide/examine-settings.ts';
import type { OrderWish } from '../order/order.ts';
import type { KitchenPlan } from './kitchen.ts';

function wholeNumber(field: string, value: number, least: number, most: number): FieldProblem[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ field, message: `must be a whole number from ${least} to ${most}` }];
}

function inCity(field: string, city: City, at: KitchenPlan['location']): FieldProblem[] {
  if (isInCity(city, at)) return [];
  return [{ field, message: `must be within ${city.radiusKm} km of the middle of the city` }];
}

function knownDish(field: string, city: City, dish: string): FieldProblem[] {
  if (city.dishes.some(({ name }) => name === dish)) return [];
  return [{ field, message: `is no dish of this city: ${city.dishes.map(({ name }) => name).join(', ')} are` }];
}

/** What is wrong with a kitchen that wants to open; empty: nothing. */
export function examineKitchen(plan: KitchenPlan, city: City, openIds: ReadonlySet<string>): FieldProblem[] {
  return [
    ...(KITCHEN_ID.test(plan.id)
      ? []
      : [{ field: 'id', message: 'must be of small letters, digits and hyphens, 63 at most' }]),
    ...(openIds.has(plan.id) ? [{ field: 'id', message: 'is that of a kitchen that is open' }] : []),
    ...wholeNumber('capacity', plan.capacity, 1, KITCHEN_LIMITS.capacityMax),
    ...wholeNumber('railMax', plan.railMax, 0, KITCHEN_LIMITS.railMax),
    ...inCity('location', city, plan.location),
    ...plan.specialties.flatMap((dish, index) => knownDish(`specialties[${index}]`, city, dish)),
  ];
}

/** What is wrong with an order; empty: nothing. */
export function examineWish(wish: Omit<OrderWish, 'id'>, city: City): FieldProblem[] {
  return [
    ...knownDish('dish', city, wish.dish),
    ...inCity('place', city, wish.place),
    ...wholeNumber('priority', wish.priority, 0, KITCHEN_LIMITS.priorityMax),
  ];
}

/** What a kitchen says of itself from time to time. */
export interface KitchenStatus {
  cooking: number;
  waiting: number;
  averageCookMs: number;
}

/** What cannot be true of what a kitchen reports; empty: nothing. Such a report shows that it lives, and counts for nothing else. */
export function examineStatus(
  status: KitchenStatus,
  { capacity, railMax }: Pick<KitchenPlan, 'capacity' | 'railMax'>,
): FieldProblem[] {
  return [
    ...wholeNumber('cooking', status.cooking, 0, capacity),
    ...wholeNumber('waiting', status.waiting, 0, railMax),
    ...(Number.isFinite(status.averageCookMs) && status.averageCookMs >= 0
      ? []
      : [{ field: 'averageCookMs', message: 'must be a number that is not below 0' }]),
  ];
}
