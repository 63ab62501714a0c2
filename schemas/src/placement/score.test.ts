import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeness, DEFAULT_WEIGHTS, distanceKm, freeShare, promptness, shareOut, TERM_NAMES, weigh } from './score.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const terms = fc.record({ load: share, specialty: share, time: share, distance: share });

describe('the rule by which places are scored', () => {
  it('weighs load, specialty, time and distance as 4 : 3 : 2 : 1', () => {
    expect(DEFAULT_WEIGHTS).toEqual({ load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 });
    expect(weigh({ load: 1, specialty: 0, time: 0.5, distance: 0 }, DEFAULT_WEIGHTS)).toBeCloseTo(0.5);
  });

  it('gives scores from 0 to 1 whatever the weights were, and a better term never makes a worse score', () => {
    fc.assert(
      fc.property(terms, terms, fc.constantFrom(...TERM_NAMES), share, (given, values, name, better) => {
        const weights = shareOut(given);
        fc.pre(weights !== null);
        const score = weigh(values, weights);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
        const improved = { ...values, [name]: Math.max(values[name], better) };
        expect(weigh(improved, weights)).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  it('brings weights to a sum of 1 in their proportion, leaves those that sum to 1, and refuses nothing at all', () => {
    expect(shareOut({ load: 2, specialty: 1, time: 1, distance: 0 })).toEqual({
      load: 0.5,
      specialty: 0.25,
      time: 0.25,
      distance: 0,
    });
    expect(shareOut(DEFAULT_WEIGHTS)).toEqual(DEFAULT_WEIGHTS);
    expect(shareOut({ load: 0, specialty: 0, time: 0, distance: 0 })).toBeNull();
    expect(shareOut({ load: Number.NaN, specialty: 1, time: 0, distance: 0 })).toBeNull();
  });

  it('counts what is free of a capacity, none where there is no capacity or more is taken than there is', () => {
    expect(freeShare(4, 1)).toBe(0.75);
    expect(freeShare(4, 9)).toBe(0);
    expect(freeShare(0, 0)).toBe(0);
  });

  it('takes 1/(s + 1) of the seconds that work takes there', () => {
    expect(promptness(0)).toBe(1);
    expect(promptness(1_000)).toBe(0.5);
    expect(promptness(-5)).toBe(1);
  });

  it('measures on the sphere: Helsinki and Tallinn are 82 km apart', () => {
    const helsinki = { latitude: 60.1699, longitude: 24.9384 };
    const tallinn = { latitude: 59.437, longitude: 24.7536 };
    expect(distanceKm(helsinki, tallinn)).toBeCloseTo(82, -0.5);
    expect(distanceKm(helsinki, helsinki)).toBe(0);
  });

  it('counts as far what is far within what is looked at', () => {
    expect(closeness(5, 10)).toBe(0.5);
    expect(closeness(50, 10)).toBe(0);
    expect(closeness(10)).toBeGreaterThan(0.999);
  });
});
