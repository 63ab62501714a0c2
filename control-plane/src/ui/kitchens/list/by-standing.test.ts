import type { KitchenState, KitchenSummary } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { byStanding } from './by-standing.ts';

const kitchen = (id: string, state: KitchenState) => ({ id, state }) as KitchenSummary;

it('open kitchens stand first and closed ones last, otherwise as they came', () => {
  const some = [kitchen('a', 'closed'), kitchen('b', 'open'), kitchen('c', 'lost'), kitchen('d', 'open')];
  expect(byStanding(some).map(({ id }) => id)).toEqual(['b', 'd', 'c', 'a']);
});
