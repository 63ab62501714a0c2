import { CITY } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameCity, lineRoom, lineX, lineY } from './city-frame.ts';
import { spotsOf } from './kitchen-spots.ts';

const size = fc.record({ width: fc.integer({ min: 300, max: 1_600 }), height: fc.integer({ min: 260, max: 900 }) });
const inCity = fc
  .record({ angle: fc.double({ min: 0, max: 6.28, noNaN: true }), out: fc.double({ min: 0, max: 0.99, noNaN: true }) })
  .map(({ angle, out }) => ({
    latitude: CITY.centre.latitude + (Math.sin(angle) * out * CITY.radiusKm) / 111.195,
    longitude:
      CITY.centre.longitude +
      (Math.cos(angle) * out * CITY.radiusKm) / (111.195 * Math.cos((CITY.centre.latitude * Math.PI) / 180)),
  }));

describe('the city in a picture', () => {
  it('lies in it whole, with every place of it, and a click finds the place again', () => {
    fc.assert(
      fc.property(size, inCity, ({ width, height }, place) => {
        const frame = frameCity(CITY, width, height);
        const point = frame.pointOf(place);
        expect(point.x).toBeGreaterThan(0);
        expect(point.x).toBeLessThan(width);
        expect(point.y).toBeGreaterThan(0);
        expect(point.y).toBeLessThan(height);
        const found = frame.placeAt(point);
        expect(found?.latitude).toBeCloseTo(place.latitude, 6);
        expect(found?.longitude).toBeCloseTo(place.longitude, 6);
      }),
    );
  });

  it('has north above and east at the right, and nothing outside of it', () => {
    const frame = frameCity(CITY, 800, 500);
    const { latitude, longitude } = CITY.centre;
    expect(frame.pointOf({ latitude: latitude + 0.01, longitude }).y).toBeLessThan(frame.middle.y);
    expect(frame.pointOf({ latitude, longitude: longitude + 0.01 }).x).toBeGreaterThan(frame.middle.x);
    expect(frame.placeAt({ x: frame.middle.x + frame.radius + 2, y: frame.middle.y })).toBeNull();
  });

  it('leaves the line of those who wait out of the city, each with a place of its own', () => {
    fc.assert(
      fc.property(size, ({ width, height }) => {
        const frame = frameCity(CITY, width, height);
        const room = lineRoom(frame.line);
        expect(room).toBeGreaterThan(30);
        const places = Array.from({ length: room }, (_, before) => ({
          x: lineX(frame.line, before),
          y: lineY(frame.line, before),
        }));
        expect(Math.min(...places.map(({ x }) => x))).toBeGreaterThanOrEqual(0);
        expect(Math.max(...places.map(({ x }) => x))).toBeLessThanOrEqual(width);
        expect(Math.max(...places.map(({ y }) => y))).toBeLessThanOrEqual(height);
        const fromMiddle = places.map(({ x, y }) => Math.hypot(x - frame.middle.x, y - frame.middle.y));
        expect(Math.min(...fromMiddle)).toBeGreaterThan(frame.radius);
        const taken = new Set(places.map(({ x, y }) => `${x} ${y}`));
        expect(taken.size).toBe(room);
      }),
    );
  });

  it('has smaller rings where there are many kitchens, and larger ones for those that cook more at once', () => {
    const frame = frameCity(CITY, 800, 500);
    const some = (count: number, capacity = 3) =>
      spotsOf(
        frame,
        Array.from({ length: count }, (_, index) => ({ id: `k${index}`, location: CITY.centre, capacity })),
      );
    expect(some(50)[0]?.radius).toBeLessThan(some(5)[0]?.radius ?? 0);
    expect(some(5, 8)[0]?.radius).toBeGreaterThan(some(5, 2)[0]?.radius ?? 0);
    expect(some(1_000)[0]?.radius).toBeGreaterThanOrEqual(6);
  });
});
