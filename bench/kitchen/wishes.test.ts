import { examineWish } from '@longshore/kitchens';
import { CITY, DISHES } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { MEAN_COOK_MS, wishesOf } from './wishes.ts';

const take = (part: string, count: number) => Array.from({ length: count }, wishesOf(part));

it('orders are those that the city takes, of every dish, and the same again for the same part alone', () => {
  const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };
  const wishes = take('users', 500);
  expect(wishes.flatMap((wish) => examineWish({ priority: 0, ...wish }, city))).toEqual([]);
  expect(new Set(wishes.map(({ dish }) => dish)).size).toBe(DISHES.length);
  expect(take('users', 500)).toEqual(wishes);
  expect(take('failover', 500)).not.toEqual(wishes);
});

it('a dish takes on average what lies between the quickest and the slowest', () => {
  expect(MEAN_COOK_MS).toBeGreaterThan(800);
  expect(MEAN_COOK_MS).toBeLessThan(3_000);
});
