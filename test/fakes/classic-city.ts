import { makeCity } from '../../kitchens/src/city/city.ts';
import type { Scenario } from '../../kitchens/src/city/scenarios.ts';
import { fullRate } from '../../kitchens/src/city/traffic.ts';

/** Every dish takes so long on average, wherever it is cooked. */
export const CLASSIC_COOK_MS = 2_000;

export interface ClassicWanted {
  seed: number;
  kitchens: number;
  cooks: number;
  railPerCook: number;
  load: number;
  orders: number;
}

/** The city of queueing theory: equal kitchens, dishes without differences, exponential times, orders at random. */
export function classicCity({ seed, kitchens, cooks, railPerCook, load, orders }: ClassicWanted): {
  scenario: Scenario;
  arrivalsPerMs: number;
  untilMs: number;
} {
  const made = makeCity({ seed, kitchens, specialties: 0, capacities: [cooks], railPerCook });
  const city = { ...made, dishes: made.dishes.map((dish) => ({ ...dish, cookMs: CLASSIC_COOK_MS })) };
  const arrivalsPerMs = fullRate(city) * load;
  const untilMs = orders / arrivalsPerMs;
  const traffic = {
    seed,
    pieces: [{ fromMs: 0, load }],
    untilMs,
    hotspots: [],
    urgentShare: 0,
    cooking: 'exponential' as const,
  };
  return { scenario: { name: 'classic', city, traffic, happenings: [] }, arrivalsPerMs, untilMs };
}
