import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterPoints } from './cluster-points.ts';

const APART = { x: 40, y: 30 };
const at = (item: string, x: number, y: number) => ({ item, x, y });

describe('marks on the map', () => {
  it('stand by themselves where there is room', () => {
    expect(clusterPoints([at('a', 0, 0), at('b', 40, 0), at('c', 0, 30)], APART)).toHaveLength(3);
  });

  it('of the same place are one, in its middle', () => {
    expect(clusterPoints([at('a', 10, 10), at('b', 10, 10), at('c', 19, 13)], APART)).toEqual([
      { items: ['a', 'b', 'c'], x: 13, y: 11 },
    ]);
  });

  it('hold everything once, and never stand on one another', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (drawn) => {
        const clusters = clusterPoints(
          drawn.map(({ x, y }, item) => ({ item, x, y })),
          APART,
        );
        expect(clusters.flatMap(({ items }) => items).toSorted((a, b) => a - b)).toEqual([...drawn.keys()]);
        for (const [index, one] of clusters.entries()) {
          for (const other of clusters.slice(index + 1)) {
            expect(Math.abs(one.x - other.x) >= APART.x || Math.abs(one.y - other.y) >= APART.y).toBe(true);
          }
        }
      }),
    );
  });
});
