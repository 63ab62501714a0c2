import type { SortReport } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { phaseWords, sortProgress } from './sort-progress.ts';

const report = (part: Partial<SortReport>) =>
  ({ phase: 'sorting', count: 100, sampledCount: 0, partedCount: 0, sortedCount: 0, tries: [], ...part }) as SortReport;

describe('how far a sort is', () => {
  it('is the three passes over its elements together', () => {
    expect(sortProgress(null).whole).toBe(0);
    expect(sortProgress(report({ sampledCount: 100, partedCount: 50 }))).toEqual({
      sampled: 1,
      parted: 0.5,
      sorted: 0,
      whole: 0.5,
    });
    expect(sortProgress(report({ sampledCount: 100, partedCount: 100, sortedCount: 100 })).whole).toBe(1);
  });

  it('is guessed by the tries while nobody knows of how many elements', () => {
    const tries = [
      { step: 'sample', state: 'accepted' },
      { step: 'sample', state: 'open' },
    ] as SortReport['tries'];
    expect(sortProgress(report({ count: null, tries }))).toMatchObject({ sampled: 0.5, whole: 0.5 / 3 });
  });

  it('is the whole of nothing', () => {
    expect(sortProgress(report({ count: 0 })).whole).toBe(1);
  });

  it('counts what was sorted without having been parted', () => {
    expect(sortProgress(report({ sampledCount: 100, sortedCount: 100 })).whole).toBe(1);
  });

  it('has words for what it does', () => {
    expect(phaseWords(null)).toBe('Waiting for its sorters');
    expect(phaseWords(report({ phase: 'parting' }))).toBe('Parting the input among the sorters');
    expect(phaseWords(report({ phase: 'writing', count: 12_000, writtenCount: 5_000 }))).toBe(
      'Writing the result to its topic, 5,000 of 12,000',
    );
  });
});
