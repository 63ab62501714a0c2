import { chanceShare, chanceWord } from '../sample/mix.ts';

/** How generated values are spread. */
export const DISTRIBUTIONS = ['uniform', 'sorted', 'reversed', 'all-equal', 'zipf', 'few-distinct'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** All that is generated: element n of it is a function of these and of n alone. */
export interface Generated {
  readonly distribution: Distribution;
  /** Whole, from 0 to 2³² - 1. */
  readonly seed: number;
  /** Of the whole input, not of one share of it. */
  readonly count: number;
}

/** The two words of an element: the higher, signed, and the lower, unsigned, which is 0 where values repeat. */
export interface ValueAt {
  high(n: number): number;
  low(n: number): number;
}

const SPAN = 0x1_0000_0000;
const LEAST = -0x8000_0000;
const HIGH_LANE = 1;
const LOW_LANE = 3;
const ZIPF_RANKS = 1_000_000;
const DISTINCT = 16;
const none = (): number => 0;

/**
 * The values of a distribution.
 *
 * `zipf` draws rank r of a million with probability log(1 + 1/r) / log(1,000,001), which is Zipf's law with exponent 1 but
 * for the first few ranks, and has a closed inverse. `sorted` has one value in each of `count` stretches of all numbers.
 */
export function valueAt({ distribution, seed, count }: Generated): ValueAt {
  const inStretch = (n: number): number =>
    LEAST + Math.floor(((n + chanceShare(seed, n, HIGH_LANE)) * SPAN) / Math.max(1, count));
  switch (distribution) {
    case 'uniform':
      return { high: (n) => chanceWord(seed, n, HIGH_LANE), low: (n) => chanceWord(seed, n, LOW_LANE) >>> 0 };
    case 'sorted':
      return { high: inStretch, low: (n) => n };
    case 'reversed':
      return { high: (n) => inStretch(count - 1 - n), low: (n) => count - 1 - n };
    case 'all-equal':
      return { high: () => chanceWord(seed, 0, HIGH_LANE), low: none };
    case 'zipf':
      return {
        high: (n) => Math.floor(Math.exp(chanceShare(seed, n, HIGH_LANE) * Math.log(ZIPF_RANKS + 1))),
        low: none,
      };
    case 'few-distinct':
      return {
        high: (n) => LEAST + Math.floor(chanceShare(seed, n, HIGH_LANE) * DISTINCT) * (SPAN / DISTINCT),
        low: none,
      };
  }
}
