import { expect, it } from 'vitest';
import { UserLog } from './user-log.ts';

it('tells what users waited for, and what went wrong the most often', () => {
  const log = new UserLog();
  for (const [id, ms] of [
    ['a', 10],
    ['b', 30],
  ] as const)
    log.placedOrder(id, ms);
  log.looked(4);
  log.sawReady(2_000);
  log.heard();
  log.failed('POST was answered 500');
  for (let n = 0; n < 2; n += 1) log.failed('POST was answered 503');
  const figures = log.figures();
  expect(log.placed).toEqual(['a', 'b']);
  expect(figures).toMatchObject({ orders: 2, signs: 1, errors: 3 });
  expect(figures.postMs).toMatchObject({ count: 2, median: 20, max: 30 });
  expect(figures.lookMs.median).toBe(4);
  expect(figures.seenReadyMs.median).toBe(2_000);
  expect(figures.whatFailed).toEqual(['2 × POST was answered 503', '1 × POST was answered 500']);
});

it('has nothing to tell but what went wrong where nobody saw an order ready', () => {
  const log = new UserLog();
  log.placedOrder('a', 1);
  log.failed('POST was answered 500');
  expect(() => log.figures()).toThrow('No user saw an order ready: 1 × POST was answered 500');
});
