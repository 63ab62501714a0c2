import {
  FAILURES,
  type FailureCode,
  type JobState,
  jobHasEnded,
  jobSpecSchema,
  jobStateOf,
  perHostJobStateOf,
  TASK_STATE_NAMES,
  type TaskState,
  taskHasEnded,
} from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleAttempt } from '../../../test/fakes/attempts.ts';
import { stateAtDeadline } from '../dispatcher/job-states.ts';
import { taskAfterEnd } from '../projection/decide/task-after-end.ts';

const CODES = Object.keys(FAILURES) as FailureCode[];
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const anyPolicy = fc.record(
  {
    maxAttempts: fc.integer({ min: 1, max: 8 }),
    initialDelayMs: fc.integer({ min: 0, max: 10_000 }),
    maxDelayMs: fc.integer({ min: 0, max: 100_000 }),
    reasons: fc.uniqueArray(fc.constantFrom(...CODES)),
  },
  { noNullPrototype: true },
);

function failed(code: FailureCode, attemptsMade: number, retry: object, more: object = {}) {
  const spec = jobSpecSchema.parse({ kind: 'container', image: 'tool:1', retry, ...more });
  return sampleAttempt({
    spec,
    attemptsMade,
    number: attemptsMade,
    observed: 'FAILED',
    reason: { code, message: 'it failed', retryable: FAILURES[code].retryable },
  });
}

/** Plays a task that fails with one code after another until it is not tried again; returns the tries and delays. */
function play(codes: readonly FailureCode[], retry: object, chances: number): { tries: number; delays: number[] } {
  const delays: number[] = [];
  for (let attemptsMade = 1; ; attemptsMade += 1) {
    const after = taskAfterEnd(failed(codes[(attemptsMade - 1) % codes.length]!, attemptsMade, retry), chances);
    if (after.state !== 'BACKOFF') return { tries: attemptsMade, delays };
    delays.push(after.retryInMs ?? Number.NaN);
  }
}

describe('the rules of trying again', () => {
  it('never try more often than the policy has it, and only for reasons that it names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...CODES), { minLength: 1, maxLength: 6 }),
        anyPolicy,
        chance,
        (codes, policy, c) => {
          const { tries } = play(codes, policy, c);
          expect(tries).toBeLessThanOrEqual(policy.maxAttempts);
          const firstRefused = codes.findIndex((code) => !policy.reasons.includes(code));
          if (firstRefused !== -1) expect(tries).toBeLessThanOrEqual(firstRefused + 1);
          else expect(tries).toBe(policy.maxAttempts);
        },
      ),
    );
  });

  it('wait longer each time, up to the cap, when chance takes nothing away', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), anyPolicy, (code, policy) => {
        const { delays } = play([code], { ...policy, reasons: [code] }, 0);
        expect(delays).toEqual([...delays].sort((a, b) => a - b));
        for (const delay of delays) expect(delay).toBeLessThanOrEqual(policy.maxDelayMs);
      }),
    );
  });

  it('never try again once a stop is wanted, also of a per-host job', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), anyPolicy, fc.boolean(), chance, (code, policy, perHost, c) => {
        const ended = { ...failed(code, 1, policy, { perHost }), stopWanted: true };
        expect(taskHasEnded(taskAfterEnd(ended, c).state)).toBe(true);
      }),
    );
  });

  it('always start a per-host job’s container again, however it ended and however often', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CODES),
        fc.integer({ min: 1, max: 1_000 }),
        anyPolicy,
        chance,
        (code, tries, policy, c) => {
          const ended = failed(code, tries, policy, { perHost: true });
          for (const each of [ended, { ...ended, observed: 'SUCCEEDED' as const, reason: null }]) {
            const after = taskAfterEnd(each, c);
            expect(after.state).toBe('BACKOFF');
            expect(after.retryInMs).toBeLessThanOrEqual(policy.maxDelayMs);
          }
        },
      ),
    );
  });
});

describe('the end of a job', () => {
  const tasks = fc.array(fc.constantFrom(...TASK_STATE_NAMES), { minLength: 1, maxLength: 6 });

  it('comes only when every task has ended; past its deadline it is never a mere stop', () => {
    fc.assert(
      fc.property(tasks, fc.boolean(), fc.boolean(), (states: TaskState[], stopWanted, deadlinePassed) => {
        // A passed deadline wants a stop.
        const derived = jobStateOf(states, stopWanted || deadlinePassed);
        const state: JobState = stateAtDeadline(derived, deadlinePassed);
        expect(jobHasEnded(state)).toBe(states.every(taskHasEnded));
        if (deadlinePassed) expect(state).not.toBe('STOPPED');
        if (states.every((task) => task === 'SUCCEEDED')) expect(state).toBe('SUCCEEDED');
      }),
    );
  });

  it('of a per-host job comes only with a stop, however its tasks end with their agents', () => {
    const withoutFailure = fc.array(fc.constantFrom(...TASK_STATE_NAMES.filter((state) => state !== 'FAILED')), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(withoutFailure, fc.boolean(), (states: TaskState[], stopWanted) => {
        const open = states.some((task) => !taskHasEnded(task));
        expect(jobHasEnded(perHostJobStateOf(states, stopWanted))).toBe(stopWanted && !open);
      }),
    );
  });
});
