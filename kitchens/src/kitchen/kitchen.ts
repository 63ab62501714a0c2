import type { Location } from '@longshore/schemas/placement';
import type { KitchenBoot } from '../order/order.ts';

/**
 * Orders that may wait in a kitchen for each of its cooks, unless its own setting says otherwise: so that a cook has the
 * next one at hand while messages are on their way, and not more, since what waits in one kitchen waits there while cooks
 * elsewhere fall idle.
 */
export const RAIL_PER_COOK = 1 / 3;

/** What a kitchen is. */
export interface KitchenPlan {
  id: string;
  name: string;
  location: Location;
  /** How many dishes it cooks at once. */
  capacity: number;
  /** How many orders may wait in it for a free cook. */
  railMax: number;
  /** Dishes that it cooks better than others do. It cooks any. */
  specialties: readonly string[];
}

/** A kitchen as the balancer sees it when it decides. */
export interface KitchenView extends KitchenBoot {
  location: Location;
  capacity: number;
  railMax: number;
  specialties: ReadonlySet<string>;
  /** Takes orders: registered, and neither closing nor lost. */
  open: boolean;
  /** Orders that it owns, by the balancer's own count: what a kitchen reports of itself decides nothing. */
  held: number;
  /** Average time of the dishes it finished, in milliseconds; 0: none yet. */
  averageCookMs: number;
}

/** How many orders a kitchen can own at once. */
export function roomOf({ capacity, railMax }: Pick<KitchenView, 'capacity' | 'railMax'>): number {
  return capacity + railMax;
}

/** The share of its room that is taken: the one measure of load, for scores, thresholds and pages. */
export function loadOf(kitchen: Pick<KitchenView, 'capacity' | 'railMax' | 'held'>): number {
  const room = roomOf(kitchen);
  return room <= 0 ? 1 : kitchen.held / room;
}
