import { describe, expect, it } from 'vitest';
import { learnCookTime } from './learn-cook-time.ts';

describe('the average time of a kitchen', () => {
  it('is that of its first dish, and follows later ones by a tenth each', () => {
    expect(learnCookTime(0, 900)).toBe(900);
    expect(learnCookTime(900, 1_900)).toBe(1_000);
  });

  it('comes to what dishes take from then on, within two percent after forty of them', () => {
    let averageMs = 3_000;
    for (let dish = 0; dish < 40; dish += 1) averageMs = learnCookTime(averageMs, 1_000);
    expect(averageMs).toBeGreaterThan(1_000);
    expect(averageMs).toBeLessThan(1_040);
  });

  it('stays as it is when nothing is said of a dish, or what cannot be', () => {
    for (const tookMs of [undefined, Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(learnCookTime(700, tookMs)).toBe(700);
    }
  });
});
