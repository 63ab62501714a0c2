import { CITY, type KitchenSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import type { ChangedOrder } from '../city/live-city.ts';
import { KEPT_MS, LiveRecorder } from './live-recorder.ts';
import { storyOf } from './story.ts';

const kitchen = (id: string, state: KitchenSummary['state'] = 'open') =>
  ({
    id,
    name: id,
    state,
    location: CITY.centre,
    capacity: 3,
    railMax: 1,
    specialties: [],
  }) as unknown as KitchenSummary;
const order = (more: Partial<ChangedOrder>): ChangedOrder => ({
  id: 'a',
  dish: 'soup',
  place: CITY.centre,
  priority: 0,
  state: 'received',
  epoch: 0,
  kitchen: null,
  askedBack: false,
  ageMs: 0,
  deliveryMs: null,
  ...more,
});

describe('what is recorded live', () => {
  it('is told as a run is: when each thing happened, by how long ago it was', () => {
    const recorder = new LiveRecorder();
    recorder.take([order({ ageMs: 200 })], 10_000);
    recorder.take([order({ state: 'assigned', epoch: 1, kitchen: 'k2', ageMs: 50 })], 10_250);
    recorder.take([order({ state: 'assigned', epoch: 1, kitchen: 'k2', ageMs: 300 })], 10_500);
    const { events, orders, kitchens } = recorder.source([kitchen('k1'), kitchen('k2')]);
    expect(kitchens).toHaveLength(2);
    expect(orders).toHaveLength(1);
    expect(events).toEqual([
      { atMs: 9_800, order: 0, kitchen: null, what: 'received', epoch: 0 },
      { atMs: 10_200, order: 0, kitchen: 1, what: 'assigned', epoch: 1 },
    ]);
  });

  it('has what befell kitchens, but not how they stood as one began to look', () => {
    const recorder = new LiveRecorder();
    recorder.see([kitchen('k1'), kitchen('k2', 'lost')], 0);
    recorder.see([kitchen('k1', 'lost'), kitchen('k2')], 500);
    const { falls } = storyOf(recorder.source([kitchen('k1', 'lost'), kitchen('k2')]));
    expect(falls.map(({ what }) => what)).toEqual(['lost', 'returns']);
  });

  it('forgets what ended, and is bounded', () => {
    const recorder = new LiveRecorder();
    recorder.take([order({ state: 'delivered', epoch: 1 }), order({ id: 'b' })], 0);
    recorder.take([], KEPT_MS + 1);
    expect(recorder.source([]).orders.map(({ id }) => id)).toEqual(['b']);
    recorder.take(
      Array.from({ length: 30_000 }, (_, index) => order({ id: `many ${index}` })),
      KEPT_MS + 2,
    );
    expect(recorder.source([]).events.length).toBe(20_000);
    recorder.replace([order({ id: 'alone' })], KEPT_MS + 3);
    expect(recorder.source([]).orders.map(({ id }) => id)).toEqual(['alone']);
  });
});
