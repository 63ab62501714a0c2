import { type Chance, chanceOf } from '@longshore/kitchens';
import { CITY, DISHES, type OrderInput } from '@longshore/schemas';

/** Degrees around the middle, well within the city. */
const AROUND = 0.03;

/** Orders of any dish to anywhere near the middle: the same again for the same part of the benchmark. */
export function wishesOf(part: string): () => OrderInput {
  const chance = chanceOf(1, `kitchen bench ${part}`);
  return () => wish(chance);
}

function wish(chance: Chance): OrderInput {
  const { latitude, longitude } = CITY.centre;
  const around = (): number => (2 * chance() - 1) * AROUND;
  return {
    dish: DISHES[Math.floor(chance() * DISHES.length)]?.name ?? '',
    place: { latitude: latitude + around(), longitude: longitude + around() },
  };
}

/** How long a dish takes on average where it is no specialty: all are ordered as often. */
export const MEAN_COOK_MS = DISHES.reduce((sum, { cookMs }) => sum + cookMs, 0) / DISHES.length;
