import { expect, test } from 'vitest';
import { DatabaseClock } from './database-clock.ts';

test('the database’s clock goes by the quickest answer of late, and never back', () => {
  let nowMs = 1_000;
  const clock = new DatabaseClock(() => nowMs);
  clock.compare(500_010, 990, 1_010);
  expect(clock.nowMs()).toBe(500_010);
  // One that took long says little.
  clock.compare(501_000, 1_000, 1_400);
  expect(clock.nowMs()).toBe(500_010);
  nowMs = 1_100;
  expect(clock.nowMs()).toBe(500_110);
  clock.compare(500_090, 1_098, 1_102);
  expect(clock.nowMs(), 'not back').toBe(500_110);
  nowMs = 1_200;
  expect(clock.nowMs()).toBe(500_190);
  clock.atLeast(500_500);
  expect(clock.nowMs()).toBe(500_500);
  // A quick answer does not count for ever.
  clock.compare(700_000, 90_000, 90_100);
  nowMs = 90_050;
  expect(clock.nowMs()).toBe(700_000);
});

test('the database’s clock goes back by a step of seconds, which the database’s own took', () => {
  let nowMs = 1_000;
  const clock = new DatabaseClock(() => nowMs);
  clock.compare(500_000, 1_000, 1_000);
  clock.compare(4_100_000, 1_000, 1_000);
  expect(clock.nowMs()).toBe(4_100_000);
  nowMs = 2_000;
  clock.compare(501_000, 2_000, 2_000);
  expect(clock.nowMs()).toBe(501_000);
  clock.compare(499_500, 2_000, 2_000);
  expect(clock.nowMs(), 'not by less').toBe(501_000);
});
