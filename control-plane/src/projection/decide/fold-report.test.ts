import { ATTEMPT_STATE_NAMES, ATTEMPT_STATES, attemptHasEnded, type JobStatus } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleAttempt } from '../../../../test/fakes/attempts.ts';
import type { AttemptFacts } from '../attempt-facts.ts';
import { foldReport } from './fold-report.ts';
import { taskAfterEnd } from './task-after-end.ts';

const facts = sampleAttempt({
  id: 'a1',
  jobId: 'j1',
  taskId: 't1',
  observed: 'DISPATCHED',
  bootId: null,
  sequence: 0,
  started: false,
});

function report(changes: Partial<JobStatus> = {}): JobStatus {
  return {
    attemptId: 'a1',
    jobId: 'j1',
    taskId: 't1',
    attempt: 1,
    agentId: 'host-1',
    bootId: 'boot-1',
    sequence: 1,
    observed: 'RUNNING',
    exitCode: null,
    reason: null,
    containerId: null,
    imageDigest: null,
    progress: null,
    detail: null,
    occurredAt: 0,
    ...changes,
  };
}

const anyReport = fc
  .record({
    observed: fc.constantFrom(...ATTEMPT_STATE_NAMES),
    bootId: fc.constantFrom('boot-1', 'boot-2'),
    sequence: fc.integer({ min: 1, max: 6 }),
    agentId: fc.constantFrom('host-1', 'host-1', 'host-1', 'host-2'),
  })
  .map(report);

function foldAll(reports: readonly JobStatus[]): AttemptFacts[] {
  const seen: AttemptFacts[] = [facts];
  for (const each of reports) {
    const step = foldReport(seen.at(-1) ?? facts, each);
    if ('facts' in step) seen.push(step.facts);
  }
  return seen;
}

describe('folding reports of an attempt', () => {
  it('advances, and steps may be skipped', () => {
    expect(foldReport(facts, report())).toMatchObject({
      kind: 'advanced',
      facts: { observed: 'RUNNING', started: true },
    });
  });

  it('keeps the first end, whatever comes after it', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        const seen = foldAll(reports);
        const ends = seen.filter((each) => attemptHasEnded(each.observed)).map((each) => each.observed);
        expect(new Set(ends).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never goes back in rank', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        const ranks = foldAll(reports).map((each) => ATTEMPT_STATES[each.observed].rank);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('changes nothing when the same report comes again', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 8 }), anyReport, (reports, again) => {
        const before = foldAll([...reports, again]).at(-1);
        expect(foldAll([...reports, again, again]).at(-1)).toMatchObject({ observed: before?.observed });
      }),
    );
  });

  it('refuses the word of another agent', () => {
    expect(foldReport(facts, report({ agentId: 'host-2' })).kind).toBe('contradiction');
    expect(foldReport(facts, report({ taskId: 't2' })).kind).toBe('contradiction');
  });

  it('orders by sequence within one boot only', () => {
    const running = { ...facts, observed: 'RUNNING' as const, bootId: 'boot-1', sequence: 9 };
    expect(foldReport(running, report({ sequence: 8, detail: 'old' })).kind).toBe('ignored');
    expect(foldReport(running, report({ sequence: 8, bootId: 'boot-2', detail: 'new' }))).toMatchObject({
      kind: 'noted',
      facts: { detail: 'new' },
    });
  });

  it('frees the room of a lost attempt only when its agent tells its end', () => {
    const lost = { ...facts, observed: 'LOST' as const, desired: 'STOP' as const, reserved: true };
    expect(foldReport(lost, report({ observed: 'RUNNING' })).kind).toBe('ignored');
    expect(foldReport(lost, report({ observed: 'STOPPED' }))).toMatchObject({
      kind: 'late-end',
      facts: { observed: 'LOST', reserved: false },
    });
  });

  it('notices a container that is still alive where it was to be removed', () => {
    const ended = { ...facts, observed: 'LOST' as const, desired: 'REMOVE' as const, reserved: false };
    const refused = report({ reason: { code: 'REMOVE_REFUSED', message: 'it runs', retryable: false } });
    expect(foldReport(ended, refused).kind).toBe('still-alive');
  });

  it('leaves a state that this version does not know alone', () => {
    expect(foldReport(facts, report({ observed: 'UNKNOWN' })).kind).toBe('ignored');
  });
});

describe('the task of an ended attempt', () => {
  const ended = (changes: Partial<AttemptFacts>) => ({ ...facts, ...changes });
  const lostReason = { code: 'LOST' as const, message: 'gone', retryable: true };

  it('ends with its attempt when it succeeded or was stopped', () => {
    expect(taskAfterEnd(ended({ observed: 'SUCCEEDED' }), 0).state).toBe('SUCCEEDED');
    expect(taskAfterEnd(ended({ observed: 'STOPPED', stopWanted: true, desired: 'STOP' }), 0).state).toBe('STOPPED');
  });

  it('is placed again when it was stopped only to go elsewhere', () => {
    const moved = ended({ observed: 'STOPPED', desired: 'STOP', movedBecause: 'host-1 is drained' });
    expect(taskAfterEnd(moved, 0)).toEqual({
      state: 'QUEUED',
      retryInMs: null,
      words: 'Stopped to be placed again: host-1 is drained. This does not count as a try',
    });
    expect(taskAfterEnd({ ...moved, stopWanted: true }, 0).state).toBe('STOPPED');
  });

  it('has as many tries left as before it was moved', () => {
    const failed = { observed: 'LOST' as const, reason: lostReason, attemptsMade: 3 };
    expect(taskAfterEnd(ended(failed), 0).state).toBe('FAILED');
    expect(taskAfterEnd(ended({ ...failed, moves: 1 }), 0).state).toBe('BACKOFF');
  });

  it('backs off when another try may go better', () => {
    expect(taskAfterEnd(ended({ observed: 'LOST', reason: lostReason }), 0)).toMatchObject({
      state: 'BACKOFF',
      retryInMs: 1_000,
    });
  });

  it('counts as stopped when a stop overtook a failure that would have been tried again', () => {
    expect(taskAfterEnd(ended({ observed: 'LOST', reason: lostReason, stopWanted: true }), 0).state).toBe('STOPPED');
  });

  it('fails when the program itself failed', () => {
    const reason = { code: 'EXIT_NON_ZERO' as const, message: 'exit code 3', retryable: false };
    expect(taskAfterEnd(ended({ observed: 'FAILED', reason, exitCode: 3 }), 0).state).toBe('FAILED');
    expect(taskAfterEnd(ended({ observed: 'FAILED', reason, stopWanted: true }), 0).state).toBe('FAILED');
  });
});
