import { expect, it } from 'vitest';
import { pauseMs } from './measure-statuses.ts';

it('pauses for times that are spread evenly, so that nothing is met at the same moment each time', () => {
  const pauses = Array.from({ length: 60 }, (_, number) => pauseMs(number));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
  expect(Math.max(...pauses)).toBeLessThan(1_000);
  for (const third of [0, 1, 2]) {
    const within = pauses.filter((pause) => Math.floor((pause - 400) / 200) === third);
    expect(within.length).toBeGreaterThanOrEqual(18);
    expect(within.length).toBeLessThanOrEqual(22);
  }
});
