import { makeCity } from './city.ts';
import type { Scenario } from './scenarios.ts';
import { fullRate } from './traffic.ts';

/** Every dish takes so long on average, wherever it is cooked. */
export const CLASSIC_COOK_MS = 2_000;

export interface ClassicWanted {
  seed: number;
  kitchens: number;
  /** In each kitchen. */
  cooks: number;
  railPerCook: number;
  /** Of all cooks, from above 0 to below 1. */
  load: number;
  /** How many come in, by and large. */
  orders: number;
  /** How many dishes each kitchen cooks better than others do; 0: theory knows of none. */
  specialties?: number;
}

/** The city of queueing theory: equal kitchens, dishes alike, exponential times, orders at random (Poisson). */
export function classicCity({ seed, kitchens, cooks, railPerCook, load, orders, specialties = 0 }: ClassicWanted): {
  scenario: Scenario;
  arrivalsPerMs: number;
  untilMs: number;
} {
  const made = makeCity({ seed, kitchens, specialties, capacities: [cooks], railPerCook });
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
