import { expect, it } from 'vitest';
import { formatLineTime } from './line-time.ts';

const at = Date.UTC(2026, 4, 6, 7, 8, 9, 45);

it('the time of a line is told as somebody wants it', () => {
  expect(formatLineTime('off', at, 0)).toBe('');
  expect(formatLineTime('full', at, 0)).toBe('2026-05-06T07:08:09.045Z');
  expect(formatLineTime('clock', at, 0)).toMatch(/^\d\d:08:09\.045$/);
  expect(formatLineTime('since', at, at - 3_723_004)).toBe('+1:02:03.004');
  expect(formatLineTime('since', at, at + 1_500)).toBe('−0:00:01.500');
});
