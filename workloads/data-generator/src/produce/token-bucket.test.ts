import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenBucket, takeTokens } from './token-bucket.ts';

/** Plays a run that sleeps as it is told, and returns when how many records went. */
function play(ratePerSecond: number, forMs: number): Array<{ atMs: number; granted: number }> {
  let bucket = createTokenBucket(ratePerSecond, 0);
  const grants: Array<{ atMs: number; granted: number }> = [];
  for (let nowMs = 0; nowMs <= forMs; ) {
    const taken = takeTokens(bucket, 2_000, nowMs);
    bucket = taken.bucket;
    if (taken.granted > 0) grants.push({ atMs: nowMs, granted: taken.granted });
    else expect(taken.waitMs).toBeGreaterThan(0);
    nowMs += taken.waitMs;
  }
  return grants;
}

describe('takeTokens', () => {
  it('lets the set rate through, within a step, whatever the rate is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 500_000, noNaN: true }), (rate) => {
        const total = play(rate, 20_000).reduce((sum, { granted }) => sum + granted, 0);
        expect(total).toBeLessThanOrEqual(rate * 20 + 1);
        // A wait is a whole number of milliseconds, which costs a high rate a twentieth at most.
        expect(total).toBeGreaterThanOrEqual(Math.floor(rate * 20 * 0.94) - 2);
      }),
      { numRuns: 60 },
    );
  });

  it('never lets more than a tenth of a second through at once, also after a long pause', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e6, noNaN: true }), fc.nat({ max: 3_600_000 }), (rate, pauseMs) => {
        const taken = takeTokens(createTokenBucket(rate, 0), 10_000_000, pauseMs);
        expect(taken.granted).toBeLessThanOrEqual(Math.max(1, rate / 10));
      }),
    );
  });

  it('is smooth: every tenth of a second of a run at 1,000 a second sees about a hundred', () => {
    const grants = play(1_000, 5_000);
    for (let from = 100; from < 4_900; from += 100) {
      const inWindow = grants.filter(({ atMs }) => atMs >= from && atMs < from + 100);
      const sum = inWindow.reduce((total, { granted }) => total + granted, 0);
      expect(sum).toBeGreaterThanOrEqual(80);
      expect(sum).toBeLessThanOrEqual(120);
    }
  });

  it('earns nothing when the clock goes back', () => {
    const taken = takeTokens({ ratePerSecond: 1_000, tokens: 0, countedAtMs: 5_000 }, 10, 1_000);
    expect(taken).toMatchObject({ granted: 0, bucket: { tokens: 0, countedAtMs: 1_000 } });
  });

  it('does not change the bucket it was given', () => {
    const bucket = Object.freeze(createTokenBucket(100, 0));
    expect(takeTokens(bucket, 5, 1_000).granted).toBe(5);
    expect(bucket.tokens).toBe(0);
  });
});
