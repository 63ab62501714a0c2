import { expect, it } from 'vitest';
import { Slots } from './slots.ts';

it('a place is kept until it is left, and the first that is free is given next', () => {
  const slots = new Slots();
  expect(['a', 'b', 'c'].map((id) => slots.take(id))).toEqual([0, 1, 2]);
  expect(slots.take('b')).toBe(1);
  slots.leave('a');
  expect(slots.take('d')).toBe(0);
  slots.leave('c');
  slots.leave('nobody');
  expect(slots.size).toBe(2);
  expect(slots.take('e')).toBe(2);
});
