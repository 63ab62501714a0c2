import type { Policy } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { settingsFor } from '../balancer/settings-for.ts';
import { CLASSIC_COOK_MS, classicCity } from '../city/classic-city.ts';
import { RAIL_PER_COOK } from '../kitchen/kitchen.ts';
import { erlangC } from '../measure/erlang-c.ts';
import type { RunResult } from './run-measures.ts';
import { simulate } from './simulate.ts';

interface Wanted {
  kitchens: number;
  cooks: number;
  railPerCook: number;
  load: number;
  orders: number;
  seed?: number;
}

function run(policy: Policy, wanted: Wanted): RunResult & { bound: ReturnType<typeof erlangC> } {
  const { scenario, arrivalsPerMs, untilMs } = classicCity({ seed: 1, ...wanted });
  const settings = settingsFor(scenario.city, policy);
  const result = simulate({
    scenario,
    // Theory knows neither messages nor failures nor moves.
    settings: { ...settings, silence: null, migration: { ...settings.migration, movesMax: 0 } },
    world: { messageMs: 0, measureFromMs: untilMs / 20 },
  });
  return { ...result, bound: erlangC(arrivalsPerMs, CLASSIC_COOK_MS, wanted.kitchens * wanted.cooks) };
}

/** Measured against theory, over several seeds: one run alone is off by some percent by chance. */
function overSeeds(policy: Policy, wanted: Wanted, theory: (bound: ReturnType<typeof erlangC>) => [number, number]) {
  const ratios = [1, 2, 3, 4].map((seed) => {
    const { waitMs, bound } = run(policy, { ...wanted, seed });
    const [mean, p99] = theory(bound);
    return { mean: waitMs.mean / mean, p99: waitMs.p99 / p99 };
  });
  const average = (of: (ratio: { mean: number; p99: number }) => number): number =>
    ratios.reduce((sum, ratio) => sum + of(ratio), 0) / ratios.length;
  return { mean: average(({ mean }) => mean), p99: average(({ p99 }) => p99) };
}

function expectWithin(share: number, { mean, p99 }: { mean: number; p99: number }): void {
  for (const ratio of [mean, p99]) expect(Math.abs(ratio - 1)).toBeLessThan(share);
}

describe('the simulation', () => {
  it.each([
    [1, 1, 0.5],
    [1, 4, 0.7],
    [4, 1, 0.7],
  ])('with %d kitchens of %d cooks at load %d and one line before them meets Erlang C', (kitchens, cooks, load) => {
    const wanted = { kitchens, cooks, railPerCook: 0, load, orders: 20_000 };
    expectWithin(
      0.05,
      overSeeds('scored', wanted, (bound) => [bound.meanWaitMs, bound.waitPercentileMs(0.99)]),
    );
  });

  it('with a line of its own before each kitchen, chosen by chance, meets M/M/1 for each', () => {
    // A Poisson stream that is divided by chance gives Poisson streams.
    const alone = erlangC(0.5 / CLASSIC_COOK_MS, CLASSIC_COOK_MS, 1);
    const wanted = { kitchens: 4, cooks: 1, railPerCook: 5_000, load: 0.5, orders: 20_000 };
    expectWithin(
      0.05,
      overSeeds('random', wanted, () => [alone.meanWaitMs, alone.waitPercentileMs(0.99)]),
    );
  });
});

describe('at 90 % load', () => {
  const city = { kitchens: 8, cooks: 3, load: 0.9, orders: 30_000, seed: 4 };
  const endless = { ...city, railPerCook: 5_000 };

  it('the balancer with its rule is within 5 % of join-shortest-queue, and balances to 0.95 and more', () => {
    const shortest = run('join-shortest-queue', endless);
    const scored = run('scored', { ...city, railPerCook: RAIL_PER_COOK });
    expect(scored.waitMs.mean).toBeLessThan(1.05 * shortest.waitMs.mean);
    expect(scored.waitMs.p99).toBeLessThan(1.05 * shortest.waitMs.p99);
    expect(scored.balanceIndex).toBeGreaterThan(0.95);
    expect(scored.delivered).toBe(scored.received);
  });

  it('policies come in the order that is known: shortest queue, two choices, in turn, by chance', () => {
    const waits = (['join-shortest-queue', 'power-of-two', 'round-robin', 'random'] as const).map(
      (policy) => run(policy, { ...endless, orders: 8_000 }).waitMs.mean,
    );
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  });
});
