import { describe, expect, it } from 'vitest';
import type { LoadResult } from './load.ts';
import { compareRates, describeRate } from './read-rates.ts';

function round(requests: number, seconds: number, changes: Partial<LoadResult> = {}): LoadResult {
  return { requests, seconds, bytes: requests * 100, latenciesMs: [1, 2, 3], clientShare: 0.5, ...changes };
}

describe('rates of reads', () => {
  it('are all requests by all seconds, with the client weighed by how long it asked', () => {
    expect(describeRate([round(100, 1), round(300, 3, { clientShare: 0.9 })])).toMatchObject({
      perSecond: 100,
      rounds: [100, 100],
      bytesEach: 100,
      clientShare: 0.8,
      latencyMs: { count: 6, median: 2 },
    });
  });

  it('are compared over all rounds, and round by round with the one beside it', () => {
    const bare = [round(1_000, 5), round(2_000, 5)];
    const longshore = [round(700, 5), round(1_200, 5)];
    expect(compareRates(longshore, bare)).toEqual({ overall: 1_900 / 3_000, lowest: 0.6, highest: 0.7 });
  });

  it('are nothing that could be said of no round', () => {
    expect(() => describeRate([])).toThrow(RangeError);
  });
});
