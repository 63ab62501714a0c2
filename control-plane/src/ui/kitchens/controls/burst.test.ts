import { chanceOf, isInCity } from '@longshore/kitchens';
import { CITY, DISHES, KITCHEN_LIMITS } from '@longshore/schemas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { burstOf } from './burst.ts';

it('a burst is of dishes that there are, from places within the city', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, count) => {
      const orders = burstOf(count, CITY, chanceOf(seed, 'burst'));
      expect(orders).toHaveLength(count);
      expect(orders.every(({ place }) => isInCity(CITY, place))).toBe(true);
      expect(orders.every(({ dish }) => DISHES.some(({ name }) => name === dish))).toBe(true);
    }),
  );
});

it('a burst is no larger than one request may be', () => {
  expect(burstOf(1_000_000, CITY, Math.random)).toHaveLength(KITCHEN_LIMITS.ordersAtOnceMax);
});
