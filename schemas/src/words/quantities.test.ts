import { expect, test } from 'vitest';
import { formatBytes, formatCores, formatCount, formatShare, plural } from './quantities.ts';

test('counts carry separators', () => {
  expect(formatCount(10_000)).toBe('10,000');
});

test('bytes are told in the unit that keeps them short', () => {
  expect(formatBytes(512)).toBe('512 bytes');
  expect(formatBytes(256 * 1_024 ** 2)).toBe('256 MiB');
  expect(formatBytes(1.5 * 1_024 ** 3)).toBe('1.5 GiB');
  expect(formatBytes(2_048 * 1_024 ** 4)).toBe('2 PiB');
});

test('thousandths of a core are told as cores', () => {
  expect(formatCores(250)).toBe('0.25 cores');
  expect(formatCores(1_000)).toBe('1 core');
  expect(formatCores(12_500)).toBe('12.5 cores');
  expect(formatCores(1_887)).toBe('1.89 cores');
});

test('a share is never rounded up to the whole', () => {
  expect(formatShare(0.9999)).toBe('99 %');
  expect(formatShare(1)).toBe('100 %');
  expect(formatShare(0.0001)).toBe('< 1 %');
  expect(formatShare(0)).toBe('0 %');
});

test('one is singular', () => {
  expect(plural(1, 'task')).toBe('1 task');
  expect(plural(1_000, 'task')).toBe('1,000 tasks');
  expect(plural(2, 'try', 'tries')).toBe('2 tries');
});
