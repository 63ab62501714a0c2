/** How far back measures are looked at. */
export const RANGES = {
  '5m': { words: '5 min', spanMs: 5 * 60_000, pieces: 60 },
  '15m': { words: '15 min', spanMs: 15 * 60_000, pieces: 60 },
  '1h': { words: '1 h', spanMs: 60 * 60_000, pieces: 60 },
  '6h': { words: '6 h', spanMs: 6 * 60 * 60_000, pieces: 72 },
  '24h': { words: '24 h', spanMs: 24 * 60 * 60_000, pieces: 96 },
} as const;

export type RangeName = keyof typeof RANGES;

export const RANGE_NAMES = Object.keys(RANGES) as [RangeName, ...RangeName[]];

/** The range that an address asks for; five minutes where it asks for none that there is. */
export function rangeOf(text: string | null): RangeName {
  return RANGE_NAMES.find((name) => name === text) ?? '5m';
}
