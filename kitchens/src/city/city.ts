import { CITY, DISHES, type Dish } from '@longshore/schemas';
import { distanceKm, type Location } from '@longshore/schemas/placement';
import { type Chance, chanceBelow, chanceOf } from '../chance/chance.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';

/** Where everything happens: a circle with kitchens in it. */
export interface City {
  seed: number;
  centre: Location;
  radiusKm: number;
  dishes: readonly Dish[];
  kitchens: readonly KitchenPlan[];
}

export interface CityWanted {
  seed: number;
  kitchens: number;
  /** How many dishes each cooks better than others do. */
  specialties: number;
  /** Dishes that a kitchen cooks at once: each has one of these, by chance. */
  capacities: readonly number[];
  /** Orders that may wait in a kitchen for each of its cooks; what is not whole is one more. */
  railPerCook: number;
}

const KM_PER_DEGREE = 111.195;
/** Turning by it again and again, no direction comes twice: 2π/φ². */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Whether a place is in the city. */
export function isInCity({ centre, radiusKm }: Pick<City, 'centre' | 'radiusKm'>, place: Location): boolean {
  const { latitude, longitude } = place;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return false;
  // A hair more, so that what stands on the edge is not lost to rounding.
  return distanceKm(centre, place) <= radiusKm * 1.001;
}

/** A point of the city, by its direction from the middle in radians and its distance as a share of the radius. */
export function pointOf({ centre, radiusKm }: Pick<City, 'centre' | 'radiusKm'>, angle: number, out: number): Location {
  const north = (Math.sin(angle) * out * radiusKm) / KM_PER_DEGREE;
  const east = (Math.cos(angle) * out * radiusKm) / (KM_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180));
  return { latitude: centre.latitude + north, longitude: centre.longitude + east };
}

/** A point by chance, each part of the city as likely as another. */
export function anyPoint(city: Pick<City, 'centre' | 'radiusKm'>, chance: Chance): Location {
  const angle = chance() * 2 * Math.PI;
  return pointOf(city, angle, Math.sqrt(chance()));
}

/** Makes a city from a seed: the same again for the same wish. Kitchens stand evenly, as seeds do in a sunflower. */
export function makeCity({ seed, kitchens, specialties, capacities, railPerCook }: CityWanted): City {
  const chance = chanceOf(seed, 'city');
  const circle = CITY;
  const turned = chance() * 2 * Math.PI;
  return {
    seed,
    ...circle,
    dishes: DISHES,
    kitchens: Array.from({ length: kitchens }, (_, index): KitchenPlan => {
      const number = String(index + 1).padStart(String(kitchens).length, '0');
      const capacity = capacities[chanceBelow(chance, capacities.length)] ?? 1;
      return {
        id: `kitchen-${number}`,
        name: `Kitchen ${index + 1}`,
        location: pointOf(circle, turned + index * GOLDEN_ANGLE, Math.sqrt((index + 0.5) / kitchens)),
        capacity,
        railMax: Math.ceil(capacity * railPerCook),
        specialties: drawDishes(chance, specialties),
      };
    }),
  };
}

function drawDishes(chance: Chance, count: number): string[] {
  const left = DISHES.map(({ name }) => name);
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(chanceBelow(chance, left.length), 1))
    .flat()
    .sort();
}
