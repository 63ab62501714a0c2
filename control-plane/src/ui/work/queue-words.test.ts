import { expect, test } from 'vitest';
import { queueNote, scalingEffect, scalingWords } from './queue-words.ts';

const scaling = { minimum: 1, maximum: 4, itemsPerWorker: 100, idleMs: 60_000 };

test('limits are told in a line', () => {
  expect(scalingWords(scaling)).toBe('1–4 workers, one for each 100 waiting');
  expect(scalingWords({ ...scaling, minimum: 1, maximum: 1 })).toBe('1 worker, one for each 100 waiting');
  expect(scalingWords({ ...scaling, minimum: 0, maximum: 0 })).toBe('The fleet runs no workers of its own');
});

test('what limits will do is told by what waits', () => {
  expect(scalingEffect(scaling, 250)).toEqual([
    'With the 250 that wait now, up to 3 workers run; those that run elsewhere count.',
    'After 1 min with nothing to do, all but 1 are stopped.',
  ]);
  expect(scalingEffect(scaling, 9_000)[0]).toContain('up to 4 workers');
  expect(scalingEffect({ ...scaling, minimum: 0 }, 0)).toEqual([
    'With nothing waiting, no worker is kept.',
    'After 1 min with nothing to do, all are stopped.',
  ]);
  expect(scalingEffect({ ...scaling, minimum: 0, maximum: 0 }, 5)).toHaveLength(1);
});

test('a queue whose items nobody takes says why', () => {
  const queue = { queued: 3, workers: 0, scaling, oldestAgeMs: 5_000, trouble: null };
  expect(queueNote({ ...queue, queued: 0 }, true)).toBeNull();
  expect(queueNote({ ...queue, workers: 1 }, true)).toBeNull();
  expect(queueNote(queue, true)).toEqual({ tone: 'moving', words: 'A worker is on its way.' });
  expect(queueNote({ ...queue, oldestAgeMs: 90_000 }, true)?.tone).toBe('look');
  expect(queueNote(queue, false)?.words).toContain('without a key');
  expect(queueNote({ ...queue, scaling: { ...scaling, maximum: 0 } }, true)?.words).toContain('may run no worker');
});

test('a worker that failed of late is told of, with its job', () => {
  const trouble = { jobId: 'j', message: 'the image was not found' };
  const queue = { queued: 3, workers: 0, scaling, oldestAgeMs: 5_000, trouble };
  expect(queueNote(queue, true)).toMatchObject({
    tone: 'badly',
    jobId: 'j',
    words: expect.stringContaining('not found'),
  });
  expect(queueNote({ ...queue, workers: 1 }, true)?.tone).toBe('look');
});
