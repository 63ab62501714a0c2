import { POLICY_NAMES, type Policy } from '@longshore/schemas';
import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kitchen, order } from '../../../test/fakes/kitchens.ts';
import { chanceOf } from '../chance/chance.ts';
import { type KitchenView, roomOf } from '../kitchen/kitchen.ts';
import { type ChoiceSettings, chooseKitchen } from './choose-kitchen.ts';
import { writeReceipt } from './receipt.ts';

const by = (policy: Policy): ChoiceSettings => ({ policy, weights: DEFAULT_WEIGHTS, farthestKm: 20 });
const around = (turn = 0) => ({ turn, chance: chanceOf(1, 'choice') });
const winnerBy = (policy: Policy, kitchens: KitchenView[], turn = 0): string | undefined =>
  chooseKitchen(order('o1'), kitchens, by(policy), around(turn)).winner?.kitchenId;

describe('choosing a kitchen', () => {
  it('weighs load before specialty, specialty before time, and time before distance', () => {
    const far = { latitude: 60.4, longitude: 24.94 };
    const perfect = { specialties: new Set(['soup']) };
    expect(winnerBy('scored', [kitchen('full', { held: 3, ...perfect }), kitchen('idle', { held: 0 })])).toBe('full');
    expect(winnerBy('scored', [kitchen('busy', { held: 4, railMax: 3, ...perfect }), kitchen('idle')])).toBe('idle');
    expect(winnerBy('scored', [kitchen('slow', { averageCookMs: 9_000 }), kitchen('far', { location: far })])).toBe(
      'far',
    );
    expect(winnerBy('scored', [kitchen('near'), kitchen('far', { location: far })])).toBe('near');
  });

  it('takes the one with fewer orders for each cook, whatever else they hold', () => {
    const kitchens = [kitchen('small', { held: 2 }), kitchen('large', { held: 3, capacity: 6 })];
    for (const policy of ['join-shortest-queue', 'power-of-two'] as const)
      expect(winnerBy(policy, kitchens)).toBe('large');
  });

  it('takes the smallest share of room', () => {
    expect(winnerBy('least-loaded', [kitchen('a', { held: 2, railMax: 8 }), kitchen('b', { held: 1 })])).toBe('a');
  });

  it('goes round, passing over those that cannot', () => {
    const kitchens = [kitchen('a'), kitchen('b', { held: 4 }), kitchen('c')];
    expect([0, 1, 2, 3].map((turn) => winnerBy('round-robin', kitchens, turn))).toEqual(['a', 'c', 'c', 'a']);
  });

  it('by chance comes to each as often, and equals share as well', () => {
    const kitchens = ['a', 'b', 'c', 'd'].map((id) => kitchen(id));
    for (const policy of POLICY_NAMES) {
      const chance = chanceOf(3, policy);
      const times = new Map<string, number>();
      for (let turn = 0; turn < 8_000; turn += 1) {
        const id = chooseKitchen(order('o1'), kitchens, by(policy), { turn, chance }).winner?.kitchenId ?? '';
        times.set(id, (times.get(id) ?? 0) + 1);
      }
      expect([...times.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
      for (const [, count] of times) expect(Math.abs(count - 2_000), policy).toBeLessThan(200);
    }
  });

  it('by no policy takes a kitchen that is closed, full or refused it, and always one that can where there is one', () => {
    const any = fc.array(
      fc.record({
        open: fc.boolean(),
        capacity: fc.integer({ min: 1, max: 4 }),
        railMax: fc.integer({ min: 0, max: 3 }),
        held: fc.integer({ min: 0, max: 8 }),
        averageCookMs: fc.integer({ min: 0, max: 9_000 }),
        refused: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(any, fc.constantFrom(...POLICY_NAMES), fc.nat(), fc.nat(20), (all, policy, seed, turn) => {
        const kitchens = all.map((one, index) => kitchen(`k${index}`, one));
        const refusedBy = all.flatMap(({ refused }, index) => (refused ? [`k${index}`] : []));
        const wanted = order('o1', { refusedBy });
        const choose = () => chooseKitchen(wanted, kitchens, by(policy), { turn, chance: chanceOf(seed, 'any') });
        const can = kitchens.filter((one) => one.open && one.held < roomOf(one) && !refusedBy.includes(one.kitchenId));
        const choice = choose();
        expect(choice.winner !== null).toBe(can.length > 0);
        expect(choice.runnerUp !== null).toBe(can.length > 1);
        for (const named of [choice.winner, choice.runnerUp]) if (named !== null) expect(can).toContain(named);
        if (choice.winner !== null) expect(choice.winner).not.toBe(choice.runnerUp);
        expect(choose()).toEqual(choice);
        const { closed, full, refused } = choice.excluded;
        expect(closed + full + refused + can.length).toBe(kitchens.length);
      }),
    );
  });

  it('says why: the terms of those it looked at, the runner-up, and what left out the others', () => {
    const kitchens = [
      kitchen('a', { held: 1, averageCookMs: 1_000 }),
      kitchen('b', { specialties: new Set(['soup']), averageCookMs: 3_000 }),
      kitchen('c', { held: 4 }),
      kitchen('d', { open: false }),
    ];
    const settings = by('scored');
    const choice = chooseKitchen(order('o1'), kitchens, settings, around());
    const receipt = writeReceipt(order('o1'), kitchens, choice, settings, 10);
    expect(receipt).toMatchObject({
      winner: 'b',
      runnerUp: 'a',
      summary: 'To b with 0.85, ahead of a',
      considered: 4,
      excluded: { closed: 1, full: 1, refused: 0 },
    });
    expect(receipt.candidates.map(({ kitchenId }) => kitchenId)).toEqual(['b', 'a', 'c', 'd']);
    expect(receipt.candidates[1]?.terms.map(({ name, value, detail }) => [name, value, detail])).toEqual([
      ['load', 0.75, 'holds 1 of 4'],
      ['specialty', 0, 'cooks soup as any other does'],
      ['time', 0.5, '1.0 s on average'],
      ['distance', 1, '0.0 km away'],
    ]);
    expect(receipt.candidates[2]?.excludedBy).toEqual({
      filter: 'full',
      required: 'room for 1 order',
      available: 'holds 4 of 4 orders',
    });
    const few = writeReceipt(order('o1'), kitchens.toReversed(), choice, settings, 3);
    expect(few.candidates.map(({ kitchenId }) => kitchenId)).toEqual(['b', 'a', 'c']);
    const turns = by('round-robin');
    const next = chooseKitchen(order('o1'), kitchens, turns, around());
    expect(writeReceipt(order('o1'), kitchens, next, turns, 2)).toMatchObject({
      weights: null,
      summary: 'To a by one after the other, ahead of b',
    });
  });

  it('says of an order that no kitchen can take for what it waits', () => {
    const waits = (kitchens: KitchenView[], refusedBy: string[] = []) => {
      const wanted = order('o1', { refusedBy });
      const choice = chooseKitchen(wanted, kitchens, by('scored'), around());
      return writeReceipt(wanted, kitchens, choice, by('scored'), 5).summary;
    };
    expect(waits([])).toBe('Waits for a kitchen to open');
    expect(waits([kitchen('a', { open: false })])).toBe('Waits for a kitchen to open');
    expect(waits([kitchen('a', { open: false }), kitchen('b', { held: 4 })])).toBe(
      'Waits for room: every open kitchen is full',
    );
    expect(waits([kitchen('a')], ['a'])).toBe('Waits for another kitchen: the open ones refused it');
  });
});
