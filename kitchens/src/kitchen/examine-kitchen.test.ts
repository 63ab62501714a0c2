import { describe, expect, it } from 'vitest';
import { makeCity } from '../city/city.ts';
import { examineKitchen, examineStatus, examineWish } from './examine-kitchen.ts';
import type { KitchenPlan } from './kitchen.ts';

const city = makeCity({ seed: 1, kitchens: 3, specialties: 2, capacities: [2], railPerCook: 1 });
const plan: KitchenPlan = {
  id: 'harbour',
  name: 'Harbour',
  location: city.centre,
  capacity: 2,
  railMax: 2,
  specialties: ['soup'],
};
const fields = (problems: { field: string }[]): string[] => problems.map(({ field }) => field);

describe('a kitchen that wants to open', () => {
  it('may when all is well, as each of a made city', () => {
    for (const each of [plan, ...city.kitchens]) expect(examineKitchen(each, city, new Set())).toEqual([]);
  });

  it.each([
    [{ capacity: -1 }, 'capacity'],
    [{ capacity: 1.5 }, 'capacity'],
    [{ capacity: Number.NaN }, 'capacity'],
    [{ railMax: -1 }, 'railMax'],
    [{ location: { latitude: 0, longitude: 0 } }, 'location'],
    [{ location: { latitude: Number.NaN, longitude: 0 } }, 'location'],
    [{ specialties: ['soup', 'gravel'] }, 'specialties[1]'],
    [{ id: 'Harbour one' }, 'id'],
    [{ id: 'kitchen-1' }, 'id'],
  ])('may not with %j', (over, field) => {
    expect(fields(examineKitchen({ ...plan, ...over }, city, new Set(['kitchen-1'])))).toEqual([field]);
  });
});

describe('an order', () => {
  it.each([
    [{}, []],
    [{ dish: 'gravel' }, ['dish']],
    [{ place: { latitude: 61, longitude: 24.9 } }, ['place']],
    [{ priority: -1 }, ['priority']],
    [{ priority: 10, dish: '' }, ['dish', 'priority']],
  ])('with %j has wrong fields %j', (over, wrong) => {
    expect(fields(examineWish({ dish: 'soup', place: city.centre, priority: 0, ...over }, city))).toEqual(wrong);
  });
});

describe('what a kitchen reports of itself', () => {
  it.each([
    [{}, []],
    [{ cooking: 3 }, ['cooking']],
    [{ waiting: -1 }, ['waiting']],
    [{ averageCookMs: Number.POSITIVE_INFINITY }, ['averageCookMs']],
    [{ averageCookMs: -1, cooking: 0.5 }, ['cooking', 'averageCookMs']],
  ])('is seen to be nonsense: %j', (over, wrong) => {
    expect(fields(examineStatus({ cooking: 1, waiting: 0, averageCookMs: 900, ...over }, plan))).toEqual(wrong);
  });
});
