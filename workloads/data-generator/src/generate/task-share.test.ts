import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskShare } from './task-share.ts';

describe('taskShare', () => {
  it('splits a total into shares that add up to it and differ by one at most', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000_000 }), fc.integer({ min: 1, max: 200 }), (total, taskCount) => {
        const shares = Array.from({ length: taskCount }, (_, index) => taskShare(total, index, taskCount) ?? -1);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps an endless stream endless for every task', () => {
    expect(taskShare(null, 3, 7)).toBeNull();
  });
});
