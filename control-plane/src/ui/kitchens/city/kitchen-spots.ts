import type { Location } from '@longshore/schemas/placement';
import type { CityFrame, Point } from './city-frame.ts';

/** What is needed of a kitchen to give it a place in the picture. */
export interface PlacedKitchen {
  id: string;
  location: Location;
  /** Dishes that it cooks at once. */
  capacity: number;
}

/** A kitchen's place in the picture: a ring, in which it cooks. */
export interface KitchenSpot {
  id: string;
  x: number;
  y: number;
  radius: number;
  capacity: number;
}

const LARGEST_PX = 30;
const SMALLEST_PX = 6;
const USUAL_CAPACITY = 3;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Gives every kitchen its place: larger for those that cook more at once, smaller where there are many. */
export function spotsOf(frame: CityFrame, kitchens: readonly PlacedKitchen[]): KitchenSpot[] {
  // Spread evenly they would be so far from each other.
  const apart = (frame.radius * 1.7) / Math.sqrt(Math.max(1, kitchens.length));
  const usual = Math.min(LARGEST_PX * 0.75, apart * 0.26);
  return kitchens.map(({ id, location, capacity }) => {
    const wanted = usual * Math.sqrt(Math.max(1, capacity) / USUAL_CAPACITY);
    const radius = Math.max(SMALLEST_PX, Math.min(LARGEST_PX, apart * 0.45, wanted));
    return { id, ...frame.pointOf(location), radius, capacity };
  });
}

/** Where a dish is cooked: within the ring, the first in its middle, as seeds stand in a sunflower. */
export function stoveOf({ x, y, radius, capacity }: KitchenSpot, slot: number): Point {
  if (capacity <= 1) return { x, y };
  const out = radius * 0.62 * Math.sqrt(Math.min(1, (slot + 0.5) / capacity));
  const angle = slot * GOLDEN_ANGLE - Math.PI / 2;
  return { x: x + Math.cos(angle) * out, y: y + Math.sin(angle) * out };
}

const RAIL_STEP_PX = 8;
const RAIL_OUT_PX = 9;

/** Where an order waits for a free cook: on arcs around the ring, from its top on. */
export function railOf({ x, y, radius }: KitchenSpot, slot: number): Point {
  let left = slot;
  let out = radius + RAIL_OUT_PX;
  for (;;) {
    const onArc = Math.max(1, Math.floor((2 * Math.PI * out) / RAIL_STEP_PX));
    if (left < onArc || out > radius + 5 * RAIL_OUT_PX) {
      const angle = -Math.PI / 2 + ((left % onArc) * 2 * Math.PI) / onArc;
      return { x: x + Math.cos(angle) * out, y: y + Math.sin(angle) * out };
    }
    left -= onArc;
    out += RAIL_OUT_PX;
  }
}
