import type { Overview } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { overviewSentence } from './overview-sentence.ts';

function overview(change: Partial<Overview>): Overview {
  return {
    jobs: { QUEUED: 0, RUNNING: 0, STOPPING: 0, SUCCEEDED: 0, FAILED: 0, STOPPED: 0 },
    agents: { total: 0, ready: 0, attention: 0 },
    capacity: { cpuMillis: 0, memoryBytes: 0, slots: 0 },
    reserved: { cpuMillis: 0, memoryBytes: 0, slots: 0 },
    use: { cpuMillis: 0, memoryBytes: 0 },
    waiting: [],
    recentFailures: [],
    ended: [],
    dispatcher: { leading: true, lastBeatAt: null, epoch: 1, outboxWaiting: 0, holds: null },
    ...change,
  };
}

test('an empty system says that nothing runs and no agent is there', () => {
  expect(overviewSentence(overview({}))).toBe('Nothing runs · no agent yet');
});

test('what runs, what waits and for what stand in one line', () => {
  const sentence = overviewSentence(
    overview({
      jobs: { QUEUED: 3, RUNNING: 3, STOPPING: 1, SUCCEEDED: 9, FAILED: 0, STOPPED: 0 },
      waiting: [{ jobId: 'a', name: 'train', waitsFor: 'Waits for free memory' }],
      agents: { total: 4, ready: 2, attention: 2 },
    }),
  );
  expect(sentence).toBe('3 running, 1 stopping, 1 waiting for free memory, 2 queued · 2 of 4 agents ready');
});

test('a single agent is singular', () => {
  expect(overviewSentence(overview({ agents: { total: 1, ready: 1, attention: 0 } }))).toBe(
    'Nothing runs · 1 agent ready',
  );
});
