import { SCENARIO_NAMES } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderIdOfRun, scenarioOfRun } from '../../kitchens/scenario-of-run.ts';
import { RunScript } from './run-script.ts';

const runId = '0199a3c2-7a10-7bcd-8ef0-123456789abc';
const scenarioName = fc.constantFrom(...SCENARIO_NAMES);
const originOf = (scenario: (typeof SCENARIO_NAMES)[number], seed = 1) => ({ id: runId, scenario, seed, kitchens: 4 });

describe('the script of a run', () => {
  it('places the same orders whether it goes on or is taken up where it was, and each once', () => {
    fc.assert(
      fc.property(scenarioName, fc.nat(50), fc.array(fc.nat(140_000), { maxLength: 8 }), (name, seed, times) => {
        const scenario = scenarioOfRun(originOf(name, seed));
        const whole = new RunScript(scenario, 0).take(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
        const pieces: typeof whole = [];
        for (const untilMs of [...times.sort((a, b) => a - b), Number.POSITIVE_INFINITY]) {
          // Each piece by another leader.
          const script = new RunScript(scenario, pieces.length);
          pieces.push(...script.take(untilMs, Number.POSITIVE_INFINITY));
        }
        expect(pieces).toEqual(whole);
        expect(pieces.map(({ number }) => number)).toEqual(whole.map((_, index) => index + 1));
        expect(new RunScript(scenario, whole.length).isOver).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('takes no more at once than it is told to', () => {
    const script = new RunScript(scenarioOfRun(originOf('lunch')), 0);
    expect(script.take(120_000, 7)).toHaveLength(7);
    expect(script.placed).toBe(7);
  });

  it('lets each happening happen once, in order, and knows who is gone until it returns', () => {
    const script = new RunScript(scenarioOfRun(originOf('fire')), 0);
    const [dies, returns] = script.scenario.happenings;
    expect(script.happenings(39_000, 0)).toEqual([]);
    expect(script.happenings(41_000, 0)).toEqual([dies]);
    expect(script.happenings(41_000, 1)).toEqual([]);
    expect(script.dead(40_100, 1, 500)).toEqual([]);
    expect(script.dead(41_000, 1, 500)).toEqual([dies?.kitchenId]);
    expect(script.happenings(71_000, 1)).toEqual([returns]);
    expect(script.dead(71_000, 2, 500)).toEqual([]);
    if (dies !== undefined) expect(script.lastsMs(dies)).toBe(30_000);
  });

  it('names kitchens by their run, in city and happenings alike', () => {
    const { city, happenings } = scenarioOfRun(originOf('opening'));
    expect(city.kitchens.map(({ id }) => id)).toEqual(['kitchen-1-789abc', 'kitchen-2-789abc', 'kitchen-3-789abc']);
    expect(happenings).toMatchObject([
      { kind: 'opens', kitchenId: 'kitchen-4-789abc', plan: { id: 'kitchen-4-789abc' } },
    ]);
  });
});

describe('the id of an order of a run', () => {
  it('is a UUID that is its own, the same again, and rises with time', () => {
    const started = Date.UTC(2026, 10, 22);
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(3_600_000), (a, b, atMs) => {
        const id = orderIdOfRun(runId, started, atMs, a);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(orderIdOfRun(runId, started, atMs, a)).toBe(id);
        if (a !== b) expect(orderIdOfRun(runId, started, atMs, b)).not.toBe(id);
        expect(orderIdOfRun(runId, started, atMs + 1, b) > id).toBe(true);
        expect(orderIdOfRun(runId.replace('abc', 'abd'), started, atMs, a)).not.toBe(id);
      }),
    );
  });
});
