import type { ScenarioName } from '@longshore/schemas';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import { type City, makeCity } from './city.ts';
import type { Hotspot, Traffic, TrafficPiece } from './traffic.ts';

/** Something that befalls a kitchen. */
export type Happening = { atMs: number; kitchenId: string } & (
  | { kind: 'opens'; plan: KitchenPlan }
  /** Gives back what has not begun, finishes what cooks, and is gone. */
  | { kind: 'closes' }
  /** Its program is gone at once, and what it cooked with it. */
  | { kind: 'dies' }
  /** Starts again after it died. */
  | { kind: 'returns' }
  /** It stands still and does not know it. */
  | { kind: 'freezes' }
  | { kind: 'thaws' }
  /** It cooks on, but neither hears nor is heard. */
  | { kind: 'is cut off' }
  | { kind: 'is reached again' }
);

/** A run in all that it starts from, as plain data: the same again gives the same again. */
export interface Scenario {
  name: string;
  city: City;
  traffic: Traffic;
  happenings: readonly Happening[];
}

export interface ScenarioWanted {
  seed: number;
  kitchens: number;
  railPerCook: number;
}

const CORNERS: readonly Hotspot[] = [
  { angle: 0.8, out: 0.8, share: 0.55 },
  { angle: 3.9, out: 0.7, share: 0.3 },
];

function trafficOf(
  seed: number,
  untilMs: number,
  pieces: readonly TrafficPiece[],
  over: Partial<Traffic> = {},
): Traffic {
  return { seed, pieces, untilMs, hotspots: [], urgentShare: 0.1, cooking: 'even', ...over };
}

function largest({ kitchens }: City): string {
  return kitchens.reduce((most, next) => (next.capacity > most.capacity ? next : most)).id;
}

/**
 * Makes a scenario from a seed.
 *
 * @throws RangeError when there are fewer than two kitchens: some scenarios take one away
 */
export function makeScenario(name: ScenarioName, { seed, kitchens, railPerCook }: ScenarioWanted): Scenario {
  if (kitchens < 2) throw new RangeError(`a scenario needs two kitchens or more, not ${kitchens}`);
  const cityOf = (capacities: readonly number[]): City =>
    makeCity({ seed, kitchens, specialties: 3, capacities, railPerCook });
  switch (name) {
    case 'lunch': {
      const loads = [0.3, 0.5, 0.7, 0.9, 0.9, 0.7, 0.4, 0.2];
      const pieces = loads.map((load, index) => ({ fromMs: index * 15_000, load }));
      return { name, city: cityOf([3, 4]), traffic: trafficOf(seed, 120_000, pieces), happenings: [] };
    }
    case 'rush': {
      const pieces = [
        { fromMs: 0, load: 0.25 },
        { fromMs: 30_000, load: 2.5 },
        { fromMs: 45_000, load: 0.25 },
      ];
      return { name, city: cityOf([3, 4]), traffic: trafficOf(seed, 120_000, pieces), happenings: [] };
    }
    case 'fire': {
      const city = cityOf([3, 4]);
      const kitchenId = largest(city);
      const pieces = [
        { fromMs: 0, load: 0.5 },
        { fromMs: 20_000, load: 0.7 },
        { fromMs: 60_000, load: 0.4 },
      ];
      const happenings: Happening[] = [
        { atMs: 40_000, kitchenId, kind: 'dies' },
        { atMs: 70_000, kitchenId, kind: 'returns' },
      ];
      return { name, city, traffic: trafficOf(seed, 100_000, pieces), happenings };
    }
    case 'uneven': {
      const traffic = trafficOf(seed, 100_000, [{ fromMs: 0, load: 0.8 }], { hotspots: CORNERS });
      return { name, city: cityOf([1, 2, 6]), traffic, happenings: [] };
    }
    case 'opening': {
      const city = cityOf([3]);
      const plan = city.kitchens.at(-1) as KitchenPlan;
      const before = { ...city, kitchens: city.kitchens.slice(0, -1) };
      const traffic = trafficOf(seed, 100_000, [{ fromMs: 0, load: 0.98 }]);
      return {
        name,
        city: before,
        traffic,
        happenings: [{ atMs: 40_000, kitchenId: plan.id, kind: 'opens', plan }],
      };
    }
  }
}
