import type { ManyJobsAnswer } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { allThatMatch } from './many-jobs.ts';
import { leftOutWords, manyQuestion } from './many-words.ts';

const answer: ManyJobsAnswer = {
  matched: 5,
  done: 1,
  dryRun: true,
  leftOut: [
    { why: 'has ended already', count: 3, jobs: [1, 2, 3].map((n) => ({ id: `${n}`, name: `job-${n}` })) },
    { why: 'is stopping already', count: 1, jobs: [{ id: '4', name: 'job-4' }] },
  ],
  created: [],
};

describe('acts on many jobs', () => {
  it('ask with the number that they will reach, and say who is left out and why', () => {
    expect(manyQuestion('stop', undefined)).toBe('Stop?');
    expect(manyQuestion('stop', answer)).toBe('Stop 1 job?');
    expect(manyQuestion('rerun', { ...answer, done: 0 })).toBe('Nothing to run again');
    expect(leftOutWords(answer)).toEqual([
      'job-1, job-2 and 1 more are left out: each has ended already.',
      'job-4 is left out: it is stopping already.',
    ]);
  });

  it('mean by a filter what the list shows, and every job where it is not narrowed', () => {
    expect(allThatMatch({})).toEqual({ filter: { all: true } });
    expect(allThatMatch({ state: ['FAILED'], topic: 'orders' })).toEqual({
      filter: { topic: 'orders', state: ['FAILED'] },
    });
  });
});
