import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContainerFacts, ListedContainer } from '../engine/engine.ts';
import { dueOrphans, type TrackedOrphan } from './due-orphans.ts';
import { reconcileList } from './reconcile-list.ts';

function listed(attemptId: string, engineState: ListedContainer['engineState'] = 'running'): ListedContainer {
  return {
    containerId: `c-${attemptId}`,
    attemptId,
    jobId: '',
    taskId: '',
    generation: 1,
    engineState,
    exitCode: null,
  };
}

function facts(engineState: ContainerFacts['engineState']): ContainerFacts {
  return {
    containerId: 'c',
    ours: true,
    engineState,
    exitCode: null,
    oomKilled: false,
    error: '',
    startedAtMs: null,
    finishedAtMs: null,
    imageDigest: null,
  };
}

describe('the list against what was believed', () => {
  it('has the engine asked again where they differ, and nowhere else', () => {
    const { lookAgain } = reconcileList(
      [listed('same'), listed('ended', 'exited'), listed('appeared'), listed('paused', 'paused'), listed('asked')],
      [
        { attemptId: 'same', container: facts('running') },
        { attemptId: 'ended', container: facts('running') },
        { attemptId: 'appeared', container: null },
        { attemptId: 'vanished', container: facts('running') },
        { attemptId: 'paused', container: facts('running') },
        { attemptId: 'asked', container: 'unknown' },
        { attemptId: 'never', container: null },
      ],
    );
    expect(lookAgain).toEqual(['ended', 'appeared', 'vanished']);
  });

  it('calls orphans only what no attempt is known of', () => {
    const { orphans } = reconcileList([listed('a'), listed('b')], [{ attemptId: 'a', container: null }]);
    expect(orphans.map(({ attemptId }) => attemptId)).toEqual(['b']);
  });
});

describe('orphans', () => {
  it('are due only after a whole grace without a break', () => {
    const rounds = fc.array(fc.record({ passesMs: fc.integer({ min: 1, max: 50 }), isThere: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(rounds, fc.integer({ min: 0, max: 200 }), (happenings, graceMs) => {
        let tracked: TrackedOrphan[] = [];
        let nowMs = 0;
        let since: number | null = null;
        for (const { passesMs, isThere } of happenings) {
          nowMs += passesMs;
          since = isThere ? (since ?? nowMs) : null;
          const decision = dueOrphans(tracked, isThere ? [listed('a')] : [], nowMs, graceMs);
          tracked = decision.tracked;
          expect(decision.due.length === 1).toBe(since !== null && nowMs - since >= graceMs);
        }
      }),
    );
  });
});
