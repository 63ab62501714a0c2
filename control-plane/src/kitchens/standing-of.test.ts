import type { KitchenState } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { newKitchenFacts } from './facts.ts';
import { standingOf } from './standing-of.ts';

const kitchen = (state: KitchenState, capacity: number, cooking: number) => {
  const location = { latitude: 60, longitude: 25 };
  const plan = { id: state, name: state, location, capacity, railMax: 1, specialties: [] };
  return { ...newKitchenFacts(plan, 0), state, cooking };
};

describe('how kitchens stand', () => {
  it('counts the cooks of those that are there, and a lost one only among those that should be', () => {
    const kitchens = [kitchen('open', 3, 2), kitchen('closing', 2, 1), kitchen('lost', 4, 4), kitchen('closed', 5, 0)];
    expect(standingOf(kitchens, 7)).toEqual({ waiting: 7, cooks: 5, busyCooks: 3, open: 1, wanted: 2 });
  });

  it('has no more cooks at work than there are, whatever is reported', () => {
    expect(standingOf([kitchen('open', 3, 9)], 0)).toMatchObject({ cooks: 3, busyCooks: 3 });
  });
});
