import { CITY, type KitchenSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import type { ChangedOrder } from '../city/live-city.ts';
import { KEPT_MS, LiveRecorder } from './live-recorder.ts';
import { architecture, linksAt } from './scenes/architecture.ts';
import { challenge } from './scenes/challenge.ts';
import { stepWords } from './scenes/one-order.ts';
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

describe('what an order went through between two looks', () => {
  const NOW_MS = 10_000;
  const hundred = (more: Partial<ChangedOrder>) =>
    Array.from({ length: 100 }, (_, index) => order({ id: `order ${index}`, epoch: 1, kitchen: 'k1', ...more }));
  const lifeOf = (...looks: Partial<ChangedOrder>[]) => {
    const recorder = new LiveRecorder();
    for (const [index, look] of looks.entries()) recorder.take([order(look)], (index + 1) * 1_000);
    return recorder.source([kitchen('k1'), kitchen('k2')]).events;
  };
  const namesOf = (...looks: Partial<ChangedOrder>[]) => lifeOf(...looks).map(({ what, epoch }) => `${what} ${epoch}`);

  it('is counted, where each is told once as it is by then: assigned first, and ready straight after', () => {
    const recorder = new LiveRecorder();
    recorder.take(hundred({ state: 'assigned' }), 8_000);
    recorder.take(hundred({ state: 'ready' }), 9_000);
    recorder.take(hundred({ state: 'delivered' }), NOW_MS);
    const story = storyOf({ ...recorder.source([kitchen('k1')]), untilMs: NOW_MS });
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    expect([total(story.received), total(story.ready), story.waiting.at(-1)]).toEqual([100, 100, 0]);
    expect(challenge.live(story, NOW_MS)).toContain('100 orders came in and 100 became ready; 0 wait');
    expect(architecture.live(story, NOW_MS)).toContain('100 orders, 100 instructions, 200 reports');
    const passed = linksAt(story.events, NOW_MS, 1);
    expect([passed.place.passed, passed.tell.passed, passed.report.passed]).toEqual([100, 100, 200]);
  });

  it('is what its states and epochs leave no doubt of, and no more', () => {
    const at = (state: ChangedOrder['state'], epoch: number, more: Partial<ChangedOrder> = {}) => ({
      state,
      epoch,
      kitchen: epoch === 1 ? 'k1' : 'k2',
      ...more,
    });
    expect(namesOf(at('received', 0), at('cooking', 1))).toEqual(['received 0', 'assigned 1', 'cooking 1']);
    expect(namesOf(at('delivered', 1))).toEqual(['received 0', 'assigned 1', 'cooking 1', 'ready 1', 'delivered 1']);
    expect(namesOf(at('assigned', 1, { askedBack: true }), at('assigned', 3))).toEqual([
      'received 0',
      'assigned 1',
      'asked back 1',
      'received 2',
      'assigned 3',
    ]);
    expect(namesOf(at('assigned', 1, { askedBack: true }), at('cooking', 1))).toEqual([
      'received 0',
      'assigned 1',
      'asked back 1',
      'cooking 1',
    ]);
    // Who had it in epoch 3 nobody can say.
    expect(namesOf(at('cooking', 1), at('assigned', 5))).toEqual([
      'received 0',
      'assigned 1',
      'cooking 1',
      'received 4',
      'assigned 5',
    ]);
    expect(namesOf(at('assigned', 1), at('failed', 2))).toEqual(['received 0', 'assigned 1', 'received 2', 'failed 2']);
    expect(namesOf(at('failed', 0))).toEqual(['received 0', 'failed 0']);
    // It came in once, however often it came back.
    expect(storyOf({ ...new LiveRecorder().source([]), events: lifeOf(at('received', 2)) }).received).toEqual([1]);
  });

  it('is not told of a state that it had before', () => {
    expect(
      namesOf({ state: 'ready', epoch: 1 }, { state: 'cooking', epoch: 1 }, { state: 'assigned', epoch: 1 }),
    ).toEqual(['received 0', 'assigned 1', 'cooking 1', 'ready 1']);
    expect(namesOf({ state: 'received', epoch: 2 }, { state: 'assigned', epoch: 1 })).toEqual([
      'received 0',
      'received 2',
    ]);
  });

  it('has the kitchen of its epoch, and no time that nobody saw', () => {
    const life = lifeOf({ state: 'assigned', epoch: 1, kitchen: 'k1' }, { state: 'ready', epoch: 1, kitchen: 'k1' });
    expect(life.map(({ kitchen: its, atMs, unseen = false }) => [its, atMs, unseen])).toEqual([
      [null, 1_000, true],
      [0, 1_000, false],
      [0, 2_000, true],
      [0, 2_000, false],
    ]);
    const story = storyOf(new LiveRecorder().source([kitchen('k1')]));
    expect(life.slice(1).map((event, index) => stepWords(story, event, life[index]))).toEqual([
      'Given to k1.',
      'A cook of k1 begins.',
      expect.stringMatching(/ is ready\. /),
    ]);
  });
});

describe('what is told of the last two minutes', () => {
  it('is of these alone, and of the last seconds where nothing happens any more', () => {
    const recorder = new LiveRecorder();
    // It waits for five minutes already.
    recorder.take([order({ id: 'old', ageMs: 300_000 })], 400_000);
    recorder.take([order({ id: 'new' })], 400_000);
    const told = (untilMs: number) => storyOf({ ...recorder.source([kitchen('k1')]), untilMs });
    expect(architecture.live(told(400_000), 400_000)).toContain('two minutes 1 order,');
    expect(challenge.live(told(400_000), 400_000)).toContain('In the last minute 1 order came in');
    expect(challenge.live(told(470_000), 470_000)).toContain('In the last minute 0 orders came in');
  });
});
