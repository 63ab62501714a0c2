import { ATTEMPT_STATES, type AttemptState, attemptHasEnded } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrainedAttempt, type DrainFacts, decideDrain, mayHaveStarted } from './decide-drain.ts';

const drain = (changes: Partial<DrainFacts> = {}): DrainFacts => ({
  state: 'DRAINING',
  elapsedMs: 0,
  deadlineMs: 60_000,
  whenDeadline: 'stop',
  ...changes,
});
const attempt = (id: string, observed: AttemptState, desired: DrainedAttempt['desired'] = 'RUN'): DrainedAttempt => ({
  id,
  observed,
  desired,
});

describe('a drain', () => {
  it('moves what has not started at once, and waits for what runs', () => {
    const open = [
      attempt('pending', 'PENDING'),
      attempt('dispatched', 'DISPATCHED'),
      attempt('pulling', 'PULLING'),
      attempt('starting', 'STARTING'),
      attempt('running', 'RUNNING'),
    ];
    expect(decideDrain(drain(), open)).toEqual({
      state: 'DRAINING',
      notStarted: ['pending', 'dispatched', 'pulling'],
      overdue: [],
    });
  });

  it('stops what still runs at its deadline', () => {
    const open = [attempt('a', 'RUNNING'), attempt('b', 'RUNNING', 'STOP')];
    expect(decideDrain(drain({ elapsedMs: 59_999 }), open).overdue).toEqual([]);
    expect(decideDrain(drain({ elapsedMs: 60_000 }), open)).toEqual({
      state: 'DRAINING',
      notStarted: [],
      overdue: ['a'],
    });
  });

  it('leaves what still runs where that was wished, and is done when that has ended too', () => {
    const late = drain({ elapsedMs: 60_000, whenDeadline: 'leave' });
    expect(decideDrain(late, [attempt('a', 'RUNNING')])).toEqual({ state: 'LEFT', notStarted: [], overdue: [] });
    expect(decideDrain(late, [attempt('a', 'RUNNING'), attempt('b', 'PULLING', 'STOP')]).state).toBe('DRAINING');
    expect(decideDrain({ ...late, state: 'LEFT' }, []).state).toBe('DRAINED');
  });

  it('waits for ever without a deadline, and stops at once with one of nothing', () => {
    expect(decideDrain(drain({ deadlineMs: null, elapsedMs: 1e12 }), [attempt('a', 'RUNNING')]).overdue).toEqual([]);
    expect(decideDrain(drain({ deadlineMs: 0 }), [attempt('a', 'RUNNING')]).overdue).toEqual(['a']);
  });

  it('never asks twice, never stops a started one before its time, and is done only when nothing is open', () => {
    const states = (Object.keys(ATTEMPT_STATES) as AttemptState[]).filter((state) => !attemptHasEnded(state));
    const facts = fc.record({
      state: fc.constantFrom('DRAINING' as const, 'LEFT' as const, 'DRAINED' as const),
      elapsedMs: fc.nat(100),
      deadlineMs: fc.option(fc.nat(100)),
      whenDeadline: fc.constantFrom('stop' as const, 'leave' as const),
    });
    const attempts = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        desired: fc.constantFrom('RUN' as const, 'STOP' as const),
        observed: fc.constantFrom(...states),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    fc.assert(
      fc.property(facts, attempts, (given, open) => {
        const decision = decideDrain(given, open);
        const by = new Map(open.map((one) => [one.id, one]));
        const passed = given.deadlineMs !== null && given.elapsedMs >= given.deadlineMs;
        for (const id of decision.notStarted) expect(mayHaveStarted(by.get(id)!.observed)).toBe(false);
        if (decision.overdue.length > 0) expect(passed && given.whenDeadline === 'stop').toBe(true);
        for (const id of [...decision.notStarted, ...decision.overdue]) expect(by.get(id)?.desired).toBe('RUN');
        expect(decision.state === 'DRAINED').toBe(open.length === 0);
        // What was asked for has been asked for: the same question finds nothing more to do.
        const asked = new Set([...decision.notStarted, ...decision.overdue]);
        const after = open.map((one) => (asked.has(one.id) ? { ...one, desired: 'STOP' as const } : one));
        expect(decideDrain(given, after)).toMatchObject({ notStarted: [], overdue: [] });
      }),
    );
  });
});
