import { describe, expect, it } from 'vitest';
import type { LifeEntry } from '../../control-plane/src/kitchens/turn.ts';
import { lastReassigned } from './last-reassigned.ts';

const given = (atMs: number, kitchen: string, epoch = 1): LifeEntry => [atMs, 'assigned', epoch, kitchen];
const takenBack = (atMs: number, kitchen: string, epoch = 2): LifeEntry => [atMs, 'taken back', epoch, kitchen];

describe('the last order of a dead kitchen', () => {
  it('is the one that was given to another the latest, also where it was given to the dead one after its death', () => {
    const lives = [
      [given(900, 'a'), takenBack(3_500, 'a'), given(3_500, 'b', 3)],
      [given(1_200, 'a'), takenBack(3_500, 'a'), given(3_900, 'c', 3)],
      [given(900, 'b')],
    ];
    expect(lastReassigned(lives, 'a', 1_000)).toEqual({ orders: 2, lastAtMs: 3_900 });
  });

  it('is not known while one waits', () => {
    const lives = [
      [given(900, 'a'), takenBack(3_500, 'a')],
      [takenBack(3_500, 'a'), given(3_600, 'b', 3)],
    ];
    expect(lastReassigned(lives, 'a', 1_000)).toEqual({ orders: 2, lastAtMs: null });
  });

  it('has gone nowhere else where it ended for having been lost too often', () => {
    const lives = [[takenBack(3_500, 'a'), [3_501, 'failed', 2, null] satisfies LifeEntry]];
    expect(lastReassigned(lives, 'a', 1_000)).toEqual({ orders: 1, lastAtMs: 3_501 });
  });

  it('is none of an earlier death, nor of another kitchen', () => {
    const lives = [[takenBack(500, 'a'), given(501, 'b', 3), takenBack(3_000, 'b', 4), given(3_100, 'a', 5)]];
    expect(lastReassigned(lives, 'a', 1_000)).toEqual({ orders: 0, lastAtMs: null });
  });
});
