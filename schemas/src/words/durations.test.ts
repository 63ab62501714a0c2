import { expect, test } from 'vitest';
import { formatAgo, formatDuration } from './durations.ts';

test('a span is told in at most two units', () => {
  expect(formatDuration(0)).toBe('0 ms');
  expect(formatDuration(840)).toBe('840 ms');
  expect(formatDuration(4_250)).toBe('4.2 s');
  expect(formatDuration(9_999)).toBe('9.9 s');
  expect(formatDuration(42_900)).toBe('42 s');
  expect(formatDuration(185_000)).toBe('3 min 5 s');
  expect(formatDuration(7_800_000)).toBe('2 h 10 min');
  expect(formatDuration(5 * 86_400_000 + 3 * 3_600_000)).toBe('5 d 3 h');
  expect(formatDuration(60_000)).toBe('1 min');
});

test('a span that clocks make negative is nothing, not a minus', () => {
  expect(formatDuration(-20)).toBe('0 ms');
  expect(formatAgo(-4_000)).toBe('just now');
});

test('how long ago is told in one unit', () => {
  expect(formatAgo(1_200)).toBe('just now');
  expect(formatAgo(12_000)).toBe('12 s ago');
  expect(formatAgo(250_000)).toBe('4 min ago');
  expect(formatAgo(3 * 3_600_000)).toBe('3 h ago');
  expect(formatAgo(47 * 3_600_000)).toBe('47 h ago');
  expect(formatAgo(72 * 3_600_000)).toBe('3 d ago');
});
