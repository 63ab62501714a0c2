import { describe, expect, it } from 'vitest';
import { addDepths, DEPTHS_KEPT_MS, type Depths, depthPath } from './depths.ts';

const look = (before: Depths, queued: number, atMs: number) => addDepths(before, [{ type: 'compute', queued }], atMs);
const lookAll = (looks: readonly (readonly [atMs: number, queued: number])[]) =>
  looks.reduce<Depths>((depths, [atMs, queued]) => look(depths, queued, atMs), {}).compute ?? [];

describe('the depths of a queue', () => {
  it('are kept for ten minutes', () => {
    const depths = lookAll([
      [0, 5],
      [5_000, 6],
      [DEPTHS_KEPT_MS + 1, 7],
    ]);
    expect(depths).toEqual([
      { atMs: 5_000, waiting: 6 },
      { atMs: DEPTHS_KEPT_MS + 1, waiting: 7 },
    ]);
  });

  it('of looks that follow closely keep the peak, and always the newest', () => {
    const depths = lookAll([
      [0, 5],
      [250, 90],
      [500, 10],
      [2_600, 3],
      [5_000, 2],
    ]);
    expect(depths).toEqual([
      { atMs: 0, waiting: 90 },
      { atMs: 2_600, waiting: 3 },
      { atMs: 5_000, waiting: 2 },
    ]);
  });
});

describe('their line', () => {
  it('goes from the first to the last, the most at the top', () => {
    const samples = [
      { atMs: 0, waiting: 0 },
      { atMs: 5_000, waiting: 10 },
      { atMs: 10_000, waiting: 5 },
    ];
    expect(depthPath(samples, 100, 40)).toBe('M0 40L50 0L100 20');
  });

  it('is broken where nothing was heard, and none of a single moment', () => {
    const samples = [
      { atMs: 0, waiting: 1 },
      { atMs: 60_000, waiting: 1 },
      { atMs: 65_000, waiting: 1 },
    ];
    expect(depthPath(samples, 65, 10)).toBe('M0 0M60 0L65 0');
    expect(depthPath(samples.slice(0, 1), 65, 10)).toBe('');
  });

  it('of an empty queue lies on the floor', () => {
    const samples = [
      { atMs: 0, waiting: 0 },
      { atMs: 5_000, waiting: 0 },
    ];
    expect(depthPath(samples, 100, 40)).toBe('M0 40L100 40');
  });
});
