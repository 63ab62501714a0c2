import { type KitchenPlan, makeCity } from '@longshore/kitchens';
import type { KitchenSpec, openKitchenInput } from '@longshore/schemas';
import { distanceKm, type Location } from '@longshore/schemas/placement';
import type { z } from 'zod';

/** Spots that are tried before the best of bad ones is taken. */
const SPOTS = 40;
/** Nearer than this a spot is taken: the buildings would stand in each other. */
const APART_KM = 1.2;
const COOKS = 3;
const SPECIALTIES = 3;

export interface KitchenThere {
  id: string;
  location: Location;
}

/** The least kitchen-N that is free. */
function freeId(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`kitchen-${number}`)) return `kitchen-${number}`;
}

function nearestKm(spot: Location, there: readonly KitchenThere[]): number {
  return Math.min(...there.map(({ location }) => distanceKm(spot, location)), Number.POSITIVE_INFINITY);
}

/** The first spot with room around it; where there is none, the one with the most. */
function freeSpot(spots: readonly KitchenPlan[], there: readonly KitchenThere[]): KitchenPlan {
  const free = spots.find(({ location }) => nearestKm(location, there) >= APART_KM);
  const byRoom = spots.toSorted((a, b) => nearestKm(b.location, there) - nearestKm(a.location, there));
  return free ?? (byRoom[0] as KitchenPlan);
}

/**
 * Fills in what somebody left out who opens a kitchen: the next free id, a free spot as seeds stand in a sunflower, three
 * cooks and three specialties.
 *
 * @param there - kitchens that are open, opening or lost
 */
export function chooseWhatIsLeftOut(
  given: z.output<typeof openKitchenInput>,
  there: readonly KitchenThere[],
): KitchenSpec {
  const { kitchens: spots } = makeCity({
    seed: 1,
    kitchens: SPOTS,
    specialties: SPECIALTIES,
    capacities: [COOKS],
    railPerCook: 0,
  });
  const id = given.id ?? freeId(new Set(there.map((kitchen) => kitchen.id)));
  // From the middle outwards, the spots nearest to it would be taken first: every third one spreads them.
  const inTurn = [0, 1, 2].flatMap((start) => spots.filter((_, index) => index % 3 === start));
  const spot = freeSpot(inTurn, there);
  const words = id.replaceAll('-', ' ');
  return {
    id,
    name: given.name ?? words.charAt(0).toUpperCase() + words.slice(1),
    location: given.location ?? spot.location,
    capacity: given.capacity ?? COOKS,
    railMax: given.railMax,
    specialties: given.specialties ?? [...spot.specialties],
    clockFactor: given.clockFactor ?? 1,
  };
}
