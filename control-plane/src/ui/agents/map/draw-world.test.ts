import { describe, expect, it } from 'vitest';
import { drawWorld } from './draw-world.ts';
import { frameAround, WORLD } from './map-frame.ts';

const places = {
  berlin: { latitude: 52.5, longitude: 13.4 },
  lisbon: { latitude: 38.7, longitude: -9.1 },
  sydney: { latitude: -33.9, longitude: 151.2 },
  quito: { latitude: -0.2, longitude: -78.5 },
  suva: { latitude: -18.1, longitude: 178.4 },
  apia: { latitude: -13.8, longitude: -171.8 },
};

describe('the drawn world', () => {
  it('has land and borders within its frame', () => {
    const { land, borders } = drawWorld(WORLD, 1_000, 480);
    const numbers = [...`${land} ${borders}`.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));
    expect(numbers.length).toBeGreaterThan(5_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(1_000);
  });

  it('has what is north above and what is east at the right', () => {
    const { pointOf } = drawWorld(WORLD, 1_000, 480);
    expect(pointOf(places.berlin).y).toBeLessThan(pointOf(places.sydney).y);
    expect(pointOf(places.berlin).x).toBeLessThan(pointOf(places.sydney).x);
    expect(pointOf(places.quito).x).toBeLessThan(pointOf(places.lisbon).x);
  });

  it.each([
    [1_000, 480],
    [358, 280],
  ])('shows all places of its frame at %d × %d px, also across the date line', (width, height) => {
    for (const shown of [[places.berlin, places.lisbon], [places.suva, places.apia], Object.values(places)]) {
      const { pointOf } = drawWorld(frameAround(shown), width, height);
      for (const { x, y } of shown.map(pointOf)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(height);
      }
    }
    const { pointOf } = drawWorld(frameAround([places.suva, places.apia]), width, height);
    expect(pointOf(places.suva).x).toBeLessThan(pointOf(places.apia).x);
  });
});
