import { describe, expect, it } from 'vitest';
import { excludedWords, placeInQueue, queueSentence } from './queue-words.ts';

describe('the queue in words', () => {
  it('answers in one sentence what waits', () => {
    expect(queueSentence({ jobs: 0, tasks: 0, backingOff: 0 })).toBe('Nothing waits to be placed.');
    expect(queueSentence({ jobs: 1, tasks: 3, backingOff: 0 })).toBe('1 job with 3 tasks waits to be placed.');
    expect(queueSentence({ jobs: 2, tasks: 3, backingOff: 1 })).toBe(
      '2 jobs with 3 tasks wait to be placed; 1 task more after a pause.',
    );
  });

  it('names the agent that a filter left out, or counts them', () => {
    expect(excludedWords({ filter: 'memory', agents: ['eu-1'] })).toBe('Memory: eu-1');
    expect(excludedWords({ filter: 'constraint', agents: ['a', 'b'] })).toBe('Constraints: 2 agents');
    expect(excludedWords({ filter: 'of-a-later-version', agents: ['a'] })).toBe('of-a-later-version: a');
  });

  it('says where a job stands', () => {
    expect(placeInQueue({ position: 1, jobs: 1, tasksAhead: 0 })).toBe('Alone in the queue');
    expect(placeInQueue({ position: 1, jobs: 4, tasksAhead: 0 })).toBe('First of 4 in the queue');
    expect(placeInQueue({ position: 2, jobs: 4, tasksAhead: 7 })).toBe('2 of 4 in the queue, 7 tasks of others ahead');
  });
});
