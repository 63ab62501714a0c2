import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OBSERVED_SYMBOLS } from './generated/avro.ts';
import {
  ATTEMPT_STATE_NAMES,
  type ATTEMPT_STATES,
  attemptHasEnded,
  attemptMayAdvance,
  jobHasEnded,
  jobStateOf,
  TASK_STATE_NAMES,
  type TaskState,
  taskHasEnded,
} from './states.ts';

const attemptState = fc.constantFrom(...ATTEMPT_STATE_NAMES);
const tasks = fc.array(fc.constantFrom(...TASK_STATE_NAMES), { minLength: 1, maxLength: 8 });

describe('attempt states', () => {
  it('are the wire’s symbols, UNKNOWN apart', () => {
    expect(new Set(ATTEMPT_STATE_NAMES)).toEqual(new Set(OBSERVED_SYMBOLS.filter((symbol) => symbol !== 'UNKNOWN')));
  });

  it('never leave an end', () => {
    fc.assert(
      fc.property(attemptState, attemptState, (from, to) => {
        if (attemptHasEnded(from)) expect(attemptMayAdvance(from, to)).toBe(false);
      }),
    );
  });

  it('may end from every open state', () => {
    fc.assert(
      fc.property(attemptState, attemptState, (from, to) => {
        if (!attemptHasEnded(from) && attemptHasEnded(to)) expect(attemptMayAdvance(from, to)).toBe(true);
      }),
    );
  });

  it('reach the same state in whatever order reports are folded, as long as there is one end', () => {
    const open = fc.constantFrom(...ATTEMPT_STATE_NAMES.filter((state) => !attemptHasEnded(state)));
    const end = fc.constantFrom(...ATTEMPT_STATE_NAMES.filter(attemptHasEnded));
    const fold = (reports: readonly (keyof typeof ATTEMPT_STATES)[]) =>
      reports.reduce((state, report) => (attemptMayAdvance(state, report) ? report : state), 'PENDING' as const);
    fc.assert(
      fc.property(fc.array(open), end, fc.infiniteStream(fc.nat()), (reports, last, random) => {
        const all = [...reports, last];
        const shuffled = all
          .map((report) => ({ report, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ report }) => report);
        expect(fold(shuffled)).toBe(fold(all));
      }),
    );
  });
});

describe('the state of a job', () => {
  it('has ended exactly when all of its tasks have', () => {
    fc.assert(
      fc.property(tasks, fc.boolean(), (states, stopWanted) => {
        expect(jobHasEnded(jobStateOf(states, stopWanted))).toBe(states.every(taskHasEnded));
      }),
    );
  });

  it('does not depend on the order of its tasks', () => {
    fc.assert(
      fc.property(tasks, fc.boolean(), (states, stopWanted) => {
        expect(jobStateOf(states.toReversed(), stopWanted)).toBe(jobStateOf(states, stopWanted));
      }),
    );
  });

  it.each<[TaskState[], boolean, string]>([
    [['SUCCEEDED', 'SUCCEEDED'], false, 'SUCCEEDED'],
    [['SUCCEEDED', 'SUCCEEDED'], true, 'SUCCEEDED'],
    [['SUCCEEDED', 'FAILED'], false, 'FAILED'],
    [['STOPPED', 'SUCCEEDED'], true, 'STOPPED'],
    [['STOPPED', 'FAILED'], true, 'FAILED'],
    [['QUEUED', 'QUEUED'], false, 'QUEUED'],
    [['QUEUED', 'SUCCEEDED'], false, 'RUNNING'],
    [['BACKOFF'], false, 'RUNNING'],
    [['ACTIVE'], true, 'STOPPING'],
  ])('with tasks %j and stop wanted %s is %s', (states, stopWanted, expected) => {
    expect(jobStateOf(states, stopWanted)).toBe(expected);
  });
});
