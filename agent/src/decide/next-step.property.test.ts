import { ATTEMPT_STATES, type Observed } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContainerFacts } from '../engine/engine.ts';
import type { AttemptStep, AttemptView, Conditions } from './attempt-view.ts';
import { effectIsDurable, isForgettable, nextStep } from './next-step.ts';

/** What happens to one call of the engine. */
type Luck = 'works' | 'no answer, no effect' | 'no answer, effect' | 'no answer, effect later';

type Happening =
  | { kind: 'step'; luck: Luck }
  | { kind: 'late effects arrive' }
  | { kind: 'program exits'; exitCode: number }
  | { kind: 'agent crashes' }
  | { kind: 'stop is wanted' }
  | { kind: 'deadline passes' }
  | { kind: 'somebody removes the container' }
  | { kind: 'image comes' }
  | { kind: 'logs drain' };

interface World {
  container: ContainerFacts | null;
  late: Array<() => void>;
  creates: number;
  starts: number;
  startingAcknowledged: boolean;
  runsAfterEnd: number;
  /** What the control plane folded. */
  folded: Observed;
  reports: Observed[];
  desired: 'RUN' | 'STOP' | 'REMOVE';
  generation: number;
  nowMs: number;
}

const spec = { deadlineMs: 1_000, stopGraceMs: 10 };

function freshView(world: World): AttemptView {
  return {
    desired: world.desired,
    generation: world.generation,
    spec,
    lastObserved: world.folded,
    container: 'unknown',
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
  };
}

function freshWorld(): World {
  return {
    container: null,
    late: [],
    creates: 0,
    starts: 0,
    startingAcknowledged: false,
    runsAfterEnd: 0,
    folded: 'DISPATCHED',
    reports: [],
    desired: 'RUN',
    generation: 1,
    nowMs: 0,
  };
}

function report(world: World, observed: Observed): void {
  world.reports.push(observed);
  const rank = (state: Observed) => (state === 'UNKNOWN' ? -1 : ATTEMPT_STATES[state].rank);
  if (rank(observed) > rank(world.folded)) world.folded = observed;
}

const created: ContainerFacts = {
  containerId: 'c',
  ours: true,
  engineState: 'created',
  exitCode: null,
  oomKilled: false,
  error: '',
  startedAtMs: null,
  finishedAtMs: null,
  imageDigest: null,
};

/**
 * The engine's side of each call, as an engine would do it whenever the call arrives. Calls name a container by its id,
 * so one that arrives late does nothing to a container that was made meanwhile.
 */
const engineEffects: Partial<Record<AttemptStep['kind'], (world: World, containerId: string | null) => void>> = {
  create: (world) => {
    world.creates += 1;
    world.container ??= { ...created, containerId: `container-${world.creates}` };
  },
  start: (world, containerId) => {
    if (world.container?.engineState !== 'created' || world.container.containerId !== containerId) return;
    world.starts += 1;
    expect(world.startingAcknowledged, 'STARTING is acknowledged before start').toBe(true);
    if (ATTEMPT_STATES[world.folded as 'RUNNING'].terminal) world.runsAfterEnd += 1;
    world.container = { ...world.container, engineState: 'running', startedAtMs: world.nowMs };
  },
  stop: (world, containerId) => {
    if (world.container?.containerId === containerId && world.container.engineState === 'running') exit(world, 143);
  },
  remove: (world, containerId) => {
    if (world.container?.containerId === containerId && world.container?.engineState !== 'running')
      world.container = null;
  },
};

function exit(world: World, exitCode: number): void {
  if (world.container === null) return;
  world.container = { ...world.container, engineState: 'exited', exitCode, finishedAtMs: world.nowMs };
}

/** What the executor does, with the given luck on its way to the engine. */
function execute(world: World, view: AttemptView, step: AttemptStep, luck: Luck): void {
  const effect = engineEffects[step.kind];
  if (step.kind === 'start' || step.kind === 'create') {
    expect([view.desired, view.end], 'what is not wanted is not started').toEqual(['RUN', null]);
  }
  if (effect !== undefined || step.kind === 'observe') {
    const { container } = view;
    const containerId = container === null || container === 'unknown' ? null : container.containerId;
    if (step.kind === 'start') view.startCalledFor = containerId;
    if (luck === 'no answer, effect later' && effect !== undefined) world.late.push(() => effect(world, containerId));
    if (luck === 'works' || luck === 'no answer, effect') effect?.(world, containerId);
    if (luck !== 'works') {
      view.container = 'unknown';
      return;
    }
    view.container = world.container;
    view.containerSeen ||= world.container !== null;
    if (step.kind === 'stop' && step.because === 'deadline') view.stoppedForDeadline = true;
    return;
  }
  switch (step.kind) {
    case 'getImage':
      view.image = 'pulling';
      report(world, 'PULLING');
      break;
    case 'cancelPull':
      view.image = 'unknown';
      break;
    case 'announceStart':
      report(world, 'STARTING');
      world.startingAcknowledged = true;
      view.startingAcknowledged = true;
      break;
    case 'reportRunning':
      report(world, 'RUNNING');
      view.runningReported = true;
      view.deadlineAtMs = world.nowMs + spec.deadlineMs;
      break;
    case 'followLogs':
      view.logs = 'following';
      break;
    case 'refuseRemove':
      view.removeRefusedGeneration = view.generation;
      break;
    case 'end':
      view.end = step.end;
      break;
    case 'reportEnd':
      if (view.end !== null) {
        expect(world.container?.engineState, 'an end is told only of what does not run').not.toBe('running');
        report(world, view.end.observed);
        view.endAcknowledged = true;
      }
      break;
    default:
      break;
  }
}

function conditions(world: World): Conditions {
  return { engineUsable: true, synced: true, nowMs: world.nowMs };
}

function happen(world: World, view: AttemptView, happening: Happening): AttemptView {
  world.nowMs += 10;
  switch (happening.kind) {
    case 'step': {
      const step = nextStep(view, conditions(world));
      if (step.kind !== 'wait') execute(world, view, step, happening.luck);
      return view;
    }
    case 'late effects arrive':
      for (const effect of world.late.splice(0)) effect();
      return view;
    case 'program exits':
      if (world.container?.engineState === 'running') {
        exit(world, happening.exitCode);
        view.container = 'unknown';
      }
      return view;
    case 'agent crashes':
      return freshView(world);
    case 'stop is wanted':
      if (world.desired === 'RUN') {
        world.desired = 'STOP';
        world.generation += 1;
        view.desired = 'STOP';
        view.generation = world.generation;
      }
      return view;
    case 'deadline passes':
      world.nowMs += spec.deadlineMs;
      return view;
    case 'somebody removes the container':
      // Not while a late call of ours is on its way: after a crash nothing could tell the two containers apart.
      if (world.container !== null && world.late.length === 0) {
        world.container = null;
        view.container = 'unknown';
      }
      return view;
    case 'image comes':
      if (view.image === 'pulling') view.image = 'present';
      return view;
    case 'logs drain':
      if (view.logs === 'following' && world.container?.engineState !== 'running') view.logs = 'drained';
      return view;
  }
}

/** Nothing goes wrong any more: runs until the attempt has ended and nothing is left to do. */
function settle(world: World, before: AttemptView): AttemptView {
  let view = before;
  for (let round = 0; round < 200; round += 1) {
    const step = nextStep(view, conditions(world));
    if (step.kind === 'wait') {
      if (view.image === 'pulling') view.image = 'present';
      else if (view.logs === 'following' && world.container?.engineState !== 'running') view.logs = 'drained';
      else if (world.container?.engineState === 'running')
        view = happen(world, view, { kind: 'program exits', exitCode: 0 });
      // The periodic list finds what a hint did not tell.
      else if (differs(view, world)) view.container = 'unknown';
      // As late as can be: after the end was told.
      else if (world.late.length > 0) view = happen(world, view, { kind: 'late effects arrive' });
      else return view;
      if (differs(view, world)) view.container = 'unknown';
    } else execute(world, view, step, 'works');
  }
  return view;
}

function differs(view: AttemptView, world: World): boolean {
  if (view.container === 'unknown') return false;
  return view.container?.engineState !== world.container?.engineState;
}

const luck = fc.constantFrom<Luck>(
  'works',
  'works',
  'works',
  'no answer, no effect',
  'no answer, effect',
  'no answer, effect later',
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('step' as const), luck }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'late effects arrive' }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('program exits' as const), exitCode: fc.constantFrom(0, 1, 137) }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'agent crashes' }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'stop is wanted' }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'deadline passes' }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'somebody removes the container' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ kind: 'image comes' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ kind: 'logs drain' }) },
);

describe('the next step, whatever happens in between', () => {
  it('starts an attempt at most once, ends it exactly once, and leaves nothing running that was told to have ended', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 10, maxLength: 60, size: 'max' }), (happenings) => {
        const world = freshWorld();
        let view = freshView(world);
        for (const one of happenings) view = happen(world, view, one);
        view = settle(world, view);

        expect(world.starts).toBeLessThanOrEqual(1);
        expect(world.runsAfterEnd, 'nothing runs after its end was told').toBe(0);
        expect(ATTEMPT_STATES[world.folded as 'RUNNING'].terminal, `ended: ${world.folded}`).toBe(true);
        expect(world.container?.engineState).not.toBe('running');
        expect(effectIsDurable(view)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('removes what has ended when that is wanted, and then has nothing left to remember but the generation', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 10, maxLength: 60, size: 'max' }), (happenings) => {
        const world = freshWorld();
        let view = freshView(world);
        for (const one of happenings) view = happen(world, view, one);
        view = settle(world, view);
        world.desired = 'REMOVE';
        view.desired = 'REMOVE';
        view.generation = world.generation + 1;
        view = settle(world, view);

        expect(world.container).toBeNull();
        expect(isForgettable(view)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('neither makes nor starts anything before the Sync, nor calls an engine that cannot be used', () => {
    const engineSteps = new Set(['observe', 'getImage', 'create', 'start', 'stop', 'remove', 'followLogs']);
    fc.assert(
      fc.property(fc.array(happening, { minLength: 10, maxLength: 40, size: 'max' }), (happenings) => {
        const world = freshWorld();
        let view = freshView(world);
        for (const one of happenings) {
          view = happen(world, view, one);
          const unsynced = nextStep(view, { engineUsable: true, synced: false, nowMs: world.nowMs });
          expect(['getImage', 'create', 'announceStart', 'start']).not.toContain(unsynced.kind);
          const unusable = nextStep(view, { engineUsable: false, synced: true, nowMs: world.nowMs });
          expect(engineSteps).not.toContain(unusable.kind);
        }
      }),
    );
  });
});
