import type { SortSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { sortsSentence, standingWords } from './sorts-sentence.ts';

const sort = (part: Partial<SortSummary>) =>
  ({ state: 'RUNNING', reason: null, count: null, sortedCount: 0, ...part }) as SortSummary;

describe('the line over the list of sorts', () => {
  it('says that nothing goes on, or what does', () => {
    expect(sortsSentence([])).toBe('Nothing is being sorted');
    expect(sortsSentence([sort({ state: 'AWAITING_INPUT' })])).toBe('1 awaits its input');
    expect(
      sortsSentence([
        sort({ count: 1_000_000 }),
        sort({ count: 200_000 }),
        sort({ state: 'QUEUED' }),
        sort({ state: 'AWAITING_INPUT' }),
        sort({ state: 'AWAITING_INPUT' }),
      ]),
    ).toBe('2 running, 1 queued, 2 await their input · 1,200,000 elements');
  });
});

describe('where a sort stands', () => {
  it('is said as far as the list knows it', () => {
    expect(standingWords(sort({}))).toBe('being sampled');
    expect(standingWords(sort({ count: 10 }))).toBe('being parted');
    expect(standingWords(sort({ count: 1_000, sortedCount: 10 }))).toBe('10 of 1,000 sorted');
    expect(standingWords(sort({ state: 'FAILED', reason: { code: 'X', message: 'no disk' } }))).toBe('no disk');
    expect(standingWords(sort({ state: 'SUCCEEDED' }))).toBe('');
  });
});
