import { describe, expect, it } from 'vitest';
import type { ContainerFacts } from '../engine/engine.ts';
import type { AttemptView } from './attempt-view.ts';
import { reasonOf } from './end-of.ts';
import { effectIsDurable, nextStep } from './next-step.ts';

const running: ContainerFacts = {
  containerId: 'c',
  ours: true,
  engineState: 'running',
  exitCode: null,
  oomKilled: false,
  error: '',
  startedAtMs: 1_000,
  finishedAtMs: null,
  imageDigest: null,
};
const created: ContainerFacts = { ...running, engineState: 'created', startedAtMs: null };
const exited: ContainerFacts = { ...running, engineState: 'exited', exitCode: 0, finishedAtMs: 2_000 };

function view(over: Partial<AttemptView>): AttemptView {
  return {
    desired: 'RUN',
    generation: 1,
    spec: { deadlineMs: null, stopGraceMs: 10_000 },
    lastObserved: 'PENDING',
    container: null,
    containerSeen: false,
    image: 'unknown',
    doomed: null,
    startingAcknowledged: false,
    startCalledFor: null,
    runningReported: false,
    logs: 'none',
    deadlineAtMs: null,
    stoppedForDeadline: false,
    engineWasAway: false,
    removeRefusedGeneration: null,
    end: null,
    endAcknowledged: false,
    ...over,
  };
}

function stepOf(over: Partial<AttemptView>, nowMs = 0) {
  return nextStep(view(over), { engineUsable: true, synced: true, nowMs });
}

describe('the next step of an attempt', () => {
  it('tells an end first, even while the engine cannot be used', () => {
    const end = { observed: 'SUCCEEDED', exitCode: 0, reason: null } as const;
    expect(nextStep(view({ end }), { engineUsable: false, synced: false, nowMs: 0 }).kind).toBe('reportEnd');
  });

  it('reports a listed attempt lost that may have run and has no container', () => {
    for (const lastObserved of ['STARTING', 'RUNNING', 'UNKNOWN'] as const) {
      expect(stepOf({ lastObserved })).toMatchObject({
        kind: 'end',
        end: { observed: 'LOST', reason: { code: 'LOST' } },
      });
    }
  });

  it('begins a listed attempt anew that was last seen before STARTING', () => {
    for (const lastObserved of ['PENDING', 'DISPATCHED', 'PULLING'] as const) {
      expect(stepOf({ lastObserved }).kind).toBe('getImage');
    }
  });

  it('does nothing more for an attempt whose end the control plane knows and whose container is gone', () => {
    for (const desired of ['RUN', 'STOP', 'REMOVE'] as const) {
      expect(stepOf({ desired, lastObserved: 'FAILED' })).toEqual({ kind: 'wait', untilMs: null });
    }
  });

  it('adopts a container that was created and starts it only after STARTING is acknowledged', () => {
    expect(stepOf({ container: created, lastObserved: 'STARTING' }).kind).toBe('announceStart');
    expect(stepOf({ container: created, startingAcknowledged: true }).kind).toBe('start');
  });

  it('does not start a container that came late, after another one of the attempt ran', () => {
    expect(stepOf({ container: created, startingAcknowledged: true, startCalledFor: 'another' }).kind).toBe('remove');
    expect(stepOf({ container: created, lastObserved: 'RUNNING' }).kind).toBe('remove');
    expect(stepOf({ container: created, startingAcknowledged: true, startCalledFor: 'c' }).kind).toBe('start');
  });

  it('reports a container that somebody removed as vanished', () => {
    const step = stepOf({ containerSeen: true });
    expect(step).toMatchObject({ kind: 'end', end: { observed: 'FAILED', reason: { code: 'CONTAINER_VANISHED' } } });
  });

  it('reports STOPPED for the stop of an attempt it never had', () => {
    const step = stepOf({ desired: 'STOP' });
    expect(step).toMatchObject({ kind: 'end', end: { observed: 'STOPPED', reason: { code: 'STOPPED_BY_REQUEST' } } });
  });

  it('removes a created container before it tells the end of a start that failed', () => {
    const doomed = reasonOf('START_FAILED');
    expect(stepOf({ container: created, doomed }).kind).toBe('remove');
    expect(stepOf({ container: null, containerSeen: true, doomed })).toMatchObject({
      kind: 'end',
      end: { reason: doomed },
    });
  });

  it('stops what runs although its end was told or its failure is certain', () => {
    const end = { observed: 'FAILED', exitCode: null, reason: reasonOf('UNDECODABLE_INSTRUCTION') } as const;
    expect(stepOf({ container: running, end, endAcknowledged: true })).toMatchObject({
      kind: 'stop',
      because: 'ended',
    });
    const doomed = reasonOf('UNDECODABLE_INSTRUCTION');
    expect(stepOf({ container: running, doomed })).toMatchObject({ kind: 'stop', because: 'ended' });
    expect(stepOf({ container: exited, doomed, logs: 'drained' })).toMatchObject({
      kind: 'end',
      end: { reason: doomed },
    });
  });

  it('waits with the end until the last line of output is acknowledged', () => {
    expect(stepOf({ container: exited, logs: 'following' }).kind).toBe('wait');
    expect(stepOf({ container: exited, logs: 'drained' })).toMatchObject({
      kind: 'end',
      end: { observed: 'SUCCEEDED' },
    });
  });

  it('says a known end again without reading the output again', () => {
    expect(stepOf({ container: exited, lastObserved: 'SUCCEEDED' })).toMatchObject({
      kind: 'end',
      end: { observed: 'SUCCEEDED' },
    });
  });

  it('refuses to remove a running container once for each time that it is asked', () => {
    const asked = {
      desired: 'REMOVE',
      container: running,
      logs: 'following',
      runningReported: true,
      generation: 4,
    } as const;
    expect(stepOf(asked).kind).toBe('refuseRemove');
    expect(stepOf({ ...asked, removeRefusedGeneration: 4 }).kind).toBe('wait');
    expect(stepOf({ ...asked, removeRefusedGeneration: 3 }).kind).toBe('refuseRemove');
  });

  it('stops at the deadline and waits for it until then', () => {
    const at = { container: running, logs: 'following', runningReported: true, deadlineAtMs: 500 } as const;
    expect(stepOf(at, 499)).toEqual({ kind: 'wait', untilMs: 500 });
    expect(stepOf(at, 500)).toMatchObject({ kind: 'stop', because: 'deadline' });
  });

  it('gives up a pull that is no longer wanted', () => {
    expect(stepOf({ desired: 'STOP', image: 'pulling' }).kind).toBe('cancelPull');
  });
});

describe('when an instruction’s effect is fact', () => {
  const acknowledged = { end: { observed: 'STOPPED', exitCode: null, reason: null }, endAcknowledged: true } as const;

  it('counts a run as fact once its container exists or its end is acknowledged', () => {
    expect(effectIsDurable(view({}))).toBe(false);
    expect(effectIsDurable(view({ image: 'pulling' }))).toBe(false);
    expect(effectIsDurable(view({ container: 'unknown' }))).toBe(false);
    expect(effectIsDurable(view({ container: created }))).toBe(true);
    expect(effectIsDurable(view({ ...acknowledged, endAcknowledged: false }))).toBe(false);
    expect(effectIsDurable(view(acknowledged))).toBe(true);
  });

  it('counts a stop as fact once its end is acknowledged', () => {
    expect(effectIsDurable(view({ desired: 'STOP', container: running }))).toBe(false);
    expect(effectIsDurable(view({ desired: 'STOP', ...acknowledged }))).toBe(true);
  });

  it('counts a removal as fact once the container is gone or the refusal is told', () => {
    expect(effectIsDurable(view({ desired: 'REMOVE', container: exited }))).toBe(false);
    expect(effectIsDurable(view({ desired: 'REMOVE', container: null }))).toBe(true);
    expect(effectIsDurable(view({ desired: 'REMOVE', container: running, removeRefusedGeneration: 1 }))).toBe(true);
  });
});
