import { describe, expect, it } from 'vitest';
import { hasUsage, isUsageStale, topOf, usageNow } from './usage-facts.ts';

const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const at = (secondsBefore: number) => new Date(NOON - secondsBefore * 1_000).toISOString();

const attempt = (heardSecondsAgo: number, cpuMillis = 100, memoryBytes = 1_000) => ({
  attemptId: 'a',
  taskIndex: 0,
  attempt: 1,
  agentId: 'eu-1',
  cpuMillis,
  memoryBytes,
  heardAt: at(heardSecondsAgo),
  healthIntervalMs: 5_000,
});

describe('what a job uses', () => {
  it('is shown while it runs, and for a quarter of an hour after it ran', () => {
    expect(hasUsage({ startedAt: null, endedAt: null }, NOON)).toBe(false);
    expect(hasUsage({ startedAt: at(1), endedAt: null }, NOON)).toBe(true);
    expect(hasUsage({ startedAt: at(60), endedAt: at(30) }, NOON)).toBe(true);
    expect(hasUsage({ startedAt: at(2_000), endedAt: at(901) }, NOON)).toBe(false);
  });

  it('is not shown of what ran too shortly to be heard of', () => {
    expect(hasUsage({ startedAt: at(31), endedAt: at(30) }, NOON)).toBe(false);
    expect(hasUsage({ startedAt: null, endedAt: at(30) }, NOON)).toBe(false);
  });

  it('is the sum over its containers', () => {
    expect(usageNow({ running: [attempt(0, 250, 5), attempt(0, 100, 7)] })).toEqual({
      cpuMillis: 350,
      memoryBytes: 12,
    });
    expect(usageNow({ running: [] })).toEqual({ cpuMillis: 0, memoryBytes: 0 });
  });

  it('is old when one of its agents has missed several reports', () => {
    expect(isUsageStale({ running: [attempt(2), attempt(16)] }, NOON)).toBe(false);
    expect(isUsageStale({ running: [attempt(2), attempt(17)] }, NOON)).toBe(true);
    expect(isUsageStale({ running: [] }, NOON)).toBe(false);
  });

  it('is drawn up to its limit, or above it where more was used', () => {
    expect(topOf(2, [0.5, null, 1])).toBe(2);
    expect(topOf(2, [0.5, 2.5])).toBe(2.5);
    expect(topOf(2, [2.04])).toBe(2);
    expect(topOf(0, [])).toBe(1);
  });
});
