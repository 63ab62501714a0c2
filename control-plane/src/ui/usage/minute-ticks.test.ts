import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteTicks } from './minute-ticks.ts';

const at = (minutes: number) => minutes * 60_000;

describe('the marks of a time axis', () => {
  it('are whole minutes, evenly apart', () => {
    expect(minuteTicks(at(0.5), at(3.5), 4)).toEqual([at(1), at(2), at(3)]);
    expect(minuteTicks(at(0), at(15), 5)).toEqual([at(0), at(3), at(6), at(9), at(12), at(15)]);
  });

  it('are none where no minute begins', () => {
    expect(minuteTicks(at(0.1), at(0.9), 4)).toEqual([]);
  });

  it('are within the axis, and one more than asked for at most', () => {
    const moment = fc.integer({ min: 0, max: at(60) });
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 1, max: 8 }), (one, other, most) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const ticks = minuteTicks(from, to, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) {
          expect(tick % 60_000).toBe(0);
          expect(tick).toBeGreaterThanOrEqual(from);
          expect(tick).toBeLessThanOrEqual(to);
        }
      }),
    );
  });
});
