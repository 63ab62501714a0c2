import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageSubject } from '../database/channels.ts';
import { gatherNotices } from './gather-notices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gathering() {
  const passed: PageSubject[][] = [];
  return { passed, ...gatherNotices((subjects) => passed.push(subjects)) };
}

describe('what changes', () => {
  it('is told soon after a quiet while, what comes with it once', () => {
    const { passed, note } = gathering();
    for (const subject of ['jobs', 'agents', 'jobs'] as const) note(subject);
    expect(passed).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(passed).toEqual([['jobs', 'agents']]);
    vi.advanceTimersByTime(1_000);
    note('logs');
    vi.advanceTimersByTime(50);
    expect(passed).toEqual([['jobs', 'agents'], ['logs']]);
  });

  it('is told four times a second where it never stops, and the last of it too', () => {
    const { passed, note } = gathering();
    for (let ms = 0; ms < 10_000; ms += 5) {
      note('kitchens');
      vi.advanceTimersByTime(5);
    }
    expect(passed.length).toBeGreaterThanOrEqual(39);
    expect(passed.length).toBeLessThanOrEqual(41);
    note('jobs');
    vi.advanceTimersByTime(250);
    expect(passed.at(-1)).toContain('jobs');
  });

  it('is not told any more once nobody listens, nor to who listens next', () => {
    const { passed, note, stop } = gathering();
    note('jobs');
    stop();
    vi.advanceTimersByTime(1_000);
    note('logs');
    vi.advanceTimersByTime(1_000);
    expect(passed).toEqual([['logs']]);
  });
});
