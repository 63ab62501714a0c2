import { CITY, ORDER_STATE_NAMES } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameCity, lineX, lineY } from './city-frame.ts';
import { Dots } from './dots.ts';
import { spotsOf } from './kitchen-spots.ts';
import { type ChangedOrder, FLIGHT_MS, LiveCity, MOST_KNOWN } from './live-city.ts';
import { LOOKS } from './way.ts';

const frame = frameCity(CITY, 900, 500);
const near = { latitude: CITY.centre.latitude + 0.02, longitude: CITY.centre.longitude };
const far = { latitude: CITY.centre.latitude - 0.03, longitude: CITY.centre.longitude + 0.05 };
const spots = spotsOf(frame, [
  { id: 'k1', location: CITY.centre, capacity: 3 },
  { id: 'k2', location: far, capacity: 3 },
]);
const [k1, k2] = spots as [(typeof spots)[0], (typeof spots)[0]];

const order = (more: Partial<ChangedOrder> = {}): ChangedOrder => ({
  id: 'a',
  dish: 'soup',
  place: near,
  priority: 0,
  state: 'received',
  epoch: 0,
  kitchen: null,
  askedBack: false,
  ageMs: 0,
  deliveryMs: null,
  ...more,
});

function cityWith(still = false) {
  const city = new LiveCity(frame);
  city.still = still;
  city.layOut(frame, spots, 0);
  const dots = new Dots(2_000);
  const at = (nowMs: number) => {
    const untilMs = city.drawAt(nowMs, dots);
    return {
      untilMs,
      count: dots.count,
      x: dots.x[0] ?? Number.NaN,
      y: dots.y[0] ?? Number.NaN,
      look: LOOKS[dots.look[0] ?? 0],
      hasTrail: !Number.isNaN(dots.trailX[0] ?? Number.NaN),
    };
  };
  return { city, dots, at };
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);

describe('an order in the picture', () => {
  it('goes from its customer to the line, from there to a kitchen, and back to the customer as it is delivered', () => {
    const { city, at } = cityWith();
    const customer = frame.pointOf(near);
    city.take([order()], 0);
    expect(distance(at(0), customer)).toBeLessThan(0.01);
    const waits = at(FLIGHT_MS * 3);
    expect(waits).toMatchObject({ look: 'received' });
    expect(waits.x).toBeCloseTo(lineX(frame.line, 0), 3);
    expect(waits.y).toBeCloseTo(lineY(frame.line, 0), 3);

    city.take([order({ state: 'assigned', epoch: 1, kitchen: 'k1' })], 5_000);
    expect(distance(at(5_000), waits)).toBeLessThan(0.01);
    city.take([order({ state: 'cooking', epoch: 1, kitchen: 'k1' })], 5_100);
    const cooks = at(5_100 + FLIGHT_MS);
    expect(cooks.look).toBe('cooking');
    expect(distance(cooks, k1)).toBeLessThan(k1.radius);

    city.take([order({ state: 'ready', epoch: 1, kitchen: 'k1', deliveryMs: 2_000 })], 8_000);
    const half = at(9_000);
    expect(half.look).toBe('ready');
    expect(distance(half, customer)).toBeGreaterThan(5);
    expect(distance(at(10_000), customer)).toBeLessThan(0.01);
    city.take([order({ state: 'delivered', epoch: 1, kitchen: 'k1' })], 10_000);
    expect(at(10_050)).toMatchObject({ count: 1, look: 'delivered' });
    expect(at(10_000 + 2 * FLIGHT_MS)).toMatchObject({ count: 0, untilMs: 0 });
  });

  it('goes from kitchen to kitchen where it was asked back, with a line behind it', () => {
    const { city, at } = cityWith();
    city.take([order({ state: 'assigned', epoch: 1, kitchen: 'k1', ageMs: 9_000 })], 0);
    const before = at(0);
    expect(distance(before, k1)).toBeLessThan(k1.radius + 20);
    city.take([order({ state: 'assigned', epoch: 1, kitchen: 'k1', askedBack: true })], 100);
    expect(at(100).look).toBe('moving');
    city.take([order({ epoch: 2 })], 200);
    // It does not set out for the line at once.
    expect(distance(at(300), before)).toBeLessThan(0.5);
    city.take([order({ state: 'assigned', epoch: 3, kitchen: 'k2' })], 400);
    expect(at(500)).toMatchObject({ look: 'moving', hasTrail: true });
    expect(distance(at(400 + FLIGHT_MS), k2)).toBeLessThan(k2.radius + 20);
    expect(at(400 + FLIGHT_MS).hasTrail).toBe(false);
  });

  it('is where it is by now when it is seen for the first time long after it came there', () => {
    const { city, at } = cityWith();
    city.take([order({ state: 'ready', epoch: 1, kitchen: 'k2', ageMs: 3_000, deliveryMs: 4_000 })], 0);
    const customer = frame.pointOf(near);
    const [now, later] = [at(0), at(900)];
    expect(distance(now, k2)).toBeGreaterThan(distance(now, customer));
    expect(distance(later, customer)).toBeLessThan(distance(now, customer));
    expect(distance(at(1_000), customer)).toBeLessThan(0.01);
  });

  it('flies nowhere where motion is not wanted', () => {
    const { city, at } = cityWith(true);
    city.take([order()], 0);
    expect(at(0).x).toBeCloseTo(lineX(frame.line, 0), 3);
    city.take([order({ state: 'cooking', epoch: 1, kitchen: 'k2' })], 10);
    expect(distance(at(10), k2)).toBeLessThan(k2.radius);
    expect(at(10).untilMs).toBeLessThanOrEqual(10);
  });

  it('keeps its state where something older is told, and its end whatever is told', () => {
    const { city, at } = cityWith(true);
    city.take([order({ state: 'cooking', epoch: 3, kitchen: 'k2' })], 0);
    city.take([order({ state: 'cooking', epoch: 1, kitchen: 'k1' })], 1);
    expect(distance(at(1), k2)).toBeLessThan(k2.radius);
    city.take([order({ state: 'failed', epoch: 4 })], 2);
    city.take([order({ state: 'cooking', epoch: 5, kitchen: 'k1' })], 3);
    expect(at(3)).toMatchObject({ count: 1, look: 'failed' });
  });
});

describe('the orders of the city', () => {
  it('wait by priority and then by age', () => {
    const { city, dots } = cityWith(true);
    city.take([order({ id: '1' }), order({ id: '2', priority: 5 }), order({ id: '3' })], 0);
    city.drawAt(0, dots);
    const places = [0, 1, 2].map((before) => Math.round(lineY(frame.line, before)));
    expect([0, 1, 2].map((index) => Math.round(dots.y[index] ?? 0))).toEqual([places[1], places[0], places[2]]);
  });

  it('are let go of where they are not among all that is open, and those that go on are not disturbed', () => {
    const { city, dots } = cityWith();
    city.take([order({ id: 'a stays' }), order({ id: 'b goes' })], 0);
    city.drawAt(300, dots);
    const where = dots.y[0];
    city.replace([order({ id: 'a stays', ageMs: 300 })], 300);
    city.drawAt(300, dots);
    expect(dots.count).toBe(1);
    expect(dots.y[0]).toBeCloseTo(where ?? 0, 1);
  });

  it('are no more than the picture can hold, and nothing is kept of those that ended', () => {
    const { city, dots } = cityWith(true);
    const many = Array.from({ length: MOST_KNOWN + 50 }, (_, index) => order({ id: `o${index}` }));
    city.take(many, 0);
    expect(city.size).toBe(MOST_KNOWN);
    city.drawAt(0, dots);
    expect(dots.count).toBe(2_000);
    expect(dots.counts[0]).toBe(MOST_KNOWN);
    city.take(
      many.map((one) => ({ ...one, state: 'delivered' as const, epoch: 1 })),
      1,
    );
    city.drawAt(10_000, dots);
    expect(city.size).toBe(0);
  });

  it('never jump, and always are in the picture, whatever is told of them', () => {
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      state: fc.constantFrom(...ORDER_STATE_NAMES),
      epoch: fc.nat(4),
      kitchen: fc.constantFrom('k1', 'k2', 'unknown', null),
      askedBack: fc.boolean(),
      ageMs: fc.constantFrom(0, 500, 5_000),
      deliveryMs: fc.constantFrom(null, 100, 3_000),
      waitMs: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const city = new LiveCity(frame);
        city.layOut(frame, spots, 0);
        const dots = new Dots(10);
        let now = 0;
        for (const { waitMs, ...each } of changes) {
          now += waitMs;
          city.drawAt(now, dots);
          const before = [...dots.x.subarray(0, dots.count)].toSorted();
          const known = city.size;
          city.take([order(each)], now);
          city.drawAt(now, dots);
          const after = [...dots.x.subarray(0, dots.count)].toSorted();
          // Those that stand in line step up at once; all others go on from where they are.
          if (city.size === known && dots.counts[0] === 0 && dots.counts[3] === 0) {
            for (const [index, x] of before.entries()) expect(after[index]).toBeCloseTo(x, 2);
          }
          for (let index = 0; index < dots.count; index += 1) {
            expect(dots.x[index]).toBeGreaterThanOrEqual(0);
            expect(dots.x[index]).toBeLessThanOrEqual(frame.width);
            expect(dots.y[index]).toBeGreaterThanOrEqual(0);
            expect(dots.y[index]).toBeLessThanOrEqual(frame.height);
          }
        }
      }),
    );
  });
});
