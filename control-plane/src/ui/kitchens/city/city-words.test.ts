import { expect, it } from 'vitest';
import { cityWords, KEY_LOOKS, LOOK_WORDS } from './city-words.ts';
import { LOOK_NUMBER, LOOKS } from './way.ts';

it('the picture is told in a sentence', () => {
  const counts = new Uint32Array(LOOKS.length);
  expect(cityWords(0, counts)).toBe('City with 0 kitchens; no order is on its way');
  counts[LOOK_NUMBER.received] = 1_204;
  counts[LOOK_NUMBER.ready] = 2;
  counts[LOOK_NUMBER.delivered] = 9;
  expect(cityWords(5, counts)).toBe('City with 5 kitchens; orders: 1,204 waiting, 2 on the way to the customer');
});

it('every mark has words of its own', () => {
  expect(new Set(LOOKS.map((look) => LOOK_WORDS[look])).size).toBe(LOOKS.length);
  expect(KEY_LOOKS.length).toBeGreaterThan(3);
});
