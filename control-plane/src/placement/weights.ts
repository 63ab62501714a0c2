import type { TermName, Weights } from './place.ts';

/** `0.4·load + 0.3·specialty + 0.2·time + 0.1·distance` */
export const DEFAULT_WEIGHTS: Weights = { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 };

const names = Object.keys(DEFAULT_WEIGHTS) as TermName[];

/** What is accepted as the text of weights. */
export const WEIGHTS_WORDS = `term=weight, separated by commas, the term one of ${names.join(', ')}, the weight from 0 to 1000, and not all of them 0`;

/**
 * Reads weights, such as `load=2,distance=1`. A term that is not named weighs nothing. They are brought to a sum of 1,
 * so that scores stay between 0 and 1 whatever was given.
 *
 * @returns null when the text is none
 */
export function readWeights(text: string): Weights | null {
  const given = text.split(',').map((part) => /^\s*([a-z]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part));
  const weights = new Map<string, number>();
  for (const match of given) {
    const [, name = '', value] = match ?? [];
    const weight = Number(value);
    if (match === null || !names.includes(name as TermName) || weights.has(name) || weight > 1_000) return null;
    weights.set(name, weight);
  }
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  if (sum <= 0) return null;
  // What sums to 1 already stays as it was written.
  const whole = Math.abs(sum - 1) < 1e-9 ? 1 : sum;
  const share = (name: TermName) => (weights.get(name) ?? 0) / whole;
  return { load: share('load'), specialty: share('specialty'), time: share('time'), distance: share('distance') };
}
