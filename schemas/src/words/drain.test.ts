import { describe, expect, it } from 'vitest';
import type { DrainView } from '../api/fleet.ts';
import { drainWords } from './drain.ts';

const drain = (changes: Partial<DrainView>): DrainView => ({
  state: 'DRAINING',
  requestedAt: '2026-03-01T12:00:00Z',
  deadlineMs: 600_000,
  whenDeadline: 'stop',
  elapsedMs: 60_000,
  left: 3,
  moving: 0,
  endedAt: null,
  ...changes,
});

describe('the words for a drain', () => {
  it.each([
    [{}, '3 tasks left; what still runs in 9 min is stopped and started elsewhere'],
    [
      { left: 1, moving: 1, whenDeadline: 'leave' as const },
      '1 task left, 1 of them on the way elsewhere; what still runs in 9 min is left to run',
    ],
    [{ deadlineMs: null }, '3 tasks left; what runs is waited for as long as it takes'],
    [{ elapsedMs: 600_000, moving: 3 }, '3 tasks left, 3 of them on the way elsewhere; the deadline has passed'],
    [{ state: 'LEFT' as const, left: 2 }, '2 tasks left to run on, as wished: the deadline has passed'],
    [{ state: 'DRAINED' as const, left: 0 }, 'Empty: nothing that Longshore placed runs here any more'],
  ])('say how far it is and what comes next: %j', (changes, words) => {
    expect(drainWords(drain(changes))).toBe(words);
  });
});
