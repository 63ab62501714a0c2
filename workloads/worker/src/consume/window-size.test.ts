import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Window } from './window.ts';
import { averageWith, windowSize } from './window-size.ts';

describe('how many items are held at once', () => {
  it('is what can be worked on while nothing is known, or items are long', () => {
    expect(windowSize(4, null)).toBe(4);
    expect(windowSize(4, 60_000)).toBe(4);
  });

  it('is more the shorter they are, within bounds', () => {
    expect(windowSize(2, 10)).toBe(40);
    expect(windowSize(2, 0)).toBe(256);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.double({ min: 0, max: 1e6, noNaN: true }), (concurrency, ms) => {
        const size = windowSize(concurrency, ms);
        expect(size).toBeGreaterThanOrEqual(concurrency);
        expect(size).toBeLessThanOrEqual(256);
        expect(windowSize(concurrency, ms * 2)).toBeLessThanOrEqual(size);
      }),
    );
  });

  it('follows how long they take of late', () => {
    let average: number | null = null;
    for (let n = 0; n < 100; n += 1) average = averageWith(average, 1);
    expect(average).toBeCloseTo(1);
    for (let n = 0; n < 100; n += 1) average = averageWith(average, 1_000);
    expect(average).toBeGreaterThan(990);
  });
});

describe('a window', () => {
  it('lets in as many as there is room for, and the next when one has left', async () => {
    const window = new Window(2);
    await window.enter();
    await window.enter();
    let third = false;
    const entering = window.enter().then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    window.leave(null);
    await entering;
    expect(window.held).toBe(2);
  });
});
