import { DEFAULT_WEIGHTS, shareOut, TERM_NAMES } from '@longshore/schemas/placement';
import type { TermName, Weights } from './place.ts';

export { DEFAULT_WEIGHTS };

/** What is accepted as the text of weights. */
export const WEIGHTS_WORDS = `term=weight, separated by commas, the term one of ${TERM_NAMES.join(', ')}, the weight from 0 to 1000, and not all of them 0`;

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
    if (match === null || !TERM_NAMES.includes(name as TermName) || weights.has(name) || weight > 1_000) return null;
    weights.set(name, weight);
  }
  const weightOf = (name: TermName) => weights.get(name) ?? 0;
  return shareOut({
    load: weightOf('load'),
    specialty: weightOf('specialty'),
    time: weightOf('time'),
    distance: weightOf('distance'),
  });
}
