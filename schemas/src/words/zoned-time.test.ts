import { expect, it } from 'vitest';
import { formatUntil } from './durations.ts';
import { formatInZone } from './zoned-time.ts';

it('shows an instant as the clocks of a zone do', () => {
  expect(formatInZone('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe('Sun 29 Mar 2026 03:00 CEST');
  expect(formatInZone('2026-03-29T01:00:00Z', 'UTC')).toBe('Sun 29 Mar 2026 01:00 UTC');
  expect(formatInZone('2026-10-03T15:30:00Z', 'Australia/Lord_Howe')).toContain('Sun 4 Oct 2026 02:30');
});

it('says how long until then, in one unit', () => {
  expect(formatUntil(-5)).toBe('now');
  expect(formatUntil(900)).toBe('now');
  expect(formatUntil(42_000)).toBe('in 42 s');
  expect(formatUntil(3_599_000)).toBe('in 59 min');
  expect(formatUntil(47 * 3_600_000)).toBe('in 47 h');
  expect(formatUntil(72 * 3_600_000)).toBe('in 3 d');
});
