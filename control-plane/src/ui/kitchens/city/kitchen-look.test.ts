import { KITCHEN_STATE_NAMES } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { kitchenTone, namesFit } from './kitchen-look.ts';
import type { KitchenSpot } from './kitchen-spots.ts';

it('a kitchen that is nearly full asks for a look, and one that is lost is told from one that is open', () => {
  expect(kitchenTone('open', 0.9)).toBe('accent');
  expect(kitchenTone('open', 0.91)).toBe('look');
  expect(kitchenTone('lost', 0)).toBe('badly');
  for (const state of KITCHEN_STATE_NAMES) expect(kitchenTone(state, 0)).toBeDefined();
});

it('names are written where none would stand on another', () => {
  const at = (x: number, y: number): KitchenSpot => ({ id: `${x}`, x, y, radius: 10, capacity: 3 });
  expect(namesFit([at(0, 0), at(100, 0), at(0, 40)])).toBe(true);
  expect(namesFit([at(0, 0), at(60, 10)])).toBe(false);
  expect(namesFit([])).toBe(true);
});
