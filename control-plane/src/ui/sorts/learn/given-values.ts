import { type Distribution, generateBlock, isLineBlock, orderOf } from '@longshore/sorting';

/** More bars than this cannot be told apart on a phone. */
export const MOST_VALUES = 60;

/** Distributions that show something of their own, with the word for each. */
export const SPREADS: readonly { readonly value: Distribution; readonly label: string }[] = [
  { value: 'uniform', label: 'Shuffled' },
  { value: 'few-distinct', label: 'Few distinct' },
  { value: 'sorted', label: 'Sorted already' },
  { value: 'reversed', label: 'Reversed' },
  { value: 'all-equal', label: 'All equal' },
];

/** Values of a distribution as small numbers, 1 being the least: their ranks. */
export function spreadValues(distribution: Distribution, count: number, seed: number): number[] {
  const order = orderOf({ type: 'int32' });
  const block = generateBlock({ distribution, seed, count }, order, 0, count);
  if (isLineBlock(block)) throw new TypeError('Texts have no height');
  const values = [...block.values].map(Number);
  const ranks = new Map([...new Set(values)].sort((a, b) => a - b).map((value, index) => [value, index + 1]));
  return values.map((value) => ranks.get(value) ?? 0);
}

/** What somebody typed, as numbers; words that say what would be right, where it is none. */
export function typedValues(text: string): { values: number[] } | { refusal: string } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !Number.isFinite(Number(word)));
  if (wrong !== undefined) return { refusal: `${wrong} is no number` };
  if (words.length < 2) return { refusal: 'two numbers at least, such as 5 3 9' };
  if (words.length > MOST_VALUES) return { refusal: `${MOST_VALUES} numbers at most, not ${words.length}` };
  return { values: words.map(Number) };
}
