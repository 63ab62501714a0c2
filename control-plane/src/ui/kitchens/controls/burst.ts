import { DISHES, KITCHEN_LIMITS, type OrderInput } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';

const KM_PER_DEGREE = 111.195;

/** A place of a circle by chance, each part of it as likely as another. */
export function anyPlace(circle: { centre: Location; radiusKm: number }, random: () => number): Location {
  // A hair within: what stands on the edge may be outside by rounding.
  const out = Math.sqrt(random()) * circle.radiusKm * 0.995;
  const angle = random() * 2 * Math.PI;
  const { latitude, longitude } = circle.centre;
  return {
    latitude: latitude + (Math.sin(angle) * out) / KM_PER_DEGREE,
    longitude: longitude + (Math.cos(angle) * out) / (KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)),
  };
}

/** So many orders at once: any dish, from anywhere in the city; one in ten is urgent. */
export function burstOf(
  count: number,
  circle: { centre: Location; radiusKm: number },
  random: () => number,
): OrderInput[] {
  return Array.from({ length: Math.min(count, KITCHEN_LIMITS.ordersAtOnceMax) }, () => ({
    dish: DISHES[Math.floor(random() * DISHES.length)]?.name ?? 'soup',
    place: anyPlace(circle, random),
    priority: random() < 0.1 ? 1 : 0,
  }));
}
