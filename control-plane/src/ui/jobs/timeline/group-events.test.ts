import type { JobEvent } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { foldOf, groupEvents, SHOWN_AT_FIRST } from './group-events.ts';

let serial = 0;
function event(type: string, atMs: number, change: Partial<JobEvent> = {}): JobEvent {
  serial += 1;
  return {
    id: String(serial),
    jobId: 'job',
    attemptId: null,
    taskIndex: null,
    attempt: null,
    agentId: null,
    type,
    message: type,
    reason: null,
    at: new Date(1_700_000_000_000 + atMs).toISOString(),
    ...change,
  };
}

const ofTask = (taskIndex: number) => ({ taskIndex, attemptId: `attempt-${taskIndex}` });

test('the same event of several tasks at about the same time is one entry', () => {
  const groups = groupEvents(
    [
      event('JobSubmitted', 0),
      event('TaskPlaced', 10, ofTask(0)),
      event('InstructionPublished', 12, ofTask(0)),
      event('TaskPlaced', 14, ofTask(1)),
      event('InstructionPublished', 16, ofTask(1)),
    ],
    false,
  );
  expect(groups.map(({ first, events }) => [first.type, events.length])).toEqual([
    ['JobSubmitted', 1],
    ['TaskPlaced', 2],
    ['InstructionPublished', 2],
  ]);
});

test('a second try of a task is an entry of its own', () => {
  const groups = groupEvents([event('TaskPlaced', 0, ofTask(0)), event('TaskPlaced', 900, ofTask(0))], false);
  expect(groups).toHaveLength(2);
});

test('different ends are not thrown together', () => {
  const reason = { code: 'EXIT_NON_ZERO' as const, message: 'exit code 3', retryable: false };
  const groups = groupEvents(
    [event('AttemptEnded', 0, ofTask(0)), event('AttemptEnded', 5, { ...ofTask(1), reason })],
    true,
  );
  expect(groups).toHaveLength(2);
});

test('a step took until the next of the same attempt', () => {
  const groups = groupEvents(
    [
      event('ImagePulling', 0, ofTask(0)),
      event('ImagePulling', 2_500, ofTask(1)),
      event('ContainerRunning', 3_000, ofTask(0)),
    ],
    false,
  );
  expect(groups.map(({ tookMs, current }) => [tookMs, current])).toEqual([
    [3_000, false],
    [null, true],
    [null, true],
  ]);
});

test('the events of a thousand tasks with several tries are grouped at once', () => {
  const events = Array.from({ length: 20_000 }, (_, index) =>
    event(index < 10_000 ? 'TaskPlaced' : 'AttemptEnded', index, {
      taskIndex: index % 1_000,
      attemptId: `${index % 10_000}`,
    }),
  );
  const begun = performance.now();
  const groups = groupEvents(events, true);
  expect(groups.reduce((sum, group) => sum + group.events.length, 0)).toBe(20_000);
  expect(groups[0]).toMatchObject({ tookMs: 10_000, current: false });
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('a long timeline folds between its beginning and its end', () => {
  expect(foldOf(SHOWN_AT_FIRST, SHOWN_AT_FIRST)).toBeNull();
  const fold = foldOf(1_000, SHOWN_AT_FIRST);
  expect(fold).toEqual({ head: 50, hidden: 600 });
});
