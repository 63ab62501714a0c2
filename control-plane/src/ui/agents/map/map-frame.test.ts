import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coordinates, frameAround, type MapFrame, WORLD } from './map-frame.ts';

const berlin = { latitude: 52.5, longitude: 13.4 };
const lisbon = { latitude: 38.7, longitude: -9.1 };
const suva = { latitude: -18.1, longitude: 178.4 };
const apia = { latitude: -13.8, longitude: -171.8 };

/** Degrees from the meridian in the middle, the shorter way round. */
function away(longitude: number, frame: MapFrame): number {
  const turned = Math.abs(longitude - frame.meridian) % 360;
  return Math.min(turned, 360 - turned);
}

describe('the part of the world that the map shows', () => {
  it('is the whole where there are no places, or places all over it', () => {
    expect(frameAround([])).toEqual(WORLD);
    expect(frameAround([berlin, suva, { latitude: 40.7, longitude: -74 }])).toEqual(WORLD);
  });

  it('is around the places', () => {
    const frame = frameAround([berlin, lisbon]);
    expect(frame.meridian).toBeCloseTo(2.15);
    expect(frame.reach).toBeLessThan(30);
    expect(frame.north).toBeLessThan(70);
  });

  it('of one place is as much as one knows it by', () => {
    expect(frameAround([berlin])).toEqual({ meridian: expect.closeTo(13.4), reach: 18, north: 70.5, south: 34.5 });
  });

  it('goes across the date line where that is the shorter way', () => {
    const frame = frameAround([suva, apia]);
    expect(away(178.4, frame)).toBeCloseTo(4.9);
    expect(frame.reach).toBe(18);
  });

  it('holds every place', () => {
    const place: fc.Arbitrary<Coordinates> = fc.record({
      latitude: fc.integer({ min: -50, max: 70 }),
      longitude: fc.integer({ min: -180, max: 180 }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const frame = frameAround(places);
        for (const { latitude, longitude } of places) {
          expect(away(longitude, frame)).toBeLessThanOrEqual(frame.reach + 1e-6);
          expect(latitude).toBeLessThanOrEqual(frame.north);
          expect(latitude).toBeGreaterThanOrEqual(frame.south);
        }
      }),
    );
  });
});
