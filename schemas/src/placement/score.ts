import type { ScoreTerm } from '../api/shapes.ts';

export type TermName = ScoreTerm['name'];

/** How much each term counts. They sum to 1, so that a score is from 0 to 1. */
export type Weights = Readonly<Record<TermName, number>>;

/** Each from 0 to 1; more is better. */
export type TermValues = Readonly<Record<TermName, number>>;

export interface Location {
  latitude: number;
  longitude: number;
}

/** `0.4·load + 0.3·specialty + 0.2·time + 0.1·distance` */
export const DEFAULT_WEIGHTS: Weights = { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 };

export const TERM_NAMES = Object.keys(DEFAULT_WEIGHTS) as readonly TermName[];

/** Half of the Earth's circumference: nothing on it is further apart. */
const FARTHEST_KM = 20_015;
const EARTH_RADIUS_KM = 6_371;

/**
 * Brings weights to a sum of 1, in the proportion that was given; what sums to 1 already stays as it is.
 *
 * @param given - none below 0
 * @returns null when none of them is above 0
 */
export function shareOut(given: Readonly<Record<TermName, number>>): Weights | null {
  const sum = TERM_NAMES.reduce((total, name) => total + given[name], 0);
  if (!(sum > 0) || !Number.isFinite(sum)) return null;
  const whole = Math.abs(sum - 1) < 1e-9 ? 1 : sum;
  return {
    load: given.load / whole,
    specialty: given.specialty / whole,
    time: given.time / whole,
    distance: given.distance / whole,
  };
}

/** The term of load: the share of a capacity that is free. A place without capacity has none free. */
export function freeShare(capacity: number, taken: number): number {
  return capacity <= 0 ? 0 : Math.min(1, Math.max(0, (capacity - taken) / capacity));
}

/** The term of time: 1/(s + 1), for an average duration of s seconds; 1 while nothing was measured. */
export function promptness(averageDurationMs: number): number {
  return 1 / (Math.max(0, averageDurationMs) / 1000 + 1);
}

/**
 * The term of distance: 1 where it is wanted, 0 at the farthest that counts, and evenly between.
 *
 * @param farthestKm - for places within a city its diameter, or nothing in it would count as far
 */
export function closeness(km: number, farthestKm: number = FARTHEST_KM): number {
  return Math.min(1, Math.max(0, 1 - km / farthestKm));
}

/** Distance on the sphere, by the haversine formula. */
export function distanceKm(from: Location, to: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const h =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The score: the weighted sum of the terms. */
export function weigh(values: TermValues, weights: Weights): number {
  return (
    values.load * weights.load +
    values.specialty * weights.specialty +
    values.time * weights.time +
    values.distance * weights.distance
  );
}
