import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherHints } from './gather-hints.ts';

describe('hints', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start() {
    const passed: (string[] | null)[] = [];
    const gatherer = gatherHints((subjects) => passed.push(subjects === null ? null : [...subjects]));
    return { passed, ...gatherer };
  }

  it('are passed on at once when none came just before', () => {
    const { passed, hint } = start();
    hint(['jobs']);
    expect(passed).toEqual([['jobs']]);
    vi.advanceTimersByTime(1_000);
    expect(passed).toHaveLength(1);
    hint(['agents']);
    expect(passed).toEqual([['jobs'], ['agents']]);
  });

  it('that follow each other closely are passed on together, four times a second at most', () => {
    const { passed, hint } = start();
    for (let index = 0; index < 100; index += 1) {
      hint(index % 2 === 0 ? ['jobs'] : ['agents', 'jobs']);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    expect(passed).toEqual(
      [['jobs'], ...Array.from({ length: 4 }, () => ['agents', 'jobs'])].map((each) => expect.arrayContaining(each)),
    );
  });

  it('mean everything when one of them does', () => {
    const { passed, hint } = start();
    hint(['jobs']);
    hint(['agents']);
    hint(null);
    hint(['logs']);
    vi.advanceTimersByTime(250);
    expect(passed).toEqual([['jobs'], null]);
  });

  it('are passed on no more after the end', () => {
    const { passed, hint, stop } = start();
    hint(['jobs']);
    hint(['agents']);
    stop();
    vi.advanceTimersByTime(1_000);
    expect(passed).toEqual([['jobs']]);
  });
});
