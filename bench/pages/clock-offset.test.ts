import { expect, it } from 'vitest';
import { clockOffset } from './clock-offset.ts';

it('takes what another clock said in the middle of the quickest look', () => {
  const looks = [
    { beforeMs: 100, thereMs: 140, afterMs: 120 },
    { beforeMs: 200, thereMs: 204, afterMs: 204 },
  ];
  expect(clockOffset(looks)).toEqual({ offsetMs: 2, uncertainMs: 3 });
  expect(() => clockOffset([])).toThrow(RangeError);
});
