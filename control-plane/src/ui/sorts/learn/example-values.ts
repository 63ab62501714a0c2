import type { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { generateBlock, isLineBlock, orderOf } from '@longshore/sorting';

export const MOST_VALUES = 48;
const LEAST_VALUES = 2;
const HIGHEST = 99;

type Distribution = (typeof SORT_DISTRIBUTIONS)[number];

/** A few numbers from 1 to 99, spread as the generator of sorts spreads them. */
export function exampleValues(distribution: Distribution, count: number, seed: number): number[] {
  const block = generateBlock({ distribution, seed, count }, orderOf({ type: 'int32' }), 0, count);
  const drawn = isLineBlock(block) ? [] : Array.from(block.values, Number);
  // Zipf's numbers span six powers of ten: by their logarithm one can see the small ones too.
  const seen = distribution === 'zipf' ? drawn.map((value) => Math.log(value)) : drawn;
  const least = Math.min(...seen);
  const span = Math.max(...seen) - least;
  if (span === 0) return seen.map(() => Math.ceil(HIGHEST / 2));
  return seen.map((value) => 1 + Math.round(((value - least) / span) * (HIGHEST - 1)));
}

/** Numbers as one types them. @returns what is wrong with them instead, in words */
export function readNumbers(typed: string): { numbers: number[] } | { fault: string } {
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !Number.isFinite(Number(word)));
  if (wrong !== undefined) return { fault: `${wrong} is no number` };
  if (words.length < LEAST_VALUES || words.length > MOST_VALUES)
    return { fault: `from ${LEAST_VALUES} to ${MOST_VALUES} numbers; there are ${words.length}` };
  return { numbers: words.map(Number) };
}
