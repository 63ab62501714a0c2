import type { SortTry } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { triesWords, tryName } from './step-words.ts';

const inState = (state: SortTry['state']) => ({ state }) as SortTry;

describe('the words of tries', () => {
  it('name the work by what a reader counts from one', () => {
    expect(tryName({ step: 'sort', part: 'r.3', share: 0 })).toBe('Sort r.3');
    expect(tryName({ step: 'part', part: 'r', share: 1 })).toBe('Part r, share 2');
  });

  it('tell how many there were, and how many did not count', () => {
    expect(triesWords([])).toBe('0 tries');
    expect(triesWords([inState('accepted')])).toBe('1 try');
    expect(triesWords((['accepted', 'open', 'late', 'abandoned', 'failed'] as const).map(inState))).toBe(
      '5 tries, 2 lost, 1 came late',
    );
  });
});
