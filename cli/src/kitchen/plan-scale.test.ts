import { describe, expect, it } from 'vitest';
import { planScale, type ScaledKitchen } from './plan-scale.ts';

const kitchen = (id: string, over: Partial<ScaledKitchen> = {}): ScaledKitchen => ({
  id,
  state: 'open',
  held: 0,
  jobId: `job of ${id}`,
  ...over,
});

describe('as many open kitchens as somebody wants', () => {
  it('are what is missing to them, opened', () => {
    expect(planScale([kitchen('a')], 3)).toEqual({ open: 1, lost: 0, opens: 2, closes: [], tooMany: 0 });
    expect(planScale([], 2).opens).toBe(2);
  });

  it('are none to open and none to close where they are there, also those that open just now', () => {
    const plan = planScale([kitchen('a'), kitchen('b', { state: 'opening' })], 2);
    expect(plan).toMatchObject({ open: 2, opens: 0, closes: [] });
  });

  it('do not count what closes, has closed or is lost', () => {
    const gone = (['closing', 'closed', 'lost'] as const).map((state) => kitchen(state, { state }));
    expect(planScale([kitchen('a'), ...gone], 1)).toMatchObject({ open: 1, lost: 1, opens: 0, closes: [] });
    expect(planScale([kitchen('a'), ...gone], 0).closes).toEqual([['a']]);
  });

  it('are left when those have closed that hold the fewest orders', () => {
    const kitchens = [kitchen('a', { held: 3 }), kitchen('b', { held: 1 }), kitchen('c', { held: 2 })];
    expect(planScale(kitchens, 1).closes).toEqual([['b'], ['c']]);
  });

  it('of equals keep those that take orders already, and the first of the list', () => {
    const kitchens = [kitchen('a', { state: 'opening' }), kitchen('b'), kitchen('c')];
    expect(planScale(kitchens, 1).closes).toEqual([['a'], ['c']]);
  });

  it('do not come to be too few, as kitchens of one job close together', () => {
    const job = { jobId: 'job of quay' };
    const kitchens = [kitchen('quay-1', job), kitchen('quay-2', job), kitchen('a', { held: 5 })];
    expect(planScale(kitchens, 2)).toMatchObject({ closes: [['a']], tooMany: 0 });
    expect(planScale(kitchens, 1)).toMatchObject({ closes: [['quay-1', 'quay-2']], tooMany: 0 });
    expect(planScale(kitchens.slice(0, 2), 1)).toMatchObject({ closes: [], tooMany: 1 });
  });

  it('are more than wanted where kitchens run that are no jobs of the fleet', () => {
    const kitchens = [kitchen('by-hand', { jobId: null }), kitchen('a', { held: 9 })];
    expect(planScale(kitchens, 0)).toMatchObject({ open: 2, closes: [['a']], tooMany: 1 });
  });
});
