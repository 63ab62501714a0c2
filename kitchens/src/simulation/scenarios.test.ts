import { ORDER_STATES, type OrderState, POLICY_NAMES, SCENARIO_NAMES } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Balancer } from '../balancer/balancer.ts';
import type { Outcome } from '../balancer/outcome.ts';
import { settingsFor } from '../balancer/settings-for.ts';
import { type Happening, makeScenario, type Scenario } from '../city/scenarios.ts';
import { RAIL_PER_COOK, roomOf } from '../kitchen/kitchen.ts';
import { compareRuns, firstDifference, record, replay } from './recording.ts';
import { type RunEvent, simulate } from './simulate.ts';

const wanted = { seed: 3, kitchens: 6, railPerCook: RAIL_PER_COOK };

describe('scenarios', () => {
  it.each(SCENARIO_NAMES)('%s ends every order once, by any policy', (name) => {
    for (const policy of POLICY_NAMES) {
      const scenario = makeScenario(name, wanted);
      const result = simulate({ scenario, settings: settingsFor(scenario.city, policy) });
      expect(result.received).toBeGreaterThan(100);
      expect(result).toMatchObject({ delivered: result.received, failed: 0, stuck: 0 });
    }
  });

  it('can be recorded, kept as text, run again to the last event, and compared', () => {
    const scenario = makeScenario('fire', wanted);
    const scored = record(scenario, settingsFor(scenario.city));
    const kept = JSON.parse(JSON.stringify(scored)) as typeof scored;
    expect(firstDifference(kept, replay(kept))).toBeNull();
    expect(kept.result).toEqual(scored.result);
    const random = record(scenario, settingsFor(scenario.city, 'random'));
    expect(firstDifference(scored, random)).not.toBeNull();
    const rows = compareRuns([scored, random]);
    expect(rows.find(({ measure }) => measure === 'mean response')?.best).toEqual([0]);
    expect(rows.every(({ values }) => values.length === 2)).toBe(true);
    const other = makeScenario('fire', { ...wanted, seed: 4 });
    expect(() => compareRuns([scored, record(other, settingsFor(other.city))])).toThrow(RangeError);
  });

  it('after a fire have every order of the kitchen elsewhere within 5 s', () => {
    const { city, ...rest } = makeScenario('fire', wanted);
    const scenario: Scenario = { city, ...rest };
    const lost = scenario.happenings.find(({ kind }) => kind === 'dies') as Happening;
    const events: RunEvent[] = [];
    const { takenBack } = simulate({
      scenario,
      settings: settingsFor(city),
      onEvent: (event) => events.push(event),
    });
    expect(takenBack).toBeGreaterThan(0);
    const before = events.filter(({ atMs }) => atMs <= lost.atMs);
    const its = new Set(before.filter(({ kitchenId }) => kitchenId === lost.kitchenId).map(({ orderId }) => orderId));
    const stillIts = [...its].filter((id) => {
      const last = before.filter(({ orderId }) => orderId === id).at(-1);
      return last?.kitchenId === lost.kitchenId && (last.what === 'assigned' || last.what === 'cooking');
    });
    expect(stillIts.length).toBeGreaterThan(0);
    for (const id of stillIts) {
      const again = events.find((event) => event.orderId === id && event.what === 'assigned' && event.atMs > lost.atMs);
      expect(again?.atMs).toBeLessThan(lost.atMs + 5_000);
      expect(again?.kitchenId).not.toBe(lost.kitchenId);
    }
  });

  it('let a kitchen that opens take work at once', () => {
    const scenario = makeScenario('opening', wanted);
    const opened = scenario.happenings[0] as Happening;
    const { kitchens } = simulate({ scenario, settings: settingsFor(scenario.city) });
    expect(kitchens.find(({ kitchenId }) => kitchenId === opened.kitchenId)?.utilisation).toBeGreaterThan(0.3);
  });
});

/** What does not hold after a step. Said rather than expected: there are very many steps. */
function whatIsWrong({ changed }: Outcome, balancer: Balancer, states: Map<string, OrderState>): string[] {
  const wrong: string[] = [];
  for (const { id, state, owner } of changed) {
    const before = states.get(id);
    if (before !== undefined && ORDER_STATES[before].terminal) wrong.push(`${id} was ${before} and is ${state}`);
    if ((owner !== null) !== ORDER_STATES[state].inKitchen) wrong.push(`${id} is ${state} with ${owner?.kitchenId}`);
    states.set(id, state);
  }
  for (const kitchen of balancer.kitchens) {
    if (kitchen.held < 0 || kitchen.held > roomOf(kitchen)) wrong.push(`${kitchen.kitchenId} holds ${kitchen.held}`);
  }
  if (new Set(balancer.waiting).size !== balancer.waiting.length) wrong.push('an order waits twice');
  return wrong;
}

describe('whatever befalls the kitchens', () => {
  const kinds = ['dies', 'returns', 'freezes', 'thaws', 'is cut off', 'is reached again', 'closes'] as const;
  const happening = fc.record({
    atMs: fc.integer({ min: 0, max: 20_000 }),
    kitchen: fc.nat(3),
    kind: fc.constantFrom(...kinds),
  });

  it('every order ends exactly once, and no kitchen is ever given more than it has room for', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 25 }),
        fc.nat(1_000),
        fc.constantFrom(...POLICY_NAMES),
        fc.constantFrom(0, 1, 3),
        fc.constantFrom(0, 20, 400),
        (given, seed, policy, railPerCook, messageMs) => {
          const made = makeScenario('lunch', { seed, kitchens: 4, railPerCook });
          const ids = made.city.kitchens.map(({ id }) => id);
          const befalls = given.map(
            ({ atMs, kitchen, kind }): Happening => ({ atMs, kind, kitchenId: ids[kitchen] ?? '' }),
          );
          // In the end all are there again, or what waits would wait for ever.
          const wake = ids.flatMap((kitchenId): Happening[] =>
            (['thaws', 'dies', 'returns'] as const).map((kind, index) => ({ atMs: 30_000 + index, kitchenId, kind })),
          );
          const pieces = [{ fromMs: 0, load: 0.8 }];
          const scenario: Scenario = {
            ...made,
            traffic: { ...made.traffic, untilMs: 20_000, pieces },
            happenings: [...befalls, ...wake],
          };
          const settings = settingsFor(scenario.city, policy);
          const states = new Map<string, OrderState>();
          const wrong: string[] = [];
          const result = simulate({
            scenario,
            settings: { ...settings, failover: { lossesMax: 1_000, refusalsMax: 1_000 } },
            world: { messageMs },
            onOutcome: (outcome, _, balancer) => wrong.push(...whatIsWrong(outcome, balancer, states)),
          });
          expect(result).toMatchObject({ delivered: result.received, failed: 0, stuck: 0 });
          expect(wrong).toEqual([]);
          expect(states.size).toBe(result.received);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('orders wait and say why while every kitchen is dead, and are cooked when one returns', () => {
    const made = makeScenario('lunch', { seed: 1, kitchens: 2, railPerCook: 1 });
    const happenings = made.city.kitchens.flatMap(({ id: kitchenId }): Happening[] => [
      { atMs: 1_000, kitchenId, kind: 'dies' },
      { atMs: 20_000, kitchenId, kind: 'returns' },
    ]);
    const scenario = { ...made, happenings, traffic: { ...made.traffic, untilMs: 30_000 } };
    const reasons = new Set<string>();
    const result = simulate({
      scenario,
      settings: settingsFor(scenario.city),
      onOutcome: (_, nowMs, balancer) => void (nowMs > 10_000 && nowMs < 19_000 && reasons.add(balancer.whyWaiting())),
    });
    expect([...reasons]).toEqual(['Waits for a kitchen to open']);
    expect(result).toMatchObject({ delivered: result.received, failed: 0, stuck: 0 });
  });

  it('an order that ends one kitchen after another fails, and says so', () => {
    const made = makeScenario('lunch', { seed: 1, kitchens: 2, railPerCook: 1 });
    const deaths = Array.from({ length: 30 }, (_, index) => index * 8_000 + 500);
    const happenings = made.city.kitchens.flatMap(({ id: kitchenId }): Happening[] =>
      deaths.flatMap((atMs): Happening[] => [
        { atMs, kitchenId, kind: 'dies' },
        { atMs: atMs + 4_000, kitchenId, kind: 'returns' },
      ]),
    );
    const dishes = made.city.dishes.map((dish) => ({ ...dish, cookMs: 60_000 }));
    const traffic = { ...made.traffic, untilMs: 400, pieces: [{ fromMs: 0, load: 100 }] };
    const scenario = { ...made, city: { ...made.city, dishes }, happenings, traffic };
    const settings = settingsFor(scenario.city);
    const failures = new Set<string | null>();
    const result = simulate({
      scenario,
      settings: { ...settings, failover: { ...settings.failover, lossesMax: 2 } },
      onOutcome: ({ changed }) => {
        for (const { state, failure } of changed) if (state === 'failed') failures.add(failure);
      },
    });
    expect(result.failed).toBeGreaterThan(0);
    expect(result.delivered + result.failed).toBe(result.received);
    expect([...failures]).toEqual(['lost-too-often']);
  });
});
