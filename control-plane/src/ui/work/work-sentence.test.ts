import { expect, test } from 'vitest';
import { workSentence } from './work-sentence.ts';

const idle = { queued: 0, processing: 0, failed: 0, completedLastMinute: 0, failedLastMinute: 0, oldestAgeMs: null };

test('the sentence tells what waits, what is worked on, what got done, by how many, and what wants a look', () => {
  expect(workSentence([idle, idle], 0)).toBe('Nothing waits · no worker');
  expect(workSentence([{ ...idle, queued: 1, oldestAgeMs: 900 }, idle], 1)).toBe('1 item waits · 1 worker');
  const busy = { ...idle, queued: 12, processing: 3, completedLastMinute: 1_340, oldestAgeMs: 125_000 };
  expect(workSentence([busy, { ...idle, failed: 4 }], 2)).toBe(
    '12 items wait, the oldest for 2 min 5 s · 3 are worked on · 1,340 done in the last minute · 2 workers · 4 dead letters',
  );
});
